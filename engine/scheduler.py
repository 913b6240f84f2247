"""Slots: which dreams run, and which wait for one of those to end.

A job waits, runs, and is gone. Each that runs has a thread, but only one of them computes: they take turns at the
device, a step each or a part of one (`turns`). A job is any iterator, so this page knows nothing of torch.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from engine.turns import DismissedError, Seat, Turns


class Listener(Protocol):
    """Is told what becomes of a job, from any thread but one call at a time; must return at once and not raise."""

    def queued(self, position: int) -> None:
        """It waits; so many jobs are before it, running ones included."""

    def started(self) -> None:
        """It has a slot."""

    def stepped(self, step: Any) -> None:  # noqa: ANN401 - whatever the job yields
        """It took a step, and this is what it yielded."""

    def finished(self) -> None:
        """It took its last step."""

    def failed(self, error: Exception) -> None:
        """It will not finish: a step raised, or the scheduler closed."""


class BacklogFullError(Exception):
    """As many jobs wait as may wait."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} jobs are waiting already")
        self.waiting = waiting


class ClosedError(Exception):
    """The scheduler takes no jobs any more."""


class Job:
    """Steps to take, and who wants to hear of them."""

    def __init__(self, steps: Iterator[Any], listener: Listener) -> None:
        self.steps = steps
        self.listener = listener
        self.seat = Seat()
        self.cancelled = False
        self.made = time.monotonic()


class Scheduler:
    """Runs up to `slots` jobs side by side; up to `backlog` more wait, first come first served."""

    def __init__(
        self, slots: int, backlog: int, turns: Turns | None = None, rest: Callable[[], object] | None = None
    ) -> None:
        """Open the slots; `rest` is called, by the thread of the last of them, whenever no job runs any more."""
        self.slots = slots
        self.backlog = backlog
        self.waiting: deque[Job] = deque()
        self.running: list[Job] = []
        self._turns = turns or Turns()
        self._rest = rest
        self._closed = False
        self._lock = threading.RLock()
        self._threads = ThreadPoolExecutor(slots, "dreaming")
        self._here = threading.local()

    @property
    def alive(self) -> bool:
        """Whether steps are taken: nobody has called `close`."""
        return not self._closed

    def oldest_wait(self) -> float:
        """Return for how many seconds the job that is next has waited; 0 if none waits."""
        with self._lock:
            return time.monotonic() - self.waiting[0].made if self.waiting else 0.0

    def step_age(self) -> float:
        """Return for how many seconds the step that is being taken has given no sign; 0 if none is taken."""
        return self._turns.silence()

    def add(self, job: Job) -> None:
        """Give a job a slot, or let it wait for one.

        Raises:
            BacklogFullError: too many wait already.
            ClosedError: `close` has been called.
        """
        with self._lock:
            if self._closed:
                raise ClosedError
            if len(self.waiting) >= self.backlog + max(0, self.slots - len(self.running)):
                raise BacklogFullError(len(self.waiting))
            self.waiting.append(job)
            if not self._admit():
                job.listener.queued(len(self.running) + len(self.waiting) - 1)

    def cancel(self, job: Job) -> None:
        """Take no further step of a job; its listener hears nothing more. A job that is gone stays gone."""
        with self._lock:
            job.cancelled = True
            self._turns.dismiss(job.seat)
            if job in self.waiting:
                self.waiting.remove(job)
                self._tell_positions()

    def close(self) -> None:
        """Fail every job with `ClosedError`, at the next chance within a step, and return when all have ended."""
        with self._lock:
            self._closed = True
            for job in self.running:
                self._turns.dismiss(job.seat)
            while self.waiting:
                self.waiting.popleft().listener.failed(ClosedError())
        self._threads.shutdown()

    def pause(self) -> None:
        """Let another job go first in the middle of a step; whoever takes steps may call this, and anybody else.

        Raises:
            DismissedError: the job is to end; whoever takes its step lets this through.
        """
        job: Job | None = getattr(self._here, "job", None)
        if job is not None:
            self._turns.pause(job.seat)

    def _admit(self) -> bool:
        """Give slots to those who wait, as far as there are; return whether anybody got one."""
        admitted = False
        while self.waiting and len(self.running) < self.slots:
            job = self.waiting.popleft()
            self.running.append(job)
            job.listener.started()
            self._turns.sit(job.seat)
            self._threads.submit(self._run, job)
            admitted = True
        return admitted

    def _run(self, job: Job) -> None:
        self._here.job = job
        try:
            with self._turns.taken(job.seat):
                while self._advance(job):
                    self._turns.pass_on(job.seat)
        except DismissedError:
            self._tell(job, ClosedError())
        finally:
            self._here.job = None
            self._retire(job)

    def _advance(self, job: Job) -> bool:
        """Return whether the job has steps left."""
        try:
            step = next(job.steps)
        except StopIteration:
            self._tell(job, None)
            return False
        except DismissedError:
            raise
        # Whatever a dream raises ends that dream alone; its listener reports it.
        except Exception as error:  # noqa: BLE001
            self._tell(job, error)
            return False
        with self._lock:
            if not job.cancelled:
                job.listener.stepped(step)
        return True

    def _tell(self, job: Job, error: Exception | None) -> None:
        """Tell how a job ended, unless nobody wants to hear of it any more."""
        with self._lock:
            if job.cancelled:
                return
            if error is None:
                job.listener.finished()
            else:
                job.listener.failed(error)

    def _retire(self, job: Job) -> None:
        with self._lock:
            self.running.remove(job)
            if not self._closed and self._admit():
                self._tell_positions()
            idle = not self.running
        if idle and self._rest is not None:
            self._rest()

    def _tell_positions(self) -> None:
        for position, job in enumerate(self.waiting, start=len(self.running)):
            job.listener.queued(position)
