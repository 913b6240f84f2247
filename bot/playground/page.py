"""The web page's door: its files, its live connection and its actions, and nobody else's."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar

from aiohttp import web
from yarl import URL

from bot.playground.actions import Actions
from bot.playground.commands import Commands
from bot.playground.errors import RefusedError
from bot.playground.frames import Frames
from bot.playground.gateway import Gateway
from bot.playground.interactions import Interactions
from bot.playground.live import Live
from bot.playground.operating import Operator
from bot.playground.people import Person
from bot.playground.rest.answers import answer
from bot.playground.world import World

FILES = Path(__file__).with_name("page")
FRESH = {"Cache-Control": "no-store"}  # whoever works on the page wants to see it change
Response = TypeVar("Response", bound=web.StreamResponse)


class Page:
    """`/` and `/page/`."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        commands: Commands,
        interactions: Interactions,
        people: Mapping[str, Person],
        operator: Operator,
        host: str,
    ) -> None:
        frames = Frames(world, commands)
        self._live = Live(world, gateway, frames)
        self._actions = Actions(world, people, interactions, frames)
        self._operator = operator
        self._host = host

    def routes(self) -> list[web.RouteDef]:
        """Return the page's routes, each behind the guard."""
        api = "/page/api/people/{person}"
        actions = self._actions
        return [
            web.get("/", self._guarded(self.index)),
            web.get("/page/live", self._guarded(self._live.connect)),
            web.put(f"{api}/locale", self._guarded(actions.speak)),
            web.post(f"{api}/messages", self._guarded(actions.say)),
            web.patch(f"{api}/messages/{{channel}}/{{message}}", self._guarded(actions.edit)),
            web.delete(f"{api}/messages/{{channel}}/{{message}}", self._guarded(actions.delete)),
            web.get(f"{api}/history/{{channel}}", self._guarded(actions.history)),
            web.post(f"{api}/forwards", self._guarded(actions.forward)),
            web.post(f"{api}/guilds", self._guarded(actions.found)),
            web.post(f"{api}/threads", self._guarded(actions.start_thread)),
            web.put(f"{api}/reactions/{{channel}}/{{message}}/{{emoji}}", self._guarded(actions.react)),
            web.delete(f"{api}/reactions/{{channel}}/{{message}}/{{emoji}}", self._guarded(actions.unreact)),
            web.post(f"{api}/commands", self._guarded(actions.invoke)),
            web.post(f"{api}/autocomplete", self._guarded(actions.complete)),
            web.post(f"{api}/menus", self._guarded(actions.invoke_on)),
            web.post(f"{api}/components", self._guarded(actions.press)),
            web.post(f"{api}/forms/{{interaction}}", self._guarded(actions.submit)),
            web.post(f"{api}/typing", self._guarded(actions.type_in)),
            web.get("/page/operator", self._guarded(self._operator.readings)),
            web.post("/page/operator/troubles/{trouble}", self._guarded(self._operator.trouble)),
            web.delete("/page/operator/troubles", self._guarded(self._operator.heal)),
            web.get("/page/{file:.+}", self._guarded(self.file)),
        ]

    @property
    def watched(self) -> asyncio.Event:
        """Set once somebody has had the page open."""
        return self._live.watched

    async def index(self, _: web.Request) -> web.StreamResponse:
        """Return the page."""
        return _file("index.html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Return one of the page's files."""
        return _file(request.match_info["file"])

    async def close(self) -> None:
        """Close the live connections."""
        await self._live.close()

    def _guarded(
        self, handler: Callable[[web.Request], Awaitable[Response]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return the handler, called only for the page itself, with refusals turned into one sentence of JSON."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                self._only_from_here(request)
                return await handler(request)
            except RefusedError as refusal:
                return answer({"message": refusal.sentence}, refusal.status)

        return guarded

    def _only_from_here(self, request: web.Request) -> None:
        """Raise RefusedError for other websites' requests, and for names that were made to point here."""
        try:
            name = URL(f"http://{request.host}").host or ""
            origin = request.headers.get("Origin")
            foreign = origin is not None and URL(origin).authority != URL(f"http://{request.host}").authority
        except ValueError:
            raise RefusedError("That is no address of this playground.", 403) from None
        if not (name in ("localhost", self._host) or _is_safe_address(name, self._host)):
            raise RefusedError("That is no address of this playground.", 403)
        if foreign:
            raise RefusedError("Another website may not talk to this playground.", 403)


def _is_safe_address(name: str, bound_to: str) -> bool:
    """Whether the host's name is a number, which no foreign name server can make point here.

    Only a playground that listens to other machines is called by other numbers than the loopback's.
    """
    try:
        called, bound = ip_address(name), ip_address(bound_to)
    except ValueError:
        return False
    return called.is_loopback or not bound.is_loopback


def _file(name: str) -> web.StreamResponse:
    path = (FILES / name).resolve()
    if not path.is_relative_to(FILES.resolve()) or not path.is_file():
        raise RefusedError("There is no such page.", 404)
    return web.FileResponse(path, headers=FRESH)
