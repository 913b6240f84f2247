"""What nobody needs any more leaves the store: too old, too much, or deleted by people."""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.dreams.housekeeping import tidy
from bot.settings import BotSettings
from bot.store.opening import opened
from bot.store.states import State
from tests.bot.store.jobs import NOON, job

AN_HOUR, A_DAY = 3601, 86_400


@pytest.fixture
async def store(tmp_path):
    async with opened(tmp_path) as store:
        yield store


async def dreamt(store, tmp_path, card, *, age):
    """A finished dream whose picture and file were last used so many seconds ago; return their keys."""
    source, result = await store.spool.keep(b"a hill %d" % card), await store.spool.keep(b"its dream %d" % card)
    accepted = job(card, card=card, source=source)
    await store.jobs.accept(accepted)
    await store.jobs.move(accepted.id, State.QUEUED, State.RUNNING, NOON)
    await store.jobs.move(accepted.id, State.RUNNING, State.DELIVERING, NOON, result=result, outcome={})
    await store.jobs.move(accepted.id, State.DELIVERING, State.DONE, NOON)
    used(tmp_path, age, source, result)
    return source, result


def used(tmp_path, age, *keys):
    """Let files have been used so many seconds ago."""
    for key in keys:
        os.utime(tmp_path / "spool" / key, (time.time() - age,) * 2)


def left(tmp_path):
    return {path.name for path in (tmp_path / "spool").iterdir()}


async def test_pictures_behind_dreams_are_kept_for_their_days_and_no_longer(store, tmp_path):
    young = await dreamt(store, tmp_path, 1, age=2 * A_DAY)
    await dreamt(store, tmp_path, 2, age=4 * A_DAY)
    await tidy(store, BotSettings(_env_file=None, keep_days=3))
    assert left(tmp_path) == set(young)


async def test_what_people_delete_is_deleted_within_the_hour_and_what_is_unfinished_stays(store, tmp_path):
    kept = await dreamt(store, tmp_path, 1, age=AN_HOUR)
    await dreamt(store, tmp_path, 2, age=AN_HOUR)
    waiting = await store.spool.keep(b"a sea")
    await store.jobs.accept(job(3, source=waiting))
    used(tmp_path, 400 * A_DAY, waiting)
    await store.jobs.forget_cards([2])
    await tidy(store, BotSettings(_env_file=None))
    assert left(tmp_path) == {*kept, waiting}


async def test_what_does_not_fit_leaves_the_oldest_first(store, tmp_path):
    await dreamt(store, tmp_path, 1, age=A_DAY)
    await tidy(store, BotSettings(_env_file=None, keep_megabytes=0))
    assert left(tmp_path) == set()


async def test_who_asked_for_what_is_remembered_for_its_days_and_no_longer(store, tmp_path):
    asked = datetime.now(UTC) - timedelta(days=10)
    over, waiting = job(asked_at=asked), job(asked_at=asked)
    for each in (over, waiting):
        await store.jobs.accept(each)
    await store.jobs.move(over.id, State.QUEUED, State.CANCELLED, NOON)
    await tidy(store, BotSettings(_env_file=None, remember_days=11))
    assert {each.id for each in await store.jobs.asked_since(asked)} == {over.id, waiting.id}
    await tidy(store, BotSettings(_env_file=None, remember_days=9))
    assert {each.id for each in await store.jobs.asked_since(asked)} == {waiting.id}
