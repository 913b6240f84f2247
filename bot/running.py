"""A run of the bot from start to stop: what it needs is opened in order and closed in reverse."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

import discord

from bot.asking._dream import Dream
from bot.asking._dreams import Dreams
from bot.asking._menus import Menus
from bot.asking._mine import Mine
from bot.asking._mydata import MyData
from bot.asking._sheets import Sheets
from bot.challenges._ballot_box import BallotBox
from bot.challenges._cog import Challenges
from bot.challenges._seasons import Seasons
from bot.challenges._thread import ChallengeThreads
from bot.client import DreamBot
from bot.dreams._cog import Reactions
from bot.intents import WITHOUT_CONTENT, content_allowed
from bot.local_engine import LocalEngine
from bot.login import StartError, elsewhere, explained, token_of, visiting
from bot.metrics.measures import Measures
from bot.metrics.window import shown
from bot.servers._cog import ServerRules
from bot.settings import BotSettings
from bot.sources.fetching import Fetcher
from bot.sources.hosts import Hosts
from bot.store.opening import opened
from bot.store.shards import Shards
from engine.client import EngineClient
from machine import supervision

log = logging.getLogger(__name__)

_PATIENCE = 20.0
"""Seconds that a dream waits for a local engine that is being started again."""


@dataclass(frozen=True)
class Run:
    """What is alive while the bot runs."""

    bot: DreamBot
    connection: asyncio.Task[None]
    """Ends when Discord ends it for good."""
    engine: LocalEngine | None
    """The bot's own, where the settings name none."""
    engines: EngineClient
    """Asks whichever there are."""


@contextlib.asynccontextmanager
async def connected(settings: BotSettings) -> AsyncIterator[Run]:
    """Give a bot that is logged in and stays connected; at the end everything is stopped.

    Raises:
        StartError: there is no token, or Discord refuses it or an intent.
        StoreError: the store cannot be opened.
        LocalEngineError: the bot's own engine does not start.
    """
    token = token_of(settings)
    measures = Measures(version("pareidolia"))
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(elsewhere(settings))
        shards = Shards(settings.shard_ids, settings.shard_count)
        store = await stack.enter_async_context(opened(settings.data, settings.store_address, shards))
        engine = (
            None if settings.engines else await stack.enter_async_context(LocalEngine(measures.engine_restarts.inc))
        )
        try:
            client = EngineClient(settings.engines if engine is None else [engine.url])
            engines = await stack.enter_async_context(client)
        except ValueError as error:
            raise StartError(f"DREAM_BOT_ENGINES: {error}") from None
        wait_awake = _no_wait if engine is None else partial(engine.wait_awake, _PATIENCE)
        fetcher = await stack.enter_async_context(Fetcher(Hosts(settings.discord_url)))
        heard = settings.model_copy(update={"message_content": await _hears_content(settings)})
        bot = await stack.enter_async_context(DreamBot(heard, store, engines, wait_awake, fetcher, measures))
        asking = (Dream(bot), Sheets(bot), Menus(bot), Dreams(bot), Mine(bot), MyData(bot))
        contests = (Challenges(bot), ChallengeThreads(bot), BallotBox(bot), Seasons(bot))
        for cog in (Reactions(bot), *asking, ServerRules(bot), *contests):
            await bot.add_cog(cog)
        await stack.enter_async_context(shown(settings, bot, engines, measures))
        with explained():
            await bot.login(token)
        connection = asyncio.create_task(bot.connect(), name="gateway")
        stack.push_async_callback(_end, connection)
        yield Run(bot, connection, engine, engines)


async def run(settings: BotSettings) -> None:
    """Run until SIGINT or SIGTERM.

    Raises:
        StartError: there is no token, or Discord refuses it or an intent.
        StoreError: the store cannot be opened.
        LocalEngineError: the bot's own engine does not start.
    """
    stop = stop_signal()
    async with connected(settings) as run:
        supervision.tell("READY=1")
        telling = asyncio.create_task(supervision.keep_telling(lambda: not run.connection.done()), name="watchdog")
        await asyncio.wait({run.connection, stop}, return_when=asyncio.FIRST_COMPLETED)
        supervision.tell("STOPPING=1")
        telling.cancel()
        check(run.connection)


def check(connection: asyncio.Task[None]) -> None:
    """Raise `StartError` if Discord has ended the connection for a reason that the operator can mend."""
    if not connection.done():
        return
    try:
        connection.result()
    except discord.PrivilegedIntentsRequired:
        # It was on at the start.
        raise StartError(WITHOUT_CONTENT) from None


def stop_signal() -> asyncio.Future[None]:
    """Return a future that is done at the first SIGINT or SIGTERM; the second one acts as usual."""
    loop = asyncio.get_running_loop()
    stop: asyncio.Future[None] = loop.create_future()

    def heard() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        if not stop.done():
            stop.set_result(None)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, heard)
    return stop


async def _hears_content(settings: BotSettings) -> bool:
    """Return whether the bot can hear what messages say that do not mention it, and say in the log if it may not."""
    if not settings.message_content:
        return False
    async with visiting(settings) as client:
        allowed = content_allowed(client.application_flags)
    if not allowed:
        log.warning(WITHOUT_CONTENT)
    return allowed


async def _no_wait() -> None:
    """An engine that somebody else runs is awake or is not."""


async def _end(connection: asyncio.Task[None]) -> None:
    connection.cancel()
    await asyncio.gather(connection, return_exceptions=True)
