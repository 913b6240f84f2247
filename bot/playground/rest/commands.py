"""Application commands: what the bot offers."""

from aiohttp import web

from bot.playground import errors
from bot.playground.commands import Commands
from bot.playground.rest.answers import answer, snowflake
from bot.playground.rest.bodies import fields, read
from bot.playground.world import World


class CommandRoutes:
    """`/applications/{application}/commands`, everywhere and in the guild."""

    def __init__(self, world: World, commands: Commands) -> None:
        self._world = world
        self._commands = commands

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        everywhere = "/applications/{application}/commands"
        in_guild = "/applications/{application}/guilds/{guild}/commands"
        return [
            web.get(everywhere, self.get),
            web.put(everywhere, self.overwrite),
            web.get(in_guild, self.get),
            web.put(in_guild, self.overwrite),
        ]

    async def get(self, request: web.Request) -> web.Response:
        """Return the registered commands."""
        return answer(self._commands.registered(self._scope(request)))

    async def overwrite(self, request: web.Request) -> web.Response:
        """Register these commands in the place of all before."""
        scope = self._scope(request)
        listed = (await read(request, 0)).payload
        if not isinstance(listed, list):
            raise errors.invalid_form("_", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return answer(self._commands.overwrite([fields(command) for command in listed], scope))

    def _scope(self, request: web.Request) -> int | None:
        """Return the guild of the path, or None. Raises 50001 for what is not the bot's."""
        if snowflake(request, "application") != self._world.bot_user.id:
            raise errors.missing_access()
        if "guild" not in request.match_info:
            return None
        if snowflake(request, "guild") != self._world.guild.id:
            raise errors.missing_access()
        return self._world.guild.id
