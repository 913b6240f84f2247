"""The timekeeper: one loop that lets challenges go on when it is time, each step once.

Courses move on in the store, which takes each deed once; a deed is done under a lease that is renewed until it is done
and runs out soon if its doer dies.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import discord

from bot.answers import DISCORD_TROUBLE
from bot.challenges.phases import step, wakes
from bot.store.challenges import Challenges, Deed
from bot.store.database import STORE_TROUBLE, reason_of

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=5)
"""How long a deed is one loop's after it was last heard of."""

PAUSE = timedelta(minutes=1)
"""How long is waited before a deed that has failed is tried again; with each attempt as much longer."""

LONGEST_PAUSE = timedelta(hours=1)

_LOOK_EVERY = 30.0
"""Seconds after which the clock is looked at in any case: it may have been set."""


def utc_now() -> datetime:
    """Return what the time is."""
    return datetime.now(UTC)


class Timekeeper:
    """Looks at the clock.

    `perform` does a deed; it may be asked for the same one again. `open_due` opens what repeats and says when the next
    one is due.
    """

    def __init__(
        self,
        challenges: Challenges,
        perform: Callable[[Deed, Callable[[], datetime]], Awaitable[None]],
        open_due: Callable[[datetime], Awaitable[datetime | None]],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.now = now
        self._challenges = challenges
        self._perform = perform
        self._open_due = open_due
        self._called = asyncio.Event()

    def call(self) -> None:
        """Let the loop look at once: something was changed."""
        self._called.set()

    async def keep_time(self) -> None:
        """Go on for ever."""
        while True:
            self._called.clear()
            try:
                pause = await self.look()
            except STORE_TROUBLE as error:
                log.error("challenges cannot go on, since the store does not answer: %s", reason_of(error))
                pause = _LOOK_EVERY
            # The clock goes on, whatever is wrong with what it looked at.
            except Exception:
                log.exception("challenges cannot go on for a reason unforeseen")
                pause = _LOOK_EVERY
            try:
                async with asyncio.timeout(pause):
                    await self._called.wait()
            except TimeoutError:
                continue

    async def look(self) -> float:
        """Do all that is due now; return the seconds until something may be due again."""
        next_opening = await self._open_due(self.now())
        while due := await self._move_on():
            for deed in due:
                await self._do(deed)
        now = self.now()
        moments = [wakes(contest.course, now) for contest in await self._challenges.in_hand()]
        moments += [next_opening, await self._challenges.next_free(now)]
        next_one = min((moment for moment in moments if moment is not None), default=now + timedelta(days=1))
        return min(max((next_one - now).total_seconds(), 0.0), _LOOK_EVERY)

    async def _move_on(self) -> list[Deed]:
        """Let every challenge go where it should be by now; return what there is to do."""
        for contest in await self._challenges.in_hand():
            course, actions = step(contest.course, self.now())
            if actions:
                await self._challenges.advance(contest.course, course, actions)
        return await self._challenges.waiting(self.now())

    async def _do(self, deed: Deed) -> None:
        if not await self._challenges.claim(deed, self.now() + LEASE):
            return
        pause = min(PAUSE * (deed.attempts + 1), LONGEST_PAUSE)
        renewing = asyncio.create_task(self._renew(deed))
        try:
            await self._perform(deed, self.now)
        except discord.NotFound as error:
            log.warning("challenge %d: what it needs for %s is gone: %s", deed.challenge, deed.action.key, error)
        except DISCORD_TROUBLE as error:
            log.warning(
                "challenge %d: %s could not be done (%s); in its channel I need View Channel, Send Messages, Attach "
                "Files, Add Reactions and Read Message History, and try again in %d s",
                deed.challenge,
                deed.action.key,
                error or type(error).__name__,
                pause.total_seconds(),
            )
            renewing.cancel()
            await self._challenges.lease(deed, self.now() + pause)
            return
        # One challenge must not stop all others, whatever is wrong with it.
        except Exception:
            log.exception("challenge %d: %s failed unforeseen", deed.challenge, deed.action.key)
            renewing.cancel()
            await self._challenges.lease(deed, self.now() + pause)
            return
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
        await self._challenges.fulfil(deed, self.now())

    async def _renew(self, deed: Deed) -> None:
        """Hold on to a deed for as long as it takes."""
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            await self._challenges.lease(deed, self.now() + LEASE)
