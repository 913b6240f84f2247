"""The window: `/metrics`, `/healthz` and `/readyz`, on a Unix socket in the bot's folder or on a port."""

import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict

import aiohttp
from aiohttp import web
from prometheus_client import generate_latest

from bot.client import DreamBot
from bot.metrics.chronicle import oldest
from bot.metrics.measures import Measures
from bot.metrics.readiness import condition, links
from bot.settings import BotSettings
from engine.client import EngineClient

log = logging.getLogger(__name__)

_UNREADY = 503


@contextlib.asynccontextmanager
async def shown(settings: BotSettings, bot: DreamBot, engines: EngineClient, measures: Measures) -> AsyncIterator[None]:
    """Show how the bot is for as long as the context lasts. Where it cannot be shown, the bot works all the same."""
    _watch(bot, measures)
    runner = web.AppRunner(_application(bot, engines, measures), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await _site(settings, runner).start()
            if settings.listen is None:
                settings.window.chmod(0o660)
        except (OSError, OverflowError) as error:
            log.error("metrics are shown nowhere (%s): change DREAM_BOT_SOCKET or DREAM_BOT_LISTEN", error)
        yield
    finally:
        await runner.cleanup()
        if settings.listen is None:
            settings.window.unlink(missing_ok=True)


def _site(settings: BotSettings, runner: web.AppRunner) -> web.BaseSite:
    if settings.listen is None:
        return web.UnixSite(runner, settings.window)
    host, _, port = settings.listen.rpartition(":")
    return web.TCPSite(runner, host.strip("[]"), int(port))


def _application(bot: DreamBot, engines: EngineClient, measures: Measures) -> web.Application:
    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(measures.registry), headers={"Content-Type": _PROMETHEUS})

    async def health(_: web.Request) -> web.Response:
        return web.json_response(asdict(await condition(bot, engines)))

    async def ready(_: web.Request) -> web.Response:
        complaint = (await condition(bot, engines)).complaint
        return web.Response(text=f"{complaint or 'ready'}\n", status=_UNREADY if complaint else 200)

    application = web.Application()
    application.add_routes([web.get("/metrics", metrics), web.get("/healthz", health), web.get("/readyz", ready)])
    return application


_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def _watch(bot: DreamBot, measures: Measures) -> None:
    """Let the gauges look at the bot."""
    queue = bot.dispatcher.queue
    measures.gauge("queue_depth", "Dreams that wait.", lambda: len(queue.waiting))
    measures.gauge("running", "Dreams that engines have been asked for.", lambda: len(queue.running))
    measures.gauge(
        "oldest_wait_seconds",
        "How long ago the first of those who wait asked.",
        lambda: oldest(ticket.asked for ticket in queue.waiting.values()),
    )
    measures.gauge("slots", "Dreams that may run at once.", lambda: queue.capacity.slots)
    measures.gauge("shards", "Shards of this process.", lambda: links(bot)[1])
    measures.gauge("connected_shards", "Those that Discord hears.", lambda: links(bot)[0])
    measures.gauge("guilds", "Servers that the bot is in.", lambda: len(bot.guilds))


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
