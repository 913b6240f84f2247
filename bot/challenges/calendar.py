"""The calendar: opens what repeats when its time comes, once for each occurrence."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo

from bot.challenges.desk import Desk
from bot.challenges.refusals import NoSuchSeries
from bot.challenges.repeating import repetition
from bot.challenges.rules import Limits
from bot.refusals import Refusal
from bot.store.challenges import Plan
from bot.store.repeats import Repeats, Series

log = logging.getLogger(__name__)


class Calendar:
    """Knows what repeats; `zone_in` a server is that in which dates are meant."""

    def __init__(self, repeats: Repeats, desk: Desk, limits: Limits, zone_in: Callable[[int], tzinfo]) -> None:
        self._repeats = repeats
        self._desk = desk
        self._limits = limits
        self._zone_in = zone_in

    async def add(
        self, plan: Plan, words: str, spans: tuple[str, str], now: datetime, draft: int | None = None
    ) -> Series:
        """Write down a challenge that comes again, which was a draft, and return it.

        Args:
            plan: What opens each time.
            words: When, as in "friday 18:00" or "every other monday".
            spans: How long people can enter, and then vote.
            now: The present.
            draft: What it was, if it was one.

        Raises:
            NotARepetition, NotAMoment, MomentOutOfReach: the words are none.
            TooManySeries: as many repeat as may.
            NoSuchDraft: it was written down already, or thrown away.
        """
        new = self.series(plan, words, spans, now)
        return replace(new, id=await self._repeats.add(new, self._limits, draft))

    def series(self, plan: Plan, words: str, spans: tuple[str, str], now: datetime) -> Series:
        """Return what `add` would write down.

        Raises:
            NotARepetition, NotAMoment, MomentOutOfReach: the words are none.
        """
        said = words if words.lower().startswith("every ") else f"every {words}"
        where = self._zone_in(plan.server)
        again = repetition(said, now, where)
        first = again.after(now, where)
        # What cannot be read is refused now, and not on a Friday evening.
        self._desk.timetable(plan, spans, first)
        return Series(plan, said, *spans, again, first)

    async def stop(self, server: int, number: int) -> None:
        """Let a series end.

        Raises:
            NoSuchSeries: there is none by that number.
        """
        if not await self._repeats.stop(server, number):
            raise NoSuchSeries(number)

    async def open_due(self, now: datetime) -> datetime | None:
        """Open what is due, late if nobody was there to do it, and return when the next is; None if nothing repeats.

        Of several occurrences that were missed only one is made up for.
        """
        for each in await self._repeats.in_hand():
            if each.next <= now:
                await self._open(each, now)
        return min((each.next for each in await self._repeats.in_hand()), default=None)

    async def _open(self, due: Series, now: datetime) -> None:
        following = due.repetition.after(now, self._zone_in(due.plan.server))
        try:
            timetable = self._desk.timetable(due.plan, (due.length, due.voting), now)
            await self._repeats.open(due, following, timetable, self._limits)
        except Refusal as refusal:
            log.warning("the challenge that comes %s in server %d is left out: %s", due.words, due.plan.server, refusal)
            await self._repeats.open(due, following, None, self._limits)
