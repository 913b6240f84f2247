"""Application commands: what the bot offers."""

from aiohttp import web

from bot.playground import errors
from bot.playground.commands import Commands
from bot.playground.rest.answers import answer, done, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.commands import COMMANDS, CommandRequest
from bot.playground.rest.requests.parsing import parse
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
            route
            for place in (everywhere, in_guild)
            for route in (
                web.get(place, self.all),
                web.put(place, self.overwrite),
                web.post(place, self.upsert),
                web.get(place + "/{command}", self.one),
                web.patch(place + "/{command}", self.change),
                web.delete(place + "/{command}", self.remove),
            )
        ]

    async def all(self, request: web.Request) -> web.Response:
        """Return the registered commands."""
        return answer(self._commands.registered(self._scope(request)))

    async def overwrite(self, request: web.Request) -> web.Response:
        """Register these commands in the place of all before."""
        scope = self._scope(request)
        wanted = parse(COMMANDS, (await read(request, 0)).payload)
        return answer(self._commands.overwrite([command.given for command in wanted], scope))

    async def upsert(self, request: web.Request) -> web.Response:
        """Register one more command."""
        scope = self._scope(request)
        wanted = parse(CommandRequest, (await read(request, 0)).payload)
        command, new = self._commands.upsert(wanted.given, scope)
        return answer(command, 201 if new else 200)

    async def one(self, request: web.Request) -> web.Response:
        """Return one command. Raises 10063."""
        return answer(self._commands.one(request.match_info["command"], self._scope(request)))

    async def change(self, request: web.Request) -> web.Response:
        """Change some fields of a command."""
        scope, command_id = self._scope(request), request.match_info["command"]
        before = self._commands.one(command_id, scope)
        changes = (await read(request, 0)).payload
        given = parse(CommandRequest, before | changes if isinstance(changes, dict) else changes).given
        return answer(self._commands.change(command_id, {key: given[key] for key in changes if key in given}, scope))

    async def remove(self, request: web.Request) -> web.Response:
        """Take a command away."""
        self._commands.remove(request.match_info["command"], self._scope(request))
        return done()

    def _scope(self, request: web.Request) -> int | None:
        """Return the guild of the path, or None. Raises 50001 for what is not the bot's."""
        if snowflake(request, "application") != self._world.bot_user.id:
            raise errors.missing_access()
        if "guild" not in request.match_info:
            return None
        guild_id = snowflake(request, "guild")
        if guild_id not in self._world.guilds:
            raise errors.missing_access()
        return guild_id
