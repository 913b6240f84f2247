"""The bot in a process of its own, which measures itself: `python -m load.bot_process`.

It runs as `dream-bot run` does, from the same settings, until SIGTERM; then it prints one line of JSON.
"""

import asyncio
import contextlib
import json
import logging
import resource
import sys
from dataclasses import asdict, dataclass

from bot.running import connected, stop_signal
from bot.settings import BotSettings
from load.measures import quantile
from machine.loop_lag import lags

_EVERY = 0.02
"""Seconds between two looks at the loop."""


@dataclass(frozen=True)
class Vitals:
    """How the bot's process felt."""

    lag_p50: float
    """Seconds by which something that was due on the event loop came late."""
    lag_p99: float
    lag_most: float
    cpu: float
    """Seconds of a core."""
    memory: int
    """Most memory it had, in bytes."""


async def main() -> None:
    """Run the bot and print its vitals."""
    stop = stop_signal()
    felt: list[float] = []
    async with connected(BotSettings()):
        feeling = asyncio.create_task(_feel(felt))
        await stop
        feeling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await feeling
    used = resource.getrusage(resource.RUSAGE_SELF)
    vitals = Vitals(
        lag_p50=quantile(felt, 0.5),
        lag_p99=quantile(felt, 0.99),
        lag_most=max(felt),
        cpu=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss * 1024,
    )
    sys.stdout.write(json.dumps(asdict(vitals)) + "\n")


async def _feel(felt: list[float]) -> None:
    """Note again and again how late the loop is."""
    async for late in lags(_EVERY):
        felt.append(late)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    asyncio.run(main())
