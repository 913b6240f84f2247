"""Slots: which running dream takes the next step.

A job waits, runs, and is gone. One thread owns the device and calls `step` for ever; jobs come and go from
other threads between two steps. A job is any iterator, so this page knows nothing of torch.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Any, Protocol


class Listener(Protocol):
    """Is told what becomes of a job. The calls come from the scheduler's thread, must return at once and not raise."""

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
        self.cancelled = False
        self.made = time.monotonic()


class Scheduler:
    """Runs up to `slots` jobs, a step each in turn; up to `backlog` more wait, first come first served."""

    def __init__(self, slots: int, backlog: int) -> None:
        self.slots = slots
        self.backlog = backlog
        self.waiting: deque[Job] = deque()
        self.running: deque[Job] = deque()
        self._closed = False
        self._stepping_since: float | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="dreaming", daemon=True)

    def start(self) -> None:
        """Start the thread that takes the steps."""
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether steps are taken: the thread lives and nobody has called `close`."""
        return self._thread.is_alive() and not self._closed

    def oldest_wait(self) -> float:
        """Return for how many seconds the job that is next has waited; 0 if none waits."""
        with self._changed:
            return time.monotonic() - self.waiting[0].made if self.waiting else 0.0

    def step_age(self) -> float:
        """Return for how many seconds the step that is being taken has gone on; 0 between two steps."""
        since = self._stepping_since
        return 0.0 if since is None else time.monotonic() - since

    def add(self, job: Job) -> None:
        """Let a job wait for a slot.

        Raises:
            BacklogFullError: too many wait already.
            ClosedError: `close` has been called.
        """
        with self._changed:
            if self._closed:
                raise ClosedError
            if len(self.waiting) >= self.backlog + max(0, self.slots - len(self.running)):
                raise BacklogFullError(len(self.waiting))
            self.waiting.append(job)
            if (position := len(self.running) + len(self.waiting) - 1) >= self.slots:
                job.listener.queued(position)
            self._changed.notify()

    def cancel(self, job: Job) -> None:
        """Take no further step of a job; its listener hears nothing more. A job that is gone stays gone."""
        with self._changed:
            job.cancelled = True
            if job in self.waiting:
                self.waiting.remove(job)
                self._tell_positions()
            self._changed.notify()

    def close(self) -> None:
        """Fail every job with `ClosedError` between two steps and end the thread; returns when it has ended."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def step(self) -> None:
        """Admit who waits, let the next running job take a step, tell its listener, retire it if it is over."""
        self._admit()
        with self._changed:
            if not self.running:
                return
            job = self.running[0]
        going_on = not job.cancelled and self._advance(job)
        with self._changed:
            self.running.popleft()
            if going_on:
                self.running.append(job)

    def _admit(self) -> None:
        with self._changed:
            admitted = 0
            while self.waiting and len(self.running) < self.slots:
                job = self.waiting.popleft()
                self.running.append(job)
                job.listener.started()
                admitted += 1
            if admitted:
                self._tell_positions()

    def _advance(self, job: Job) -> bool:
        """Return whether the job has steps left."""
        self._stepping_since = time.monotonic()
        try:
            step = next(job.steps)
        except StopIteration:
            if not job.cancelled:
                job.listener.finished()
            return False
        # Whatever a dream raises ends that dream alone; its listener reports it.
        except Exception as error:  # noqa: BLE001
            if not job.cancelled:
                job.listener.failed(error)
            return False
        finally:
            self._stepping_since = None
        if not job.cancelled:
            job.listener.stepped(step)
        return True

    def _tell_positions(self) -> None:
        for position, job in enumerate(self.waiting, start=len(self.running)):
            job.listener.queued(position)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self.running or self.waiting)
                if self._closed:
                    break
            self.step()
        with self._changed:
            for job in (*self.running, *self.waiting):
                if not job.cancelled:
                    job.listener.failed(ClosedError())
            self.running.clear()
            self.waiting.clear()
