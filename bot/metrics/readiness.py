"""Readiness: whether the bot can do what it is there for, asked anew each time."""

import asyncio
from dataclasses import dataclass

from bot.client import DreamBot
from engine.client import EngineClient

_PATIENCE = 3.0
"""Seconds that engines get to answer; whoever watches waits for little longer."""


@dataclass(frozen=True)
class Condition:
    """How the bot is."""

    connected: int
    """Shards of this process that Discord hears."""
    shards: int
    guilds: int
    engines: int
    """Those that answer."""
    waiting: int
    running: int

    @property
    def complaint(self) -> str | None:
        """Why it cannot dream for people, in one line, or None if it can."""
        if not self.shards or self.connected < self.shards:
            return f"{self.connected} of {self.shards} shards are connected to Discord"
        if not self.engines:
            return "no engine answers"
        return None


async def condition(bot: DreamBot, engines: EngineClient) -> Condition:
    """Return how the bot is now."""
    try:
        async with asyncio.timeout(_PATIENCE):
            answering = len(await engines.healths())
    except TimeoutError:
        answering = 0
    queue = bot.dispatcher.queue
    return Condition(
        connected=len(bot.heard),
        shards=len(bot.shards),
        guilds=len(bot.guilds),
        engines=answering,
        waiting=len(queue.waiting),
        running=len(queue.running),
    )
