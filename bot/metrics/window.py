"""The window: `/metrics`, `/healthz` and `/readyz`, on a Unix socket in the bot's folder or on a port."""

import contextlib
import logging
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict

import aiohttp
from aiohttp import web
from prometheus_client import exposition

from bot.client import DreamBot
from bot.metrics.measures import Measures
from bot.metrics.readiness import condition
from bot.queue import Ticket
from bot.settings import BotSettings
from engine.client import EngineClient

log = logging.getLogger(__name__)

_UNREADY = 503


@contextlib.asynccontextmanager
async def shown(settings: BotSettings, bot: DreamBot, engines: EngineClient, measures: Measures) -> AsyncIterator[None]:
    """Show how the bot is for as long as the context lasts. Where it cannot be shown, the bot works all the same."""
    _watch(bot, measures)
    runner = web.AppRunner(_application(bot, engines, measures), access_log=None, shutdown_timeout=1)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        await runner.setup()
        try:
            await _site(settings, runner).start()
            if settings.listen is None:
                stack.callback(settings.window.unlink, missing_ok=True)
                settings.window.chmod(0o660)
        except (OSError, OverflowError) as error:
            log.error("metrics are shown nowhere (%s): change DREAM_BOT_SOCKET or DREAM_BOT_LISTEN", error)
        yield


def _site(settings: BotSettings, runner: web.AppRunner) -> web.BaseSite:
    if settings.listen is None:
        return web.UnixSite(runner, settings.window)
    host, _, port = settings.listen.rpartition(":")
    return web.TCPSite(runner, host.strip("[]"), int(port))


def _application(bot: DreamBot, engines: EngineClient, measures: Measures) -> web.Application:
    async def metrics(request: web.Request) -> web.Response:
        write, media_type = exposition.choose_encoder(request.headers.get("accept", ""))
        return web.Response(body=write(measures.registry), headers={"Content-Type": media_type})

    async def health(_: web.Request) -> web.Response:
        return web.json_response(asdict(await condition(bot, engines)))

    async def ready(_: web.Request) -> web.Response:
        complaint = (await condition(bot, engines)).complaint
        return web.Response(text=f"{complaint or 'ready'}\n", status=_UNREADY if complaint else 200)

    application = web.Application()
    application.add_routes([web.get("/metrics", metrics), web.get("/healthz", health), web.get("/readyz", ready)])
    return application


def _watch(bot: DreamBot, measures: Measures) -> None:
    """Let the gauges look at the bot."""
    queue = bot.dispatcher.queue
    measures.gauge("queue_depth", "Dreams that wait.", lambda: len(queue.waiting))
    measures.gauge("running", "Dreams that engines have been asked for.", lambda: len(queue.running))
    measures.gauge(
        "oldest_wait_seconds",
        "How long ago the first of those who wait asked.",
        lambda: _oldest_wait(queue.waiting.values()),
    )
    measures.gauge("slots", "Dreams that may run at once.", lambda: queue.capacity.slots)
    measures.gauge("shards", "Shards of this process.", lambda: len(bot.shards))
    measures.gauge("connected_shards", "Those that Discord hears.", lambda: len(bot.heard))
    measures.gauge("guilds", "Servers that the bot is in.", lambda: len(bot.guilds))


def _oldest_wait(waiting: Iterable[Ticket]) -> float:
    """Return for how many seconds the first of those has waited who wait, or 0 if nobody does."""
    now = time.time()
    # The clock of a machine can be put back.
    return max([0.0, *(now - ticket.asked for ticket in waiting)])


async def ask(settings: BotSettings) -> tuple[bool, str]:
    """Return whether the bot of these settings is ready, and what it says.

    Raises:
        OSError, aiohttp.ClientError, TimeoutError: it does not answer.
    """
    connector: aiohttp.BaseConnector = aiohttp.TCPConnector()
    where = f"http://{settings.listen}"
    if settings.listen is None:
        connector, where = aiohttp.UnixConnector(str(settings.window)), "http://bot"
    timeout = aiohttp.ClientTimeout(total=10)
    async with (
        aiohttp.ClientSession(connector=connector, timeout=timeout) as session,
        session.get(f"{where}/readyz") as answer,
    ):
        return answer.status != _UNREADY, (await answer.text()).strip()
