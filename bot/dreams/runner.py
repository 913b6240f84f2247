"""The runner: dreams what waits, in the queue's order, as many at once as engines offer."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol

from bot.answers import refusal_of
from bot.dreams import dreaming
from bot.dreams.errands import Errands
from bot.dreams.live_card import Waiting
from bot.dreams.refusals import DreamForgotten
from bot.dreams.unfinished import Ledger, SharedDream, Unfinished
from bot.dreams.wishes import ticket_of
from bot.logs import about
from bot.queue import Capacity, FairQueue, Place
from bot.refusals import NoRoom, Refusal
from bot.store.spool import Spool
from bot.store.states import State
from engine.client import EngineClient
from engine.protocol import Done, Tasted

log = logging.getLogger(__name__)

_BETWEEN_LOOKS = 1.0
"""Seconds between two looks at who stands where, for each hundred who wait."""

_HANDING_BACK = 5.0
"""Seconds that stopped dreams have to be written back to the store."""


class Outcome(Protocol):
    """Is told how a dream ended for each who waited for it."""

    async def dreamt(self, member: Unfinished, result: str, done: Done | Tasted, work: float | None) -> None:
        """It lies in the spool; `work` is the seconds of a device that it took, for the one who had to wait for it."""

    async def failed(self, member: Unfinished, refusal: Refusal) -> None:
        """It did not come about."""

    async def paused(self, member: Unfinished) -> None:
        """It waits again, because the bot stops."""


class Runner:
    """Holds the queue. All who want the very same dream share one."""

    def __init__(
        self,
        queue: FairQueue,
        engines: EngineClient,
        wait_awake: Callable[[], Awaitable[None]],
        spool: Spool,
        ledger: Ledger,
        outcome: Outcome,
        patience: float,
    ) -> None:
        self._queue = queue
        self._engines = engines
        self._wait_awake = wait_awake
        self._spool = spool
        self._ledger = ledger
        self._outcome = outcome
        self._patience = patience
        self._by_key: dict[tuple[str, int | None], SharedDream] = {}
        self._by_ticket: dict[str, SharedDream] = {}
        self._runs = Errands()
        self._changed = asyncio.Event()
        self._closing = False
        self._out_of_time = False

    def join(self, member: Unfinished, *, asked_now: bool = False) -> None:
        """Let a job wait for its dream: for the one that is under way already, if there is one.

        Raises:
            Refusal: it is asked for now, and the queue does not take it; `check` of the queue says so before.
        """
        key = member.job.dream_key
        if (shared := self._by_key.get(key)) is not None:
            shared.members.append(member)
        else:
            shared = SharedDream(key, ticket_of(member.job), [member])
            self._enter(shared, asked_now=asked_now)
            self._by_key[key] = shared
        member.dream = shared
        self._start_next()

    def leave(self, member: Unfinished) -> None:
        """Let a job wait no more. A dream that nobody waits for is stopped."""
        shared, member.dream = member.dream, None
        if shared is None:
            return
        shared.members.remove(member)
        if not shared.members:
            self._give_up(shared)
        elif not shared.running and shared.ticket.id == member.job.id:
            # Its place was that of who asked first; the others take their own.
            self._queue.cancel(shared.ticket.id, time.time())
            del self._by_ticket[shared.ticket.id]
            shared.ticket = ticket_of(shared.job)
            self._enter(shared)
        self._start_next()

    @property
    def waiting(self) -> list[Unfinished]:
        """The jobs whose dream has not begun."""
        return [member for shared in self._by_ticket.values() if not shared.running for member in shared.members]

    def place(self, member: Unfinished) -> Waiting | None:
        """Return where a job stands in the line, or None if it has begun."""
        shared = member.dream
        if shared is None or shared.running:
            return None
        place = self._places().get(shared.ticket.id)
        return Waiting(len(self._by_ticket) - 1, None) if place is None else Waiting(place.before, place.ends)

    def foretold(self, member: Unfinished) -> float | None:
        """Return when a job's dream will be ready, also if it has begun, in Unix seconds; None if that is unknown."""
        shared = member.dream
        place = None if shared is None else self._places().get(shared.ticket.id)
        return None if place is None else place.ends

    def standing(self, member: Unfinished) -> Waiting | float | None:
        """Return where a job stands in the line, which share of it is dreamt, or None where it is dreamt."""
        shared = member.dream
        if shared is None or shared.work is not None:
            return None
        return (shared.fraction or 0.0) if shared.running else self.place(member)

    def change_capacity(self, capacity: Capacity) -> None:
        """Go on with more or fewer engines."""
        self._queue.change_capacity(capacity, time.time())
        self._start_next()

    async def tell_places(self) -> None:
        """Keep telling the cards of those who wait where they stand, whenever that has changed."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            places = self._places()
            for ticket_id in self._queue.waiting:
                if (place := places.get(ticket_id)) is not None:
                    self._by_ticket[ticket_id].show(Waiting(place.before, place.ends))
            await asyncio.sleep(_BETWEEN_LOOKS * max(1.0, len(self._queue.waiting) / 100))

    async def stop(self, seconds: float) -> None:
        """Begin nothing more; what is not dreamt within so many seconds waits again, in the store."""
        self._closing = True
        await self._runs.wait(seconds)
        self._out_of_time = True
        for shared in self._by_ticket.values():
            if shared.task is not None:
                shared.task.cancel()
        await self._runs.wait(_HANDING_BACK)

    def _enter(self, shared: SharedDream, *, asked_now: bool = False) -> None:
        # What was accepted before stays accepted, and is charged for the moment at which it was asked for.
        (self._queue.put if asked_now else self._queue.readmit)(shared.ticket)
        self._by_ticket[shared.ticket.id] = shared

    def _start_next(self) -> None:
        self._changed.set()
        while not self._closing and (ticket := self._queue.take(time.time())) is not None:
            shared = self._by_ticket[ticket.id]
            shared.running = True
            self._runs.start(self._run(shared, shared.members[0]), f"dream {ticket.id}")

    async def _run(self, shared: SharedDream, first: Unfinished) -> None:
        with about(first.job):
            await self._dream_for(shared, first)

    async def _dream_for(self, shared: SharedDream, first: Unfinished) -> None:
        await first.posted.wait()
        # If this fails, somebody ends that job at this very moment; for the others the dream goes on.
        await self._ledger.move(first, State.RUNNING, attempts=first.job.attempts + 1, began_at=datetime.now(UTC))
        shared.task = asyncio.create_task(self._dream(shared))
        if not shared.members or self._out_of_time:
            shared.task.cancel()
        # Only the task inside is ever cancelled, so what follows is always done.
        await asyncio.wait({shared.task})
        if not shared.members:
            # It was given up, and whatever came of it is nobody's.
            await asyncio.gather(shared.task, return_exceptions=True)
            return
        members = self._retire(shared)
        self._refund(shared)
        if shared.task.cancelled():
            for member in members:
                await self._hand_back(member)
        elif (error := shared.task.exception()) is not None:
            refusal = refusal_of(error)
            for member in members:
                await self._outcome.failed(member, refusal)
        else:
            done, result = shared.task.result()
            for member in members:
                # The others had it for nothing.
                work = shared.work if member.job.id == shared.ticket.id else None
                await self._outcome.dreamt(member, result, done, work)
        self._start_next()

    async def _dream(self, shared: SharedDream) -> tuple[Done | Tasted, str]:
        """Return what the engine says of the dream, and the dream's key in the spool.

        Raises:
            Refusal: it does not come about.
        """
        job = shared.job
        picture = b"" if job.source is None else await self._read(job.source)
        guides = [await self._read(key) for key in job.guides]

        async def awake() -> None:
            await self._wait_awake()
            # What went before, and earlier attempts, was no work of this one's.
            self._queue.begin(shared.ticket.id, time.time())

        done, file = await dreaming.dream(self._engines, awake, shared, picture, guides, self._patience)
        # The engine is free from here on, whatever the disk takes.
        shared.work = self._queue.finish(shared.ticket.id, time.time())
        self._start_next()
        try:
            return done, await self._spool.keep(file)
        except OSError as error:
            log.error("a dream could not be written to the spool, so make room there: %s", error)
            raise NoRoom from None

    async def _read(self, key: str) -> bytes:
        data = await self._spool.read(key)
        if data is None:
            raise DreamForgotten
        return data

    async def _hand_back(self, member: Unfinished) -> None:
        if member.job.state is State.RUNNING:
            # It was no fault of the dream's.
            await self._ledger.move(member, State.QUEUED, attempts=member.job.attempts - 1)
        await self._outcome.paused(member)

    def _give_up(self, shared: SharedDream) -> None:
        """Stop a dream that nobody waits for, and refund it at once."""
        self._retire(shared)
        self._refund(shared)
        if shared.task is not None:
            shared.task.cancel()

    def _refund(self, shared: SharedDream) -> None:
        """Let a dream that was not dreamt leave the queue at no cost."""
        if shared.work is None:
            self._queue.cancel(shared.ticket.id, time.time())

    def _retire(self, shared: SharedDream) -> list[Unfinished]:
        """Return those who waited for a dream that runs no more; nobody can join it from now on."""
        del self._by_ticket[shared.ticket.id], self._by_key[shared.key]
        members, shared.members = shared.members, []
        for member in members:
            member.dream = None
        return members

    def _places(self) -> dict[str, Place]:
        """Return where each dream of the queue stands, by its ticket."""
        fractions = {
            ticket_id: shared.fraction
            for ticket_id, shared in self._by_ticket.items()
            if shared.fraction is not None and shared.running and shared.work is None
        }
        return self._queue.places(time.time(), fractions)
