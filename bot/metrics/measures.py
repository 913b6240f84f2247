"""What the bot tells Prometheus. The registry is its own; gauges look when they are read."""

import re
from collections.abc import Callable

import aiohttp
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector

from bot import refusals
from bot.dreams.refusals import DreamBroken, DreamForgotten, NotDelivered
from bot.store.states import State
from machine import loop_lag

_WAITS = (0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800)
"""Seconds: from at once to half an hour."""
_RATIOS = (0.25, 0.5, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2, 4)

_LIMITS = (
    refusals.TooManyDreams,
    refusals.BudgetSpent,
    refusals.QueueFull,
    refusals.NoRoom,
    refusals.GoingToSleep,
)
_FAILURES = (
    DreamBroken,
    DreamForgotten,
    refusals.EngineAsleep,
    refusals.EngineRefused,
    refusals.NoRoom,
    NotDelivered,
    refusals.PermissionLacking,
    refusals.StoreAway,
    refusals.Unforeseen,
)


def code_of(refusal: type[refusals.Refusal]) -> str:
    """Return what a refusal is called where it is counted: `TooManyDreams` is `too_many_dreams`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", refusal.__name__).lower()


class Measures:
    """The counts and measures of one bot."""

    def __init__(self, version: str) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("dream_bot", "Which bot it is.", registry=registry).info({"version": version})
        self.accepted = Counter("dream_bot_accepted", "Dreams that were accepted.", registry=registry)
        self.dreams = Counter("dream_bot_dreams", "Dreams by how they ended.", ("outcome",), registry=registry)
        self.failures = Counter("dream_bot_failures", "Dreams that failed, by why.", ("code",), registry=registry)
        self.refused = Counter(
            "dream_bot_refused", "Wishes refused, by the limit they met.", ("limit",), registry=registry
        )
        self.wait = self._seconds("wait", "From the acceptance of a dream to its first begin.")
        self.run = self._seconds("run", "From the last begin of a dream to its file.")
        self.delivery = self._seconds(
            "delivery", "From a dream's file to its confirmed card with all that is under it."
        )
        self.forecast = Histogram(
            "dream_bot_forecast_ratio",
            "How long a dream took, over how long its first card had foretold.",
            buckets=_RATIOS,
            registry=registry,
        )
        self.lag = Histogram(
            "dream_bot_loop_lag_seconds",
            "How much later than asked the event loop wakes up.",
            buckets=loop_lag.BUCKETS,
            registry=registry,
        )
        self.engine_restarts = Counter(
            "dream_bot_engine_restarts", "Starts of the bot's own engine after it had died.", registry=registry
        )
        self.engines = Gauge(
            "dream_bot_engines", "Engines that answered when they were last counted.", registry=registry
        )
        self.answers = Counter(
            "dream_bot_discord_answers", "Answers of Discord by their HTTP status.", ("status",), registry=registry
        )
        self.broken = Counter(
            "dream_bot_discord_broken", "Requests to Discord whose connection broke.", registry=registry
        )
        # Whatever can happen is there from the start, so that the first time counts as an increase.
        for counter, labels in (
            (self.dreams, [state.value for state in State if state.final]),
            (self.failures, [code_of(refusal) for refusal in _FAILURES]),
            (self.refused, [code_of(refusal) for refusal in _LIMITS]),
            (self.answers, ["200", "429", "500", "502", "503"]),
        ):
            for label in labels:
                counter.labels(label)

    def _seconds(self, name: str, told: str) -> Histogram:
        return Histogram(f"dream_bot_{name}_seconds", told, buckets=_WAITS, registry=self.registry)

    def gauge(self, name: str, told: str, look: Callable[[], float]) -> None:
        """Show what `look` returns whenever somebody reads the measures."""
        Gauge(f"dream_bot_{name}", told, registry=self.registry).set_function(look)

    def trace(self) -> aiohttp.TraceConfig:
        """Return what counts the answers of Discord, also of those that its client asks again after a 429."""
        config = aiohttp.TraceConfig()

        async def ended(_session: object, _context: object, told: aiohttp.TraceRequestEndParams) -> None:
            self.answers.labels(str(told.response.status)).inc()

        async def broke(_session: object, _context: object, _told: aiohttp.TraceRequestExceptionParams) -> None:
            self.broken.inc()

        config.on_request_end.append(ended)
        config.on_request_exception.append(broke)
        return config
