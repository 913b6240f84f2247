"""A bot's session: what it asked to hear, and what it was sent, so that it can resume."""

import json
from asyncio import Queue
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.errors import JSON
from bot.playground.gateway.intents import Intents

REMEMBERED = 1000  # events that can be sent again

Outbox = Queue[str]
LISTENERS: list[Callable[[str, JSON], None]] = []
"""Who is told the name and data of every event that any session is sent: tests put theirs in here."""


@dataclass(eq=False)
class Session:
    """One shard's session. `outbox` is None while no websocket carries it; events are then kept for a resume."""

    id: str
    shard: tuple[int, int]
    intents: Intents
    outbox: Outbox | None = None
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def hears(self, needs: Intents, guild_id: int | None) -> bool:
        """Whether an event with this intent, in this guild or in direct messages, goes to this session."""
        shard, shards = self.shard
        belongs = ((guild_id or 0) >> 22) % shards == shard
        return belongs and needs in self.intents

    def send(self, name: str, data: JSON) -> None:
        """Send an event, or keep it until the bot comes back."""
        for listener in LISTENERS:
            listener(name, data)
        self.sequence += 1
        frame = json.dumps({"op": 0, "t": name, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, frame))
        if self.outbox:
            self.outbox.put_nowait(frame)

    def missed_since(self, sequence: int) -> list[str] | None:
        """Return the events after this one; None when some of them are forgotten, or it never was sent."""
        oldest = self.sent[0][0] if self.sent else 1
        if sequence > self.sequence or sequence + 1 < oldest:
            return None
        return [frame for number, frame in self.sent if number > sequence]
