"""Recovery: what the last run left unfinished goes on where it was."""

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.dreams.buttons import card_buttons
from bot.dreams.live_card import HeldUp
from bot.dreams.refusals import DreamBroken
from bot.dreams.unfinished import Unfinished
from bot.dreams.wishes import ticket_of
from bot.queue import Past
from bot.store.states import DREAMT, State

if TYPE_CHECKING:
    from bot.dreams.dispatcher import Dispatcher

log = logging.getLogger(__name__)

_ATTEMPTS = 4
"""Runs that may break off in the middle of one dream: then it is the dream that breaks them."""

_REMEMBERED = timedelta(hours=6)
"""How far back dreams tell how long they take and what people have spent."""


async def recover(dispatcher: "Dispatcher") -> None:
    """Let every unfinished job of the store wait or be delivered again; cards that are missing are posted by and by.

    The dispatcher has not accepted anything yet.
    """
    jobs = dispatcher.store.jobs
    recent = await jobs.asked_since(datetime.now(UTC) - _REMEMBERED)
    dispatcher.queue.recall(
        Past(ticket_of(job), job.work) for job in recent if job.state in DREAMT and job.work is not None
    )
    unfinished = [dispatcher.ledger.hold(job) for job in await jobs.unfinished()]
    if unfinished:
        log.info("%d dreams of the last run go on", len(unfinished))
    for member in unfinished:
        if member.job.card is not None:
            # The card of a slash command may still say nothing but that the bot is thinking.
            with dispatcher.stage.speaking(member.job):
                buttons = card_buttons(member.job.id)
            dispatcher.stage.raise_curtain(member, buttons)
        broke_off = member.job.state is State.RUNNING and await dispatcher.ledger.move(member, State.QUEUED)
        if broke_off and member.card is not None:
            member.card.show(HeldUp())
    for member in unfinished:
        await _resume(dispatcher, member)


async def _resume(dispatcher: "Dispatcher", member: Unfinished) -> None:
    job = member.job
    if job.attempts >= _ATTEMPTS:
        await dispatcher.failed(member, DreamBroken())
        return
    if job.state is State.DELIVERING:
        dispatcher.outbox.send(member)
    else:
        await dispatcher.reception.set_going(member)
    if job.card is None:
        # A crash may have kept it from being noted.
        dispatcher.spawn(dispatcher.reception.post_card(member))
