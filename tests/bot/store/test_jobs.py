"""Jobs are kept as they were accepted and change only as they may, on SQLite and PostgreSQL alike."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store.jobs import AskedBy
from bot.store.opening import opened
from bot.store.shards import Shards
from bot.store.states import ForbiddenChangeError, State
from tests.bot.store.jobs import NOON, job

DONE = {"media_type": "image/png", "recipe": {"seed": 7}}


async def test_a_job_comes_back_as_it_was_accepted_also_after_opening_the_store_anew(tmp_path, database):
    accepted = job(guild=5, question=6, card=8, source="a" * 64, spoiler=True, cost=2.5, asked_by=AskedBy.REACTION)
    async with opened(tmp_path / "data", database) as store:
        await store.jobs.accept(accepted)
    async with opened(tmp_path / "data", database) as store:
        assert await store.jobs.get(accepted.id) == accepted
        assert await store.jobs.get("nobody") is None


async def test_a_job_goes_its_way_and_carries_what_is_learnt_on_it(store):
    accepted = job()
    later = NOON + timedelta(seconds=3)
    await store.jobs.accept(accepted)
    await store.jobs.posted(accepted.id, 77)
    assert await store.jobs.move(accepted.id, State.QUEUED, State.RUNNING, later, attempts=1, began_at=later)
    changes = {"result": "r" * 64, "outcome": DONE}
    assert await store.jobs.move(accepted.id, State.RUNNING, State.DELIVERING, later, **changes)
    assert await store.jobs.move(accepted.id, State.DELIVERING, State.DONE, later)
    expected = replace(accepted, state=State.DONE, card=77, attempts=1, began_at=later, changed_at=later, **changes)
    assert await store.jobs.by_card(77) == expected


async def test_of_two_who_move_a_job_at_once_only_one_does(store):
    accepted = job()
    await store.jobs.accept(accepted)
    moves = (store.jobs.move(accepted.id, State.QUEUED, after, NOON) for after in (State.RUNNING, State.CANCELLED))
    assert sorted(await asyncio.gather(*moves)) == [False, True]


async def test_a_change_that_no_job_may_make_is_refused(store):
    accepted = job()
    await store.jobs.accept(accepted)
    with pytest.raises(ForbiddenChangeError, match="queued cannot become done"):
        await store.jobs.move(accepted.id, State.QUEUED, State.DONE, NOON)
    assert await store.jobs.get(accepted.id) == accepted


async def test_what_is_unfinished_is_told_in_the_order_of_asking(store):
    later, first, cancelled = job(2), job(1), job(0)
    for each in (later, first, cancelled):
        await store.jobs.accept(each)
    await store.jobs.move(cancelled.id, State.QUEUED, State.CANCELLED, NOON)
    await store.jobs.move(later.id, State.QUEUED, State.RUNNING, NOON)
    assert [each.id for each in await store.jobs.unfinished()] == [first.id, later.id]
    assert [each.id for each in await store.jobs.asked_since(NOON + timedelta(minutes=1))] == [first.id, later.id]


async def finish(store, accepted, result="r" * 64):
    await store.jobs.accept(accepted)
    await store.jobs.move(accepted.id, State.QUEUED, State.RUNNING, NOON)
    await store.jobs.move(accepted.id, State.RUNNING, State.DELIVERING, NOON, result=result, outcome=DONE)
    await store.jobs.move(accepted.id, State.DELIVERING, State.DONE, NOON)


async def test_the_finished_twins_of_a_dream_are_found_the_latest_last(store):
    one, two, other = job(1), job(2), job(3, recipe_key="o" * 64)
    for each in (two, one, other):
        await finish(store, each)
    await store.jobs.accept(job(4))
    assert [each.id for each in await store.jobs.twins("k" * 64)] == [one.id, two.id]


async def test_what_people_delete_is_forgotten_and_what_is_unfinished_keeps_its_bytes(store):
    gone, kept, waiting = job(card=1, source="a" * 64), job(card=2, source="b" * 64), job(card=3, source="c" * 64)
    for each in (gone, kept):
        await finish(store, each)
    await store.jobs.accept(waiting)
    await store.jobs.forget_cards([1, 3])
    assert await store.jobs.by_card(1) is None
    assert await store.jobs.by_card(3) == waiting
    assert await store.jobs.keys(unfinished=False) == {"b" * 64, "r" * 64}
    assert await store.jobs.keys(unfinished=True) == {"c" * 64}


@pytest.mark.parametrize("where", ["channel", "guild"])
async def test_a_channel_or_server_that_is_gone_takes_its_dreams_along(store, where):
    gone, kept = job(card=1, **{where: 100}), job(card=2)
    for each in (gone, kept):
        await finish(store, each)
    await getattr(store.jobs, f"forget_{where}")(100)
    assert await store.jobs.by_card(1) is None
    assert await store.jobs.by_card(2) is not None


async def test_only_finished_rows_grow_too_old(store):
    old, waiting, young = job(0), job(0), job(60)
    await finish(store, old)
    await store.jobs.accept(waiting)
    await finish(store, young)
    await store.jobs.forget_before(NOON + timedelta(minutes=30))
    assert [each.id for each in await store.jobs.asked_since(NOON)] == [waiting.id, young.id]


async def test_each_of_several_processes_goes_on_with_the_dreams_of_its_shards_alone(tmp_path, database):
    """A server's shard is its id, less 22 bits, modulo their number; direct messages are the first one's."""
    accepted = [job(0), job(1, guild=4 << 22), job(2, guild=5 << 22 | 12345), job(3, guild=7 << 22)]
    async with opened(tmp_path / "all", database) as store:
        for each in accepted:
            await store.jobs.accept(each)
        assert await store.jobs.unfinished() == accepted
    for shards, theirs in (((0,), accepted[:2]), ((1,), accepted[2:3]), ((2, 3), accepted[3:])):
        async with opened(tmp_path / f"data-{shards[0]}", database, Shards(shards, 4)) as store:
            assert await store.jobs.unfinished() == await store.jobs.asked_since(NOON - timedelta(hours=1)) == theirs
