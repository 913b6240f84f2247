"""Which dream is meant: the one that is replied to, the one that a message shows, or the latest here."""

from typing import TypeGuard

import discord

from bot.asking.occasion import Occasion
from bot.asking.refusals import NoDreamHere
from bot.store.jobs import Job, Jobs
from bot.store.states import DREAMT


async def dream_meant(jobs: Jobs, occasion: Occasion, reply: discord.MessageReference | None = None) -> Job:
    """Return the dream that is replied to, or the latest one here.

    Raises:
        NoDreamHere: there is none.
    """
    if reply is not None and reply.message_id is not None:
        return await dream_shown_by(jobs, reply.message_id)
    return _found(await jobs.latest_in(occasion.channel_id))


async def dream_shown_by(jobs: Jobs, message_id: int) -> Job:
    """Return the dream that a message shows.

    Raises:
        NoDreamHere: it shows none.
    """
    return _found(await jobs.by_card(message_id))


async def dream_replied_to(jobs: Jobs, reply: discord.MessageReference | None) -> Job | None:
    """Return the dream that is replied to, if it is one."""
    if reply is None or reply.message_id is None:
        return None
    job = await jobs.by_card(reply.message_id)
    return job if _is_dream(job) else None


def _found(job: Job | None) -> Job:
    if not _is_dream(job):
        raise NoDreamHere
    return job


def _is_dream(job: Job | None) -> TypeGuard[Job]:
    """Whether it is a finished dream; a tasting sheet is none."""
    return job is not None and job.state in DREAMT and job.tasting is None
