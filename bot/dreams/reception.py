"""The reception: a wish is written down, has its place in the line, and only then is its card posted."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

import discord

from bot.answers import DISCORD_TROUBLE, passes
from bot.dreams import cards
from bot.dreams.buttons import card_buttons, custom_id
from bot.dreams.outbox import Outbox
from bot.dreams.posting import Post, answer_to, find_card, post_once
from bot.dreams.runner import Runner
from bot.dreams.stage import Stage
from bot.dreams.unfinished import Ledger, Unfinished
from bot.dreams.uploads import Uploads
from bot.dreams.wishes import Wish, ticket_of
from bot.logs import about
from bot.metrics.chronicle import Chronicle
from bot.pauses import doubling
from bot.queue import FairQueue
from bot.refusals import NoRoom
from bot.store.jobs import Job
from bot.store.opening import Store
from bot.store.states import State
from bot.words import Saying

log = logging.getLogger(__name__)

_FIRST_PAUSE = 10.0
_LONGEST_PAUSE = 60.0
"""Seconds between two attempts to post a card while Discord is away."""


class End(Protocol):
    """Lets a job end."""

    async def __call__(self, member: Unfinished, state: State, words: Saying | None) -> bool:
        """Let it end in a final state, its card with these words; return False if it has ended already."""


class Reception:
    """Turns wishes into jobs, and jobs of the last run into those of this one."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        stage: Stage,
        queue: FairQueue,
        runner: Runner,
        outbox: Outbox,
        end: End,
        uploads: Uploads,
        check: Callable[[int], None],
        chronicle: Chronicle,
    ) -> None:
        """Take what is needed: `check` raises if a person may not ask now."""
        self.arriving: Counter[str] = Counter()
        """Keys of files in the spool whose rows have yet to be written."""
        self._uploads = uploads
        self._store = store
        self._ledger = ledger
        self._stage = stage
        self._queue = queue
        self._runner = runner
        self._outbox = outbox
        self._end = end
        self._check = check
        self._chronicle = chronicle

    async def accept(self, wish: Wish, post: Post) -> None:
        """Write a wish down as a job, let it wait for its dream, and post its card; its size is settled before.

        Raises:
            Refusal: it is not accepted.
        """
        kept: list[str] = []
        try:
            with self._chronicle.limits():
                source = None if wish.source.of_noise else await self._keep(wish.source.data, kept)
                guides = [await self._keep(guide, kept) for guide in wish.guides]
            budget = self._uploads.limit(wish.place.guild)
            job = wish.accepted(source, guides, budget, datetime.now(UTC))
            member, twin = await self._admit(job)
        finally:
            self.arriving -= Counter(kept)
        with about(job):
            self._chronicle.accepted(job)
            if twin is not None:
                await self._reuse(member, twin)
            await self.post_card(member, post)

    async def _admit(self, job: Job) -> tuple[Unfinished, Job | None]:
        """Write a job down and let it wait, unless there is a twin of it whose dream will do; return that as well.

        Raises:
            Refusal: it is not accepted.
        """
        twin = await self._twin(job)
        # From the check to the place in the line nothing is awaited, so that many at once cannot slip through.
        self._check(job.asker)
        with self._chronicle.limits():
            self._queue.check(ticket_of(job))
        member = self._ledger.hold(job)
        if twin is None:
            self._runner.join(member, asked_now=True)
        try:
            await self._store.jobs.accept(job)
        except BaseException:
            self._ledger.drop(member)
            self._runner.leave(member)
            member.posted.set()
            raise
        return member, twin

    async def set_going(self, member: Unfinished) -> None:
        """Let a queued job of the last run wait for its dream, or have what was dreamt for another meanwhile."""
        if (twin := await self._twin(member.job)) is not None:
            await self._reuse(member, twin)
        else:
            self._runner.join(member)

    async def post_card(self, member: Unfinished, post: Post | None = None) -> None:
        """Post the card of a job; without one there is no dream.

        Without `post` it may stand already: it is looked for before it is posted.
        """
        job = member.job
        place = self._runner.place(member)
        member.foretold = self._runner.foretold(member) if place is None else place.ready
        with self._stage.speaking(job):
            buttons = card_buttons(job.id)
            words = (
                cards.falling_asleep(cards.title_of(job))
                if place is None
                else cards.waiting(cards.title_of(job), place.before, place.ready)
            )
        try:
            card = await self._card(member, post, words, buttons)
        except DISCORD_TROUBLE as error:
            log.warning("dream %s for %d has no card: %s", job.id, job.asker, error)
            await self._end(member, State.FAILED, None)
        else:
            if card is not None:
                await self._show_card(member, card)
        finally:
            # Whatever nobody foresaw, those behind it in the line must not wait for this card.
            member.posted.set()

    async def _card(self, member: Unfinished, post: Post | None, words: str, buttons: discord.ui.View) -> int | None:
        """Return the message that is a job's card, as soon as Discord answers; None if the job has ended by then.

        Raises:
            discord.HTTPException: Discord refuses it.
        """
        job = member.job
        pauses = doubling(_FIRST_PAUSE, _LONGEST_PAUSE)
        while True:
            try:
                if post is not None:
                    return await post_once(post, job, words, buttons)
                answer = answer_to(self._stage.channel(job), job.question)
                return await self._find_card(job) or await post_once(answer, job, words, buttons)
            except DISCORD_TROUBLE as error:
                if not passes(error):
                    raise
            # Perhaps only the answer was lost; and an interaction can be answered for a quarter of an hour at most.
            post, pause = None, next(pauses)
            log.warning("Discord is out of reach; the card of dream %s is tried again in %.0f s", job.id, pause)
            await asyncio.sleep(pause)
            if self._ledger.get(job.id) is None:
                return None

    async def _find_card(self, job: Job) -> int | None:
        """Return the message that was posted as a job's card without anybody noting it; None if none is to be seen.

        Raises:
            discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError: Discord is away.
        """
        channel = self._stage.channel(job)
        try:
            return await find_card(channel, job, self._stage.myself, custom_id("cancel", job.id))
        except DISCORD_TROUBLE as error:
            if passes(error):
                raise
            log.info("channel %d does not show its history: %s", job.channel, error)
            return None

    async def _show_card(self, member: Unfinished, card: int) -> None:
        """Let a message be the card of a job."""
        await self._ledger.posted(member, card)
        if self._ledger.get(member.job.id) is not None:
            self._stage.raise_curtain(member)
        elif member.job.failure is not None:
            # It ended while its card was being posted.
            await self._stage.say_last(member, member.job.failure)

    async def _twin(self, job: Job) -> Job | None:
        """Return a finished job whose dream is the very same, still lies in the spool and is not too large."""
        for twin in reversed(await self._store.jobs.twins(job.recipe_key)):
            # What was made smaller for another place would be less than could be had here.
            lessened = twin.budget != job.budget and (twin.outcome or {}).get("lowered") is not None
            size = None if twin.result is None or lessened else await self._store.spool.size(twin.result)
            if size is not None and (job.budget is None or size <= job.budget):
                return twin
        return None

    async def _reuse(self, member: Unfinished, twin: Job) -> None:
        if await self._ledger.move(member, State.DELIVERING, result=twin.result, outcome=twin.outcome):
            self._outbox.send(member)

    async def _keep(self, picture: bytes, kept: list[str]) -> str:
        try:
            key = await self._store.spool.keep(picture)
        except OSError as error:
            log.error("a picture could not be written to the spool, so make room there: %s", error)
            raise NoRoom from None
        self.arriving[key] += 1
        kept.append(key)
        return key
