"""Changes that come at once are written together, and each has its own outcome."""

import asyncio

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from bot.store.states import State
from tests.bot.store.jobs import NOON, job


async def test_what_comes_at_once_is_written_in_few_transactions(store):
    began = []
    event.listen(store.jobs._engine.sync_engine, "commit", began.append)
    accepted = [job(minute) for minute in range(50)]
    await asyncio.gather(*(store.jobs.accept(each) for each in accepted))
    assert await store.jobs.unfinished() == accepted
    assert len(began) <= 3


async def test_a_change_that_fails_takes_no_other_along(store):
    first, second = job(0), job(1)
    outcomes = await asyncio.gather(
        store.jobs.accept(first),
        store.jobs.accept(first),
        store.jobs.accept(second),
        store.jobs.move("nobody", State.QUEUED, State.RUNNING, NOON),
        return_exceptions=True,
    )
    assert outcomes[0] is None
    assert isinstance(outcomes[1], IntegrityError)
    assert outcomes[2:] == [None, False]
    assert await store.jobs.unfinished() == [first, second]


async def test_a_change_is_made_also_when_whoever_wanted_it_is_gone(store):
    accepted = job()
    wanting = asyncio.create_task(store.jobs.accept(accepted))
    await asyncio.sleep(0)
    wanting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await wanting
    await store.jobs.close()
    assert await store.jobs.unfinished() == [accepted]
