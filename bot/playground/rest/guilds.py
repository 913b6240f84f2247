"""Guilds and what is in them: channels and members."""

from aiohttp import web

from bot.playground import roster
from bot.playground.payloads import guilds, people
from bot.playground.permissions import Permissions
from bot.playground.rest.access import guild_of
from bot.playground.rest.answers import answer, done, flag, limit, number, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.channels import ChannelRequest
from bot.playground.rest.requests.parsing import parse
from bot.playground.world import World


class Guilds:
    """`/guilds/{guild}`, and `/users/@me/guilds`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        return [
            web.get("/users/@me/guilds", self.mine),
            web.delete("/users/@me/guilds/{guild}", self.leave),
            web.get("/guilds/{guild}", self.get),
            web.get("/guilds/{guild}/channels", self.channels),
            web.post("/guilds/{guild}/channels", self.create_channel),
            web.get("/guilds/{guild}/members", self.members),
            web.get("/guilds/{guild}/members/search", self.search),
            web.get("/guilds/{guild}/members/{user}", self.member),
        ]

    async def mine(self, request: web.Request) -> web.Response:
        """Return the guilds that the bot is in, in the order of their ids, page by page."""
        after, most = number("after", request.query.get("after", "0")), limit(request, 200, 200)
        bot = self._world.bot_user
        found = [guild for guild in self._world.guilds.values() if bot.id in guild.members and guild.id > after]
        found.sort(key=lambda guild: guild.id)
        counted = flag(request, "with_counts")
        return answer([guilds.own_guild(guild, bot, with_counts=counted) for guild in found[:most]])

    async def leave(self, request: web.Request) -> web.Response:
        """Leave a guild."""
        self._world.leave(guild_of(self._world, request))
        return done()

    async def get(self, request: web.Request) -> web.Response:
        """Return the guild."""
        guild = guild_of(self._world, request)
        return answer(guilds.guild(guild) | (guilds.counts(guild) if flag(request, "with_counts") else {}))

    async def channels(self, request: web.Request) -> web.Response:
        """Return the guild's channels; threads are not among them."""
        bot = self._world.bot_user
        return answer([guilds.channel(channel, bot) for channel in guild_of(self._world, request).channels.values()])

    async def create_channel(self, request: web.Request) -> web.Response:
        """Make a text channel."""
        guild = guild_of(self._world, request, Permissions.MANAGE_CHANNELS)
        wanted = parse(ChannelRequest, (await read(request, 0)).payload)
        overwrites = {each.id: each.overwrite for each in wanted.permission_overwrites or ()}
        channel = roster.add_channel(self._world, guild, wanted.name, wanted.topic or "", overwrites)
        return answer(guilds.channel(channel, self._world.bot_user), 201)

    async def members(self, request: web.Request) -> web.Response:
        """Return the guild's members in the order of their ids, page by page."""
        guild, after = guild_of(self._world, request), number("after", request.query.get("after", "0"))
        found = [guild.members[user_id] for user_id in sorted(guild.members) if user_id > after]
        return answer([people.member(member) for member in found[: limit(request, 1, 1000)]])

    async def search(self, request: web.Request) -> web.Response:
        """Return the members whose name begins like this."""
        guild, wanted = guild_of(self._world, request), request.query.get("query", "").casefold()
        found = [
            member
            for member in guild.members.values()
            if any(name.casefold().startswith(wanted) for name in (member.user.username, member.nick or ""))
        ]
        return answer([people.member(member) for member in found[: limit(request, 1, 1000)]])

    async def member(self, request: web.Request) -> web.Response:
        """Return one member. Raises 10007."""
        return answer(people.member(roster.member_of(guild_of(self._world, request), snowflake(request, "user"))))
