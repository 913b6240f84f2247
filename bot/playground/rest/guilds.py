"""Guilds and what is in them: channels, roles, members."""

from aiohttp import web

from bot.playground import errors, roster
from bot.playground.objects import Guild, Role
from bot.playground.payloads import guilds, people
from bot.playground.permissions import Permissions
from bot.playground.rest.access import guild_of
from bot.playground.rest.answers import answer, done, limit, number, snowflake
from bot.playground.rights import granted_by_roles
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
            web.get("/guilds/{guild}/roles", self.roles),
            web.get("/guilds/{guild}/roles/{role}", self.role),
            web.get("/guilds/{guild}/members", self.members),
            web.get("/guilds/{guild}/members/search", self.search),
            web.get("/guilds/{guild}/members/{user}", self.member),
            web.put("/guilds/{guild}/members/{user}/roles/{role}", self.give_role),
            web.delete("/guilds/{guild}/members/{user}/roles/{role}", self.take_role),
        ]

    async def mine(self, request: web.Request) -> web.Response:
        """Return the guilds that the bot is in, in the order of their ids, page by page."""
        after, most = number("after", request.query.get("after", "0")), limit(request, 200, 200)
        bot = self._world.bot_user
        found = [guild for guild in self._world.guilds.values() if bot.id in guild.members and guild.id > after]
        found.sort(key=lambda guild: guild.id)
        counted = _is_true(request, "with_counts")
        return answer([guilds.own_guild(guild, bot, with_counts=counted) for guild in found[:most]])

    async def leave(self, request: web.Request) -> web.Response:
        """Leave a guild."""
        self._world.leave(guild_of(self._world, request))
        return done()

    async def get(self, request: web.Request) -> web.Response:
        """Return the guild."""
        guild = guild_of(self._world, request)
        return answer(guilds.guild(guild) | (guilds.counts(guild) if _is_true(request, "with_counts") else {}))

    async def channels(self, request: web.Request) -> web.Response:
        """Return the guild's channels; threads are not among them."""
        bot = self._world.bot_user
        return answer([guilds.channel(channel, bot) for channel in guild_of(self._world, request).channels.values()])

    async def roles(self, request: web.Request) -> web.Response:
        """Return the guild's roles."""
        return answer([guilds.role(role) for role in guild_of(self._world, request).roles.values()])

    async def role(self, request: web.Request) -> web.Response:
        """Return one role. Raises 10011."""
        return answer(guilds.role(_role(request, guild_of(self._world, request))))

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

    async def give_role(self, request: web.Request) -> web.Response:
        """Give a role to a member."""
        guild = guild_of(self._world, request, Permissions.MANAGE_ROLES)
        role = self._grantable(request, guild)
        roster.give(self._world, guild, self._world.user(snowflake(request, "user")), role)
        return done()

    async def take_role(self, request: web.Request) -> web.Response:
        """Take a role away from a member."""
        guild = guild_of(self._world, request, Permissions.MANAGE_ROLES)
        role = self._grantable(request, guild)
        roster.take(self._world, guild, self._world.user(snowflake(request, "user")), role)
        return done()

    def _grantable(self, request: web.Request, guild: Guild) -> Role:
        """Return the role in the path. Raises 50013 when it is not below the bot's highest."""
        role, bot = _role(request, guild), self._world.bot_user
        highest = max((each.position for each in guild.members[bot.id].roles), default=0)
        above = role.position >= highest and Permissions.ADMINISTRATOR not in granted_by_roles(guild, bot)
        if above or role.managed_by or role is guild.everyone:
            raise errors.missing_permissions()
        return role


def _role(request: web.Request, guild: Guild) -> Role:
    """Return the role in the path. Raises 10011."""
    role = guild.roles.get(snowflake(request, "role"))
    if role is None:
        raise errors.unknown("Role")
    return role


def _is_true(request: web.Request, name: str) -> bool:
    return request.query.get(name, "").casefold() in ("1", "true")
