"""Forgetting: all that is kept of a person goes, at once."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.dreams import cards
from bot.dreams.housekeeping import needed_keys
from bot.store.states import State

if TYPE_CHECKING:
    from bot.dreams.dispatcher import Dispatcher


@dataclass(frozen=True)
class Forgotten:
    """What is kept no more."""

    dreams: int
    stopped: int
    """Of them, those that were not over."""
    pictures: int
    """Files; those that the dreams of other people need are not among them."""
    bytes: int


async def forget(dispatcher: "Dispatcher", person: int) -> Forgotten:
    """Stop a person's dreams, then erase what is known of all they asked for, and the pictures behind and in it."""
    stopped = 0
    for member in dispatcher.ledger.matching(lambda job: job.asker == person):
        # What is on its card already stays there, as older dreams do.
        there = member.job.state is State.DELIVERING
        ended = await dispatcher.end(member, State.CANCELLED, None if there else partial(cards.cancelled, member.job))
        stopped += ended and not there
    store = dispatcher.store
    jobs = await store.jobs.forget_person(person)
    theirs = {key for job in jobs for key in (job.source, job.result, *job.guides) if key is not None}
    needed = await needed_keys(store) | await store.jobs.keys(unfinished=False) | set(dispatcher.reception.arriving)
    sizes = await store.spool.erase(theirs - needed)
    return Forgotten(len(jobs), stopped, len(sizes), sum(sizes))
