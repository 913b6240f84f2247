"""The operator's panel: what the engines and the queue do, and what shall go wrong.

The playground knows neither; whoever runs it gives it `instruments`, which tell.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field

from aiohttp import web

from bot.playground.errors import ApiError, RefusedError
from bot.playground.rest.answers import answer
from bot.playground.rest.limits import Gate
from bot.playground.troubles import Troubles
from bot.playground.world import World


@dataclass(frozen=True)
class EngineReading:
    """How an engine is."""

    network: str
    device: str
    slots: int
    running: int
    waiting: int


@dataclass(frozen=True)
class DreamReading:
    """Where a dream stands. `share` of one that runs is done; `before` one that waits there are others."""

    title: str
    user_id: str
    channel_id: str
    state: str
    share: float | None = None
    before: int | None = None
    ready: float | None = None
    """When it will be done, in Unix seconds."""


@dataclass(frozen=True)
class Readings:
    """What the instruments tell at one moment."""

    engines: list[EngineReading] = field(default_factory=list)
    dreams: list[DreamReading] = field(default_factory=list)


Instruments = Callable[[], Awaitable[Readings]]


async def no_instruments() -> Readings:
    """Tell nothing: a playground by itself has neither engines nor a queue."""
    return Readings()


class Operator:
    """`/page/operator`. `instruments` is replaced by whoever has some."""

    def __init__(self, world: World, gate: Gate, troubles: Troubles) -> None:
        self.instruments: Instruments = no_instruments
        self._world = world
        self._gate = gate
        self._troubles = troubles

    async def readings(self, _: web.Request) -> web.Response:
        """Return how everything is."""
        now = await self.instruments()
        offered = self._troubles.offered.items()
        return answer(
            asdict(now)
            | {
                "turned_away": self._gate.turned_away,
                "pending": self._troubles.pending,
                "troubles": [{"name": name, "label": each.label, "detail": each.detail} for name, each in offered],
            }
        )

    async def trouble(self, request: web.Request) -> web.Response:
        """Let something go wrong, in the channel that is named."""
        trouble = self._troubles.offered.get(request.match_info["trouble"])
        if trouble is None:
            raise RefusedError("There is no such trouble.", 404)
        try:
            channel = self._world.channel(int(request.query.get("channel", "0")))
        except (ApiError, ValueError):
            raise RefusedError("There is no such channel.", 404) from None
        await trouble.deed(channel)
        return answer({})

    async def heal(self, _: web.Request) -> web.Response:
        """Let everything work again."""
        self._troubles.heal()
        return answer({})
