"""The chronicle: what becomes of each dream, told once, to the measures and to the log."""

import contextlib
import logging
from collections.abc import Iterator
from datetime import datetime

from bot.logs import about
from bot.metrics.measures import Measures, code_of
from bot.refusals import Refusal
from bot.store.jobs import Job
from bot.store.states import State

log = logging.getLogger(__name__)


class Chronicle:
    """Tells of dreams. Times are those in the store, which survive a restart."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    @contextlib.contextmanager
    def limits(self) -> Iterator[None]:
        """Count it if a limit stops somebody here."""
        try:
            yield
        except Refusal as refusal:
            self._measures.refused.labels(code_of(type(refusal))).inc()
            raise

    def accepted(self, job: Job) -> None:
        """Somebody's wish has become a job."""
        self._measures.accepted.inc()
        log.info("dream accepted", extra={"asked_by": job.asked_by.value, "preset": job.preset.name})

    def failed(self, job: Job, refusal: Refusal) -> None:
        """A dream did not come about."""
        self._measures.failures.labels(code_of(type(refusal))).inc()
        with about(job):
            log.warning("dream failed", extra={"code": code_of(type(refusal))})

    def moved(self, before: Job, after: Job, foretold: float | None) -> None:
        """A job has gone to another state; `foretold` is the Unix time at which its dream was to be ready."""
        match before.state, after.state:
            case State.QUEUED, State.RUNNING if after.attempts == 1 and after.began_at is not None:
                self._measures.wait.observe(_seconds(after.asked_at, after.began_at))
            case State.RUNNING, State.DELIVERING:
                self._dreamt(after, foretold)
            case State.DELIVERING, State.DONE:
                self._measures.delivery.observe(_seconds(before.changed_at, after.changed_at))
        if after.state.final:
            self._measures.dreams.labels(after.state.value).inc()
            with about(after):
                log.info("dream ended", extra={"outcome": after.state.value, "seconds": _age(after)})

    def _dreamt(self, job: Job, foretold: float | None) -> None:
        ran = None if job.began_at is None else _seconds(job.began_at, job.changed_at)
        if ran is not None:
            self._measures.run.observe(ran)
        asked = job.asked_at.timestamp()
        if foretold is not None and foretold > asked:
            self._measures.forecast.observe((job.changed_at.timestamp() - asked) / (foretold - asked))
        with about(job):
            log.info("dream dreamt", extra={"ran": ran, "waited": _age(job) - (ran or 0.0)})


def _seconds(since: datetime, until: datetime) -> float:
    # The clock of a machine can be put back; a dream does not end before it began.
    return max(0.0, round((until - since).total_seconds(), 3))


def _age(job: Job) -> float:
    return _seconds(job.asked_at, job.changed_at)
