"""The open house: a local Discord, the bot in it and its engine, for whoever wants to see it in a browser."""

import asyncio
import contextlib
import logging
import secrets
import tempfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console

from bot.demo import Tour, TourError
from bot.instruments import readings
from bot.playground import Playground
from bot.playground.errors import PortTakenError
from bot.running import check, connected, stop_signal
from bot.settings import BotSettings

log = logging.getLogger(__name__)


async def open_house(settings: BotSettings, port: int | None, data: Path | None = None, *, demo: bool = False) -> None:
    """Run everything until SIGINT or SIGTERM; print the one line that says where to look.

    Without a port it takes the usual one, or any where that is taken; without a folder for data nothing is kept. With
    `demo`, a tour is played as soon as somebody has the page open.

    Raises:
        StartError: the bot does not start.
        StoreError: the folder for data cannot be used.
        LocalEngineError: its engine does not start.
        PortTakenError: the port that was asked for is taken.
    """
    stop = stop_signal()
    token = secrets.token_urlsafe()
    async with contextlib.AsyncExitStack() as stack:
        try:
            wanted = Playground(token, port=settings.playground_port if port is None else port)
            playground = await stack.enter_async_context(wanted)
        except PortTakenError:
            if port is not None:
                raise
            playground = await stack.enter_async_context(Playground(token))
        if data is None:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dream-")))
        # Never the store of the bot that lives on the real Discord.
        own = {"token": SecretStr(token), "discord_url": playground.url, "data": data, "store": None}
        guest = settings.model_copy(update=own)
        run = await stack.enter_async_context(connected(guest))
        playground.operator.instruments = partial(readings, run.bot, run.engines)
        connection = run.connection
        ready = asyncio.create_task(playground.bot_ready())
        await asyncio.wait({ready, connection, stop}, return_when=asyncio.FIRST_COMPLETED)
        if ready.done() and not ready.exception():
            Console().print(f"open {playground.url}", highlight=False)
            if demo:
                await stack.enter_async_context(_played(playground))
        ready.cancel()
        await asyncio.wait({connection, stop}, return_when=asyncio.FIRST_COMPLETED)
        check(connection)


@contextlib.asynccontextmanager
async def _played(playground: Playground) -> AsyncIterator[None]:
    """Play the tour beside whatever else happens, as soon as somebody looks."""

    async def play() -> None:
        await playground.watched.wait()
        console = Console()
        try:
            await Tour(playground, tell=lambda line: console.print(f"· {line}", highlight=False)).play()
        except TourError as error:
            log.warning("%s", error)

    task = asyncio.create_task(play(), name="tour")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
