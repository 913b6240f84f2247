"""The guild, its members, roles and channels."""

from aiohttp import web

from bot.playground import errors
from bot.playground.objects import Guild
from bot.playground.payloads import guilds, people
from bot.playground.rest.answers import answer, limit, number, snowflake
from bot.playground.world import World


class Guilds:
    """`/guilds/{guild}` and what is in it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        return [
            web.get("/guilds/{guild}", self.get),
            web.get("/guilds/{guild}/channels", self.channels),
            web.get("/guilds/{guild}/roles", self.roles),
            web.get("/guilds/{guild}/members", self.members),
            web.get("/guilds/{guild}/members/{user}", self.member),
        ]

    def _guild(self, request: web.Request) -> Guild:
        """Return the guild in the path. Raises 10004."""
        if snowflake(request, "guild") != self._world.guild.id:
            raise errors.unknown("Guild")
        return self._world.guild

    async def get(self, request: web.Request) -> web.Response:
        """Return the guild."""
        guild = self._guild(request)
        counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
        return answer(guilds.guild(guild) | (counts if request.query.get("with_counts") else {}))

    async def channels(self, request: web.Request) -> web.Response:
        """Return the guild's channels."""
        return answer([guilds.channel(channel) for channel in self._guild(request).channels.values()])

    async def roles(self, request: web.Request) -> web.Response:
        """Return the guild's roles."""
        return answer([guilds.role(role) for role in self._guild(request).roles.values()])

    async def members(self, request: web.Request) -> web.Response:
        """Return the guild's members in the order of their ids, page by page."""
        guild, after = self._guild(request), number("after", request.query.get("after", "0"))
        found = [guild.members[user_id] for user_id in sorted(guild.members) if user_id > after]
        return answer([people.member(member) for member in found[: limit(request, 1, 1000)]])

    async def member(self, request: web.Request) -> web.Response:
        """Return one member. Raises 10007."""
        member = self._guild(request).members.get(snowflake(request, "user"))
        if member is None:
            raise errors.unknown("Member")
        return answer(people.member(member))
