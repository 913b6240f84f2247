"""What the engine tells Prometheus. The registry is its own; gauges look when they are read."""

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from torch import Tensor

from engine.holdings import Holdings
from engine.protocol import ErrorCode
from engine.scheduler import Scheduler
from machine import loop_lag

Outcome = Literal["done", "cancelled", "error"]

_WAITS = (0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800)
"""Seconds: from at once to half an hour."""
_LAG_INTERVAL = 0.25


class Metrics:
    """The counts and measures of one engine."""

    def __init__(self, scheduler: Scheduler, holdings: Holdings) -> None:
        self.registry = registry = CollectorRegistry()
        # Resident memory, processor time and open files, by the names that every Prometheus client gives them.
        ProcessCollector(registry=registry)
        self._info = Info("dream_engine", "What dreams here.", registry=registry)
        self._dreams = Counter(
            "dream_engine_dreams",
            "Requests by how they ended; code says why one ended with an error.",
            ("outcome", "code"),
            registry=registry,
        )
        self._wait = Histogram(
            "dream_engine_wait_seconds",
            "From a request's last byte to its first step.",
            buckets=_WAITS,
            registry=registry,
        )
        self._run = Histogram(
            "dream_engine_run_seconds",
            "From a dream's first step to its file.",
            buckets=_WAITS,
            registry=registry,
        )
        self._steps = Counter("dream_engine_steps", "Steps of gradient ascent.", registry=registry)
        self._work = Counter(
            "dream_engine_megapixel_steps", "The same, each by the megapixels it was taken on.", registry=registry
        )
        self._lag = Histogram(
            "dream_engine_loop_lag_seconds",
            "How much later than asked the event loop wakes up.",
            buckets=loop_lag.BUCKETS,
            registry=registry,
        )
        self._register_queue(scheduler)
        self._register_holdings(holdings)
        # Whatever can happen is there from the start, so that the first time counts as an increase.
        for outcome in ("done", "cancelled"):
            self._dreams.labels(outcome, "")
        for code in ErrorCode:
            self._dreams.labels("error", code)

    def _register_queue(self, scheduler: Scheduler) -> None:
        waiting = Gauge("dream_engine_queue_depth", "Dreams that wait for a slot.", registry=self.registry)
        waiting.set_function(lambda: len(scheduler.waiting))
        running = Gauge("dream_engine_running", "Dreams that take steps.", registry=self.registry)
        running.set_function(lambda: len(scheduler.running))
        slots = Gauge("dream_engine_slots", "Dreams that may take turns at the device.", registry=self.registry)
        slots.set(scheduler.slots)
        oldest = Gauge(
            "dream_engine_oldest_wait_seconds", "How long the next dream has waited.", registry=self.registry
        )
        oldest.set_function(scheduler.oldest_wait)
        age = Gauge(
            "dream_engine_step_age_seconds", "For how long the present step has given no sign.", registry=self.registry
        )
        age.set_function(scheduler.step_age)

    def _register_holdings(self, holdings: Holdings) -> None:
        held = Gauge("dream_engine_held_bytes", "Pictures that requests under way keep.", registry=self.registry)
        held.set_function(lambda: holdings.held)
        most = Gauge("dream_engine_held_limit_bytes", "How much they may keep.", registry=self.registry)
        most.set(holdings.most)

    def introduce(self, version: str, network: str, device: str) -> None:
        """Say what dreams here."""
        self._info.info({"version": version, "network": network, "device": device})

    def stepped(self, picture: Tensor) -> None:
        """Count a step on a picture `(1, 3, H, W)`; any thread may."""
        self._steps.inc()
        self._work.inc(picture.shape[-2] * picture.shape[-1] / 1e6)

    def started(self, waited: float) -> None:
        """Count the seconds that a dream has waited."""
        self._wait.observe(waited)

    def ended(self, outcome: Outcome, code: ErrorCode | None, seconds: float | None) -> None:
        """Count a request that has come to its end, so many seconds after its first step if there was one."""
        self._dreams.labels(outcome, code or "").inc()
        if seconds is not None:
            self._run.observe(seconds)

    async def measure_lag(self) -> None:
        """Measure for ever how late the event loop is."""
        async for lag in loop_lag.lags(_LAG_INTERVAL):
            self._lag.observe(lag)
