"""The account of one request: when it came, started and ended, and how; told once, to the metrics and to the log."""

import time
from types import TracebackType
from typing import Self

import structlog
from torch import Tensor

from engine.metrics import Metrics, Outcome
from engine.protocol import Error, ErrorCode

log = structlog.stdlib.get_logger(__name__)


class Account:
    """A context manager around a request. One that is left without a word has been cancelled by its reader."""

    def __init__(self, metrics: Metrics, **facts: object) -> None:
        """Begin; the facts go into the log line, so they must hold nothing of a picture and no secret."""
        self._metrics = metrics
        self._facts = facts
        self._asked = time.monotonic()
        self._started: float | None = None
        self._steps = 0
        self._outcome: Outcome = "cancelled"
        self._code: ErrorCode | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        now = time.monotonic()
        ran = None if self._started is None else now - self._started
        self._metrics.ended(self._outcome, self._code, ran)
        log.info(
            "request ended",
            outcome=self._outcome,
            **({} if self._code is None else {"code": self._code.value}),
            **self._facts,
            steps=self._steps,
            waited=round((self._started or now) - self._asked, 3),
            **({} if ran is None else {"ran": round(ran, 3)}),
        )

    def started(self) -> None:
        """The dream has a slot."""
        self._started = time.monotonic()
        self._metrics.started(self._started - self._asked)

    def stepped(self, picture: Tensor) -> None:
        """The dream took a step, and this is how it looks, `(1, 3, H, W)`."""
        self._steps += 1
        self._metrics.stepped(picture)

    def done(self) -> None:
        """Its file is there."""
        self._outcome = "done"

    def failed(self, error: Error) -> None:
        """It ends with that error."""
        self._outcome, self._code = "error", error.code
