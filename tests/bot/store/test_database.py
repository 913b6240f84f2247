"""Writing: much at once is committed at once, what fails takes back itself alone, and nothing begun is lost."""

import asyncio

import pytest
from sqlalchemy import event, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store import tables
from bot.store.database import StoreClosedError
from bot.store.opening import opened
from bot.store.states import State
from tests.bot.store.jobs import job


@pytest.fixture
async def rows(store):
    return store.jobs._database


@pytest.fixture
def commits(rows):
    seen = []
    event.listen(rows._writing.sync_engine, "commit", seen.append)
    return seen


async def ids(rows):
    return {row.id for row in await rows.read(select(tables.jobs.c.id))}


async def test_what_is_written_at_the_same_time_takes_few_commits(store, rows, commits):
    many = [job(number) for number in range(50)]

    await asyncio.gather(*(store.jobs.accept(each) for each in many))

    assert await ids(rows) == {each.id for each in many}
    assert len(commits) <= 3


async def test_what_fails_takes_back_itself_alone(store, rows):
    first, second, third = job(1), job(2), job(3)
    await store.jobs.accept(second)

    outcomes = await asyncio.gather(
        *(store.jobs.accept(each) for each in (first, second, third)), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes] == [type(None), IntegrityError, type(None)]
    assert await ids(rows) == {first.id, second.id, third.id}


async def test_work_that_fails_halfway_is_taken_back_whole(store, rows):
    kept = job(1)
    await store.jobs.accept(kept)

    async def half(connection):
        await connection.execute(update(tables.jobs).values(state=State.CANCELLED))
        raise RuntimeError("the power is gone")

    failed, other = await asyncio.gather(rows.write(half), store.jobs.accept(job(2)), return_exceptions=True)

    assert isinstance(failed, RuntimeError)
    assert other is None
    with pytest.raises(RuntimeError):
        await rows.write(half)
    assert (await store.jobs.get(kept.id)).state is State.QUEUED


async def test_what_somebody_began_to_write_is_written_though_they_are_cancelled(store, rows):
    accepted = job()
    task = asyncio.create_task(store.jobs.accept(accepted))
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task

    assert await ids(rows) == {accepted.id}


async def test_closing_waits_for_what_is_being_written(tmp_path, database):
    accepted = job()
    async with opened(tmp_path / "data", database) as store:
        writing = asyncio.create_task(store.jobs.accept(accepted))
        await asyncio.sleep(0)
    await writing
    async with opened(tmp_path / "data", database) as store:
        assert await store.jobs.get(accepted.id) == accepted


async def test_what_comes_after_the_store_was_closed_is_refused_at_once(tmp_path, database):
    async with opened(tmp_path / "data", database) as store:
        pass
    async with asyncio.timeout(10):
        with pytest.raises(StoreClosedError):
            await store.jobs.accept(job())
        with pytest.raises(StoreClosedError):
            await store.jobs.unfinished()


async def test_reading_does_not_wait_for_a_write(store, rows):
    go_on = asyncio.Event()
    accepted = job()
    await store.jobs.accept(accepted)

    async def slowly(connection):
        await connection.execute(insert(tables.jobs).values(**dict((await ids_row(connection))._mapping, id="slow")))
        await go_on.wait()

    async def ids_row(connection):
        return (await connection.execute(select(tables.jobs))).one()

    writing = asyncio.create_task(rows.write(slowly))
    try:
        async with asyncio.timeout(10):
            assert await ids(rows) == {accepted.id}
    finally:
        go_on.set()
        await writing

    assert await ids(rows) == {accepted.id, "slow"}
