"""Pinned messages."""

from aiohttp import web

from bot.playground import pins
from bot.playground.payloads import messages
from bot.playground.payloads.people import timestamp
from bot.playground.permissions import Permissions
from bot.playground.rest.access import channel_of, message_of
from bot.playground.rest.answers import answer, done, limit, moment
from bot.playground.world import World

MAX_PAGE = 50


class Pins:
    """`/channels/{channel}/messages/pins`, and the same under its older name `/channels/{channel}/pins`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        now, before = "/channels/{channel}/messages/pins", "/channels/{channel}/pins"
        return [
            web.get(now, self.page),
            web.get(before, self.all),
            *(web.put(f"{path}/{{message}}", self.pin) for path in (now, before)),
            *(web.delete(f"{path}/{{message}}", self.unpin) for path in (now, before)),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """Return the pinned messages with the time of their pinning, the latest first, page by page."""
        channel = channel_of(self._world, request, Permissions.READ_MESSAGE_HISTORY)
        most, until = limit(request, MAX_PAGE, MAX_PAGE), moment(request, "before")
        found = [(at, each) for each, at in reversed(channel.pins.items()) if until is None or at < until]
        items = [
            {"pinned_at": timestamp(at), "message": messages.for_rest(self._world, channel.messages[each])}
            for at, each in found[:most]
        ]
        return answer({"items": items, "has_more": len(found) > most})

    async def all(self, request: web.Request) -> web.Response:
        """Return the pinned messages, the latest first."""
        channel = channel_of(self._world, request, Permissions.READ_MESSAGE_HISTORY)
        pinned = [channel.messages[each] for each in reversed(channel.pins)]
        return answer([messages.for_rest(self._world, each) for each in pinned[:MAX_PAGE]])

    async def pin(self, request: web.Request) -> web.Response:
        """Pin a message."""
        message = message_of(self._world, request, Permissions.PIN_MESSAGES)
        pins.pin(self._world, message, self._world.bot_user)
        return done()

    async def unpin(self, request: web.Request) -> web.Response:
        """Unpin a message."""
        pins.unpin(self._world, message_of(self._world, request, Permissions.PIN_MESSAGES))
        return done()
