"""Unfinished jobs: what of the store is held in memory while it is worked on, always in step with its row."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from bot.dreams.journeys import FILE
from bot.dreams.live_card import LiveCard, Scene
from bot.pauses import doubling
from bot.queue import Ticket
from bot.store.database import STORE_TROUBLE, reason_of
from bot.store.jobs import Job, Jobs
from bot.store.states import CHANGES, State
from engine.protocol import Done, DreamRequest, Tasted, TasteRequest

log = logging.getLogger(__name__)

T = TypeVar("T")

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 15.0
"""Seconds between two attempts to write to a store that does not answer."""


@dataclass(eq=False)
class Unfinished:
    """A job that is not over."""

    job: Job
    card: LiveCard | None = None
    posted: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the card stands, or when it is known that there will be none."""
    foretold: float | None = None
    """When its first card said that it would be ready, in Unix seconds."""
    dream: "SharedDream | None" = None
    """What it waits for, until that is dreamt."""
    moving: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while its row is changed, so that the state in memory is that of the row."""


@dataclass(eq=False)
class SharedDream:
    """One dream for all who asked for the very same picture while it waited or ran."""

    key: tuple[str, int | None]
    """What it is known by: nothing else asks for the very same file."""
    ticket: Ticket
    """Its place in the queue, taken for whoever asked first."""
    members: list[Unfinished]
    running: bool = False
    """Whether its turn has come."""
    task: asyncio.Task[tuple[Done | Tasted, str]] | None = None
    """Runs while an engine dreams it."""
    work: float | None = None
    """Seconds of a device that it took, once it is dreamt."""
    fraction: float | None = None
    """How much of it is dreamt, where the engine has told."""

    @property
    def job(self) -> Job:
        """The job that stands for all of them."""
        return self.members[0].job

    @property
    def request(self) -> DreamRequest | TasteRequest:
        """What to ask an engine for."""
        job = self.job
        if job.tasting is not None:
            return TasteRequest(presets=job.tasting, seed=job.seed, budget=job.budget)
        # With an objective among them, the changes are the whole recipe, and its name is no preset's.
        preset = None if "objective" in job.changes else job.preset.name
        return DreamRequest(
            preset=preset,
            changes=job.changes,
            deeper=job.deeper,
            journey=job.journey,
            file=None if job.journey is None else FILE,
            budget=job.budget,
        )

    def show(self, scene: Scene) -> None:
        """Show on all cards where the dream stands."""
        for member in self.members:
            if member.card is not None:
                member.card.show(scene)

    def show_preview(self, picture: bytes) -> None:
        """Show on all cards how the dream looks by now."""
        for member in self.members:
            if member.card is not None:
                member.card.show_preview(picture)


class Ledger:
    """The unfinished jobs, by their ids."""

    def __init__(self, jobs: Jobs, moved: Callable[[Job, Job, float | None], None]) -> None:
        """Begin with none; `moved` is told of each job as it was, as it is, and when it was foretold to be ready."""
        self._jobs = jobs
        self._moved = moved
        self._unfinished: dict[str, Unfinished] = {}

    def get(self, job_id: str) -> Unfinished | None:
        """Return the job with that id, if it is not over."""
        return self._unfinished.get(job_id)

    def matching(self, condition: Callable[[Job], bool]) -> list[Unfinished]:
        """Return the jobs for which it is true."""
        return [each for each in self._unfinished.values() if condition(each.job)]

    def hold(self, job: Job) -> Unfinished:
        """Hold a job."""
        unfinished = self._unfinished[job.id] = Unfinished(job)
        return unfinished

    def drop(self, unfinished: Unfinished) -> None:
        """Hold a job no more that the store does not know."""
        del self._unfinished[unfinished.job.id]

    async def posted(self, unfinished: Unfinished, card: int) -> None:
        """Remember the message that is the job's card."""
        unfinished.job = replace(unfinished.job, card=card)
        await _insist(partial(self._jobs.posted, unfinished.job.id, card), unfinished.job.id)

    async def move(self, unfinished: Unfinished, after: State, **changes: Any) -> bool:  # noqa: ANN401
        """Let a job go to another state; return False if somebody else has moved it to where it cannot come from.

        While the store does not answer, this waits for it: what is under way must not be left where it is.
        """
        async with unfinished.moving:
            before, now = unfinished.job, datetime.now(UTC)
            if after not in CHANGES[before.state]:
                return False
            if not await _insist(partial(self._move, before.id, before.state, after, now, changes), before.id):
                return False
            # Its card may have been noted meanwhile.
            unfinished.job = replace(unfinished.job, state=after, changed_at=now, **changes)
            self._moved(before, unfinished.job, unfinished.foretold)
            if after.final:
                del self._unfinished[unfinished.job.id]
            return True

    async def _move(self, job_id: str, before: State, after: State, now: datetime, changes: dict[str, Any]) -> bool:
        """Return whether the row goes, or has gone at an attempt whose answer was lost, to that state."""
        if await self._jobs.move(job_id, before, after, now, **changes):
            return True
        row = await self._jobs.get(job_id)
        return row is not None and (row.state, row.changed_at) == (after, now)


async def _insist(write: Callable[[], Awaitable[T]], job_id: str) -> T:
    """Return what writing returns, tried again until the store answers."""
    pauses = doubling(_FIRST_PAUSE, _LONGEST_PAUSE)
    while True:
        try:
            return await write()
        except STORE_TROUBLE as error:
            wanted = "make room for the store, or let it answer"
            log.error("dream %s cannot be written down (%s); %s", job_id, reason_of(error), wanted)
        await asyncio.sleep(next(pauses))
