"""Roles: what there are, and who has them."""

from aiohttp import web

from bot.playground import errors, roster
from bot.playground.objects import Guild, Role
from bot.playground.payloads import guilds
from bot.playground.permissions import Permissions
from bot.playground.rest.access import guild_of
from bot.playground.rest.answers import answer, done, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.parsing import parse
from bot.playground.rest.requests.roles import RoleRequest
from bot.playground.rights import granted_by_roles
from bot.playground.world import World

NEW = "new role"  # how a role is called that was given no name


class Roles:
    """`/guilds/{guild}/roles`, and the roles of members."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        every, one = "/guilds/{guild}/roles", "/guilds/{guild}/roles/{role}"
        given = "/guilds/{guild}/members/{user}/roles/{role}"
        return [
            web.get(every, self.all),
            web.post(every, self.create),
            web.get(one, self.get),
            web.patch(one, self.change),
            web.delete(one, self.delete),
            web.put(given, self.give),
            web.delete(given, self.take),
        ]

    async def all(self, request: web.Request) -> web.Response:
        """Return the guild's roles."""
        return answer([guilds.role(role) for role in guild_of(self._world, request).roles.values()])

    async def get(self, request: web.Request) -> web.Response:
        """Return one role. Raises 10011."""
        return answer(guilds.role(_role(request, guild_of(self._world, request))))

    async def create(self, request: web.Request) -> web.Response:
        """Make a role, below all others. It allows no more than the bot may itself."""
        guild = guild_of(self._world, request, Permissions.MANAGE_ROLES)
        wanted = parse(RoleRequest, (await read(request, 0)).payload)
        allowed = guild.everyone.permissions if wanted.bits is None else wanted.bits
        role = roster.create_role(
            self._world,
            guild,
            wanted.name or NEW,
            self._grantable(guild, allowed),
            mentionable=bool(wanted.mentionable),
            color=wanted.colour or 0,
            below=True,
        )
        return answer(guilds.role(role))

    async def change(self, request: web.Request) -> web.Response:
        """Change a role below the bot's own."""
        guild, role = self._below(request)
        wanted = parse(RoleRequest, (await read(request, 0)).payload)
        permissions = role.permissions if wanted.bits is None else self._grantable(guild, wanted.bits)
        role.name = wanted.name or role.name
        role.color = role.color if wanted.colour is None else wanted.colour
        role.mentionable = role.mentionable if wanted.mentionable is None else wanted.mentionable
        roster.change_role(self._world, guild, role, permissions)
        return answer(guilds.role(role))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a role below the bot's own."""
        guild, role = self._below(request)
        roster.delete_role(self._world, guild, role)
        return done()

    async def give(self, request: web.Request) -> web.Response:
        """Give a role to a member."""
        guild, role = self._below(request)
        roster.give(self._world, guild, self._world.user(snowflake(request, "user")), role)
        return done()

    async def take(self, request: web.Request) -> web.Response:
        """Take a role away from a member."""
        guild, role = self._below(request)
        roster.take(self._world, guild, self._world.user(snowflake(request, "user")), role)
        return done()

    def _below(self, request: web.Request) -> tuple[Guild, Role]:
        """Return the guild and the role in the path. Raises 10011, and 50013 unless it is below the bot's highest."""
        guild = guild_of(self._world, request, Permissions.MANAGE_ROLES)
        role, bot = _role(request, guild), self._world.bot_user
        highest = max((each.position for each in guild.members[bot.id].roles), default=0)
        if role.position >= highest or role.managed_by or role is guild.everyone:
            raise errors.missing_permissions()
        return guild, role

    def _grantable(self, guild: Guild, wanted: Permissions) -> Permissions:
        """Return what a role is to allow. Raises 50013 for what the bot may not do itself."""
        granted = granted_by_roles(guild, self._world.bot_user)
        if wanted not in granted:
            raise errors.missing_permissions()
        return wanted


def _role(request: web.Request, guild: Guild) -> Role:
    """Return the role in the path. Raises 10011."""
    role = guild.roles.get(snowflake(request, "role"))
    if role is None:
        raise errors.unknown("Role")
    return role
