"""Channels, direct messages, typing."""

from aiohttp import web

from bot.playground import errors
from bot.playground.payloads import guilds
from bot.playground.permissions import Permissions
from bot.playground.rest.access import channel_of
from bot.playground.rest.answers import answer, done, number
from bot.playground.rest.bodies import fields, read
from bot.playground.world import World


class Channels:
    """`/channels/{channel}` and `/users/@me/channels`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        return [
            web.get("/channels/{channel}", self.get),
            web.post("/channels/{channel}/typing", self.typing),
            web.post("/users/@me/channels", self.open_direct),
        ]

    async def get(self, request: web.Request) -> web.Response:
        """Return a channel."""
        return answer(guilds.channel(channel_of(self._world, request)))

    async def typing(self, request: web.Request) -> web.Response:
        """Show that the bot is typing."""
        channel = channel_of(self._world, request, Permissions.SEND_MESSAGES)
        self._world.type_in(channel, self._world.bot_user)
        return done()

    async def open_direct(self, request: web.Request) -> web.Response:
        """Return the bot's direct messages with a person. Raises 10013; 50007 for the bot itself."""
        payload = fields((await read(request, 0)).payload)
        user = self._world.user(number("recipient_id", str(payload.get("recipient_id"))))
        if user.id not in self._world.direct:
            raise errors.ApiError(400, 50007, "Cannot send messages to this user")
        return answer(guilds.channel(self._world.direct[user.id]))
