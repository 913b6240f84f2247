"""The playground itself: the world and everything that serves it, on one port."""

import asyncio
import errno
import socket
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address
from types import TracebackType
from typing import Self

from aiohttp import ClientSession, web

from bot.playground import roster, threads
from bot.playground.beginnings import Plan
from bot.playground.cdn import Cdn
from bot.playground.commands import Commands
from bot.playground.errors import PortTakenError
from bot.playground.faults import Faults
from bot.playground.gateway import Gateway
from bot.playground.interactions import Interactions
from bot.playground.objects import Attachment, Guild, Message, User
from bot.playground.objects.places import MIB, UPLOAD_LIMITS
from bot.playground.operating import Operator
from bot.playground.page import Page
from bot.playground.people import Person
from bot.playground.rest import rest_api
from bot.playground.rest.api import PREFIX
from bot.playground.rest.limits import WIDE, Gate, Limits
from bot.playground.rest.login import Login
from bot.playground.troubles import Troubles
from bot.playground.watching import Predicate, Watch
from bot.playground.world import Clock, World


class Playground:
    """A local Discord.

    Use it as an async context manager; `url` is known inside.

    Args:
        token: The one bot token that is accepted.
        host: Where to listen. Anything but a loopback address lets other machines in.
        port: 0 picks a free one.
        clock: Tells the time in seconds since 1970; tests give their own to let addresses and tokens expire.
        message_content_allowed: Whether the application has the privileged intent for message content.
        upload_limit: Bytes that a file may have.
        shards: How many shards the bot is told to open.
        limits: How many requests may come in which time; `rest.limits` has Discord's.
    """

    def __init__(
        self,
        token: str = "playground",  # noqa: S107 - it opens nothing but this playground
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Clock = time.time,
        message_content_allowed: bool = True,
        upload_limit: int = UPLOAD_LIMITS[0],
        shards: int = 1,
        limits: Limits = WIDE,
    ) -> None:
        self.token = token
        self.url = ""
        self._given_clock, self._ahead = clock, 0.0
        self.world = World(self._now, upload_limit, message_content_allowed)
        self.gateway = Gateway(self.world, token)
        self.faults = Faults(self.gateway)
        self.commands = Commands(self.world)
        self.interactions = Interactions(self.world)
        self.gate = Gate(self._now, limits)
        self.operator = Operator(self.world, self.gate, Troubles(self.world, self.faults, self.skew))
        self.people = {user.global_name: self._person(user) for user in self.world.people}
        self.channels = {channel.name: channel for channel in self.world.guild.channels.values()}
        self._host, self._port, self._shards = host, port, shards
        self._watch = Watch(self.world)
        self._page = Page(self.world, self.gateway, self.commands, self.interactions, self.people, self.operator, host)
        self._runner: web.AppRunner | None = None

    @property
    def bot_user(self) -> User:
        """The bot, as people see it."""
        return self.world.bot_user

    @property
    def watched(self) -> asyncio.Event:
        """Set once somebody has had the page open."""
        return self._page.watched

    def welcome(self, name: str, *guilds: Guild) -> Person:
        """Let somebody new be there, in these guilds, and return them; they are in `people` from now on."""
        user = User(self.world.snowflakes.next(), name.casefold(), name, accent=zlib.crc32(name.encode()) & 0xFFFFFF)
        self.world.arrive(user)
        for guild in guilds:
            roster.join(self.world, guild, user)
        person = self.people[name] = self._person(user)
        return person

    def found(self, name: str, people: Sequence[Person], channels: Sequence[str] = ("dreams",)) -> Guild:
        """Let the bot be in another guild, with these people, the first of whom owns it; return the guild."""
        plan = Plan(name, [(channel, "") for channel in channels])
        return roster.found(self.world, plan, [person.user for person in people])

    def _person(self, user: User) -> Person:
        return Person(user, self.world, self.commands, self.interactions)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Listen. Raises PortTakenError when another program does already."""
        listening = _listen(self._host, self._port)
        self._port = listening.getsockname()[1]
        name = _name(self._host)
        self.url = self.world.attachments.base_url = self.world.previews.base_url = f"http://{name}:{self._port}"
        self.gateway.url = f"ws://{name}:{self._port}/gateway"
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()

    async def close(self) -> None:
        """Hang up on everybody and stop listening."""
        self.interactions.close()
        await self.gateway.close()
        await self._page.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=MIB)
        application.on_response_prepare.append(_came_via_the_playground)
        application.add_routes([web.get("/gateway", self.gateway.connect)])
        application.add_routes([web.get("/gateway/", self.gateway.connect)])
        application.add_routes(Cdn(self.world).routes())
        application.add_routes(self._page.routes())
        api = rest_api(
            self.world,
            self.token,
            self.commands,
            self.interactions,
            self.faults,
            self.gate,
            Login(self.world, self.gateway.url, self._shards),
        )
        application.add_subapp(PREFIX, api)
        return application

    async def bot_ready(self, timeout: float = 20) -> None:  # noqa: ASYNC109
        """Wait until the bot is connected with all its shards and has its guild. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            await self.gateway.ready.wait()

    async def bot_gone(self, timeout: float = 20) -> None:  # noqa: ASYNC109
        """Wait until no connection of the bot is left. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            await self.gateway.gone.wait()

    def skew(self, seconds: float) -> None:
        """Let the clock of this Discord be so much further on than it is; the bot's own stays as it is."""
        self._ahead += seconds
        self.tick()

    def _now(self) -> float:
        return self._given_clock() + self._ahead

    def tick(self) -> None:
        """Let everything that waits for the clock look at it: for tests that have moved it on."""
        self.interactions.tick()
        threads.put_silent_ones_away(self.world)

    async def until(
        self,
        predicate: Predicate,
        *,
        after: Message | None = None,
        timeout: float = 20,  # noqa: ASYNC109
    ) -> Message:
        """Return the first message for which the predicate is true: one that is there, or will be said or edited.

        Reactions count as edits. With `after`, only messages later than that one are looked at. Raises TimeoutError
        that tells the last messages.
        """
        return await self._watch.until(predicate, after=after, timeout=timeout)

    async def fetch(self, attachment: Attachment | str) -> bytes:
        """Download an attachment, or any address, as people's clients do. Raises ClientResponseError."""
        url = attachment if isinstance(attachment, str) else self.world.attachments.url(attachment)
        async with ClientSession(raise_for_status=True) as session, session.get(url) as response:
            return await response.read()


def _name(host: str) -> str:
    """Return how the bot calls the address that the playground listens on."""
    with suppress(ValueError):
        address = ip_address(host)
        if address.is_unspecified:  # every address of this machine, and so the loopback's too
            return "127.0.0.1" if address.version == 4 else "[::1]"
        return f"[{host}]" if address.version == 6 else host
    return host


async def _came_via_the_playground(_: web.Request, response: web.StreamResponse) -> None:
    """Add the header without which discord.py takes a 429 for a ban."""
    response.headers["Via"] = "1.1 playground"


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises PortTakenError."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sentence = f"Port {port} on {host} is taken by another program. Choose another one, or 0 for any."
        raise PortTakenError(errno.EADDRINUSE, sentence) from None
