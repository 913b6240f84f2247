"""The outbox: brings dreams from the spool to their cards until Discord has confirmed them."""

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

import discord
from pydantic import ValidationError

from bot.answers import refusal_of
from bot.dreams.delivery import FileRefusedError, deliver
from bot.dreams.errands import Errands
from bot.dreams.stage import Stage
from bot.dreams.unfinished import Ledger, Unfinished
from bot.logs import about
from bot.refusals import Refusal
from bot.store.jobs import Job
from bot.store.spool import Spool
from bot.store.states import State
from engine.protocol import Done, Tasted

log = logging.getLogger(__name__)


class Delivery(Protocol):
    """Is told what became of a dream on its way to the card."""

    async def delivered(self, member: Unfinished) -> None:
        """The card is the dream now."""

    async def too_large(self, member: Unfinished, size: int) -> None:
        """Discord does not take so many bytes."""

    async def failed(self, member: Unfinished, refusal: Refusal) -> None:
        """Discord does not take it."""

    async def unwanted(self, member: Unfinished) -> None:
        """The card is gone."""

    def lost(self, member: Unfinished) -> None:
        """Its file is gone, so it waits to be dreamt anew."""


class Outbox:
    """Delivers side by side; the row says `delivering` until Discord has said yes or no."""

    def __init__(
        self,
        spool: Spool,
        ledger: Ledger,
        stage: Stage,
        delivery: Delivery,
        buttons: Callable[[Job], Awaitable[discord.ui.View]],
    ) -> None:
        """Take what is needed: `buttons` gives those that go under a job's dream."""
        self._buttons = buttons
        self._spool = spool
        self._ledger = ledger
        self._stage = stage
        self._delivery = delivery
        self._deliveries = Errands()

    def send(self, member: Unfinished) -> None:
        """Deliver a job's dream as soon as its card is posted."""
        self._deliveries.start(self._send(member), f"delivery {member.job.id}")

    async def stop(self, seconds: float) -> None:
        """Give deliveries so many seconds; those that are not through by then go on after the next start."""
        await self._deliveries.wait(seconds)
        await self._deliveries.cancel()

    async def _send(self, member: Unfinished) -> None:
        with about(member.job):
            await self._bring(member)

    async def _bring(self, member: Unfinished) -> None:
        await member.posted.wait()
        job = member.job
        if job.card is None or self._ledger.get(job.id) is None:
            return
        await self._stage.freeze(member)
        file = None if job.result is None else await self._spool.read(job.result)
        done = _read(job)
        if file is None or done is None:
            log.warning("the file of dream %s is gone from the spool; it is dreamt anew", job.id)
            if await self._ledger.move(member, State.QUEUED, result=None, outcome=None):
                self._delivery.lost(member)
            return
        try:
            with self._stage.speaking(job):
                await deliver(job, done, file, self._stage.message(job), await self._buttons(job))
        except discord.NotFound:
            await self._delivery.unwanted(member)
        except FileRefusedError:
            await self._delivery.too_large(member, len(file))
        # Whatever it is, the card must not look as if the dream went on.
        except Exception as error:  # noqa: BLE001
            await self._delivery.failed(member, refusal_of(error))
        else:
            await self._delivery.delivered(member)


def _read(job: Job) -> Done | Tasted | None:
    """Return what the engine said of a dream, or None where an earlier version wrote it in another way."""
    try:
        return (Done if job.tasting is None else Tasted).model_validate(job.outcome)
    except ValidationError:
        return None
