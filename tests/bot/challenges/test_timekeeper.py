"""The clock's loop does each thing once, whoever dies in the middle of it, and goes on when things fail."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from bot.challenges import timekeeper
from bot.challenges.kinds import Kind
from bot.challenges.phases import Phase, Timetable
from bot.challenges.rules import Limits, Rules
from bot.challenges.timekeeper import LEASE, PAUSE, Timekeeper
from bot.store.challenges import Plan
from bot.store.opening import opened

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PLAN = Plan(5, 6, 7, Rules(kind=Kind.THEME, theme="clouds"))
KEYS = ["1:entries", "1:entries:half", "1:voting", "1:voting:half", "1:results"]


async def nothing_repeats(_):
    return None


@pytest.fixture
async def store(tmp_path):
    async with opened(tmp_path) as store:
        yield store


class World:
    """A clock that tests set, and what was done."""

    def __init__(self, store):
        self.time = NOON
        self.done = []
        self.failing = {}
        self.store = store

    def keeper(self):
        return Timekeeper(self.store.challenges, self.perform, nothing_repeats, lambda: self.time)

    async def perform(self, deed, _):
        if (error := self.failing.pop(deed.action.key, None)) is not None:
            raise error
        self.done.append(deed.action.key)

    async def open(self):
        return await self.store.challenges.open(PLAN, Timetable(NOON, NOON + 2 * DAY, NOON + 3 * DAY), Limits())


@pytest.fixture
def world(store):
    return World(store)


async def test_everything_is_done_in_order_when_it_is_time(world):
    await world.open()
    keeper = world.keeper()
    while world.time < NOON + 4 * DAY:
        pause = await keeper.look()
        assert 0 <= pause <= 30
        world.time += HOUR
    assert [key for key in world.done if "hour" not in key] == KEYS
    assert len([key for key in world.done if "hour" in key]) == 2


async def test_it_wakes_for_the_moment_and_not_long_after(world):
    await world.open()
    keeper = world.keeper()
    await keeper.look()
    world.time = NOON + 2 * DAY - timedelta(seconds=7)
    assert await keeper.look() == 7


async def test_what_fails_is_tried_again_later_and_holds_nothing_else_up(world):
    first, second = await world.open(), await world.open()
    world.failing = {f"{first.id}:entries": OSError("no connection")}
    keeper = world.keeper()
    await keeper.look()
    assert world.done == [f"{second.id}:entries"]
    await keeper.look()
    assert world.done == [f"{second.id}:entries"]
    world.time += PAUSE
    await keeper.look()
    assert world.done == [f"{second.id}:entries", f"{first.id}:entries"]


async def test_what_a_dead_loop_was_at_is_looked_at_again_as_soon_as_its_lease_runs_out(world):
    await world.open()

    async def die(deed, _):
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Timekeeper(world.store.challenges, die, nothing_repeats, lambda: world.time).look()
    keeper = world.keeper()
    assert await keeper.look() == LEASE.total_seconds()
    assert world.done == []
    world.time += LEASE
    await keeper.look()
    assert world.done == ["1:entries"]


async def test_a_deed_that_takes_longer_than_its_lease_stays_with_whom_it_is(world, monkeypatch):
    monkeypatch.setattr(timekeeper, "LEASE", timedelta(milliseconds=240))
    await world.open()
    others = []

    async def slow(deed, _):
        for _ in range(20):
            await asyncio.sleep(0.02)
            world.time += timedelta(milliseconds=20)
            others.extend(await world.store.challenges.waiting(world.time))

    await Timekeeper(world.store.challenges, slow, nothing_repeats, lambda: world.time).look()
    assert others == []


async def test_a_defect_in_one_challenge_is_logged_and_stops_no_other(world, caplog):
    first, second = await world.open(), await world.open()
    world.failing = {f"{first.id}:entries": ZeroDivisionError("a defect")}
    await world.keeper().look()
    assert world.done == [f"{second.id}:entries"]
    assert "a defect" in caplog.text


@pytest.mark.parametrize("seed", range(8))
async def test_over_deaths_double_starts_and_jumps_of_the_clock_each_deed_is_finished_and_begun_but_once_more(
    world, seed
):
    lots = random.Random(seed)  # noqa: S311 - it only has to be the same again
    begun = Counter()

    async def perform(deed, _):
        begun[deed.action.key] += 1
        await asyncio.sleep(0)
        world.done.append(deed.action.key)

    await world.open()
    deaths = 0
    while world.time < NOON + 6 * DAY:
        loops = [
            asyncio.create_task(Timekeeper(world.store.challenges, perform, nothing_repeats, lambda: world.time).look())
            for _ in range(lots.choice((1, 1, 2)))
        ]
        if lots.random() < 0.4:
            for _ in range(lots.randrange(30)):
                await asyncio.sleep(0)
            loops[0].cancel()
            deaths += 1
        await asyncio.gather(*loops, return_exceptions=True)
        world.time += lots.choice((-3 * HOUR, 2 * LEASE, HOUR, 9 * HOUR, DAY))
    world.time += DAY
    for _ in range(4):
        await Timekeeper(world.store.challenges, perform, nothing_repeats, lambda: world.time).look()
        world.time += 2 * DAY
    (contest,) = [await world.store.challenges.get(1)]
    assert contest.course.phase is Phase.RESULTS
    assert {"1:entries", "1:voting", "1:results"} <= set(world.done)
    assert await world.store.challenges.waiting(world.time + DAY) == []
    # Only what a dying loop was at is done by another one too; posting it twice is what marks and nonces prevent.
    assert sum(times - 1 for times in begun.values()) <= deaths


@pytest.mark.parametrize(
    "trouble",
    [ConnectionRefusedError("nobody is there"), OperationalError("", {}, ValueError()), ZeroDivisionError("a defect")],
)
async def test_the_loop_goes_on_after_a_store_that_does_not_answer_or_a_defect(world, caplog, trouble):
    answers = iter([trouble])

    async def opens(_):
        if (error := next(answers, None)) is not None:
            raise error

    keeper = Timekeeper(world.store.challenges, world.perform, opens, lambda: world.time)
    await world.open()
    loop = asyncio.create_task(keeper.keep_time())
    async with asyncio.timeout(10):
        while "challenges cannot go on" not in caplog.text:
            await asyncio.sleep(0)
        keeper.call()
        while "1:entries" not in world.done:
            await asyncio.sleep(0)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop


async def test_the_loop_looks_at_once_when_it_is_called(world):
    keeper = world.keeper()
    loop = asyncio.create_task(keeper.keep_time())
    async with asyncio.timeout(10):
        for number in (1, 2):
            await world.open()
            keeper.call()
            while f"{number}:entries" not in world.done:
                await asyncio.sleep(0)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
