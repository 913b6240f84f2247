"""What repeats opens once for each occurrence, whoever looks and however late."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.challenges.calendar import Calendar
from bot.challenges.desk import Desk
from bot.challenges.kinds import Kind
from bot.challenges.misreadings import MomentOutOfReach, NotARepetition
from bot.challenges.refusals import NoSuchSeries, TooManySeries
from bot.challenges.rules import Limits, Rules
from bot.store.challenges import Plan
from bot.store.opening import opened

BERLIN = ZoneInfo("Europe/Berlin")


def in_berlin(server):
    return BERLIN


MONDAY = datetime(2026, 3, 23, 12, tzinfo=BERLIN)
PLAN = Plan(5, 6, 7, Rules(kind=Kind.THEME, theme="clouds"))
DAY = timedelta(days=1)


@pytest.fixture
async def store(tmp_path):
    async with opened(tmp_path) as store:
        yield store


@pytest.fixture
def calendar(store):
    limits = Limits(per_server=100, per_host=100)
    return Calendar(store.repeats, Desk(store, limits, in_berlin), limits, in_berlin)


async def opens(store):
    """When challenges opened, on the clocks of Berlin."""
    found = [contest.course.timetable.opens.astimezone(BERLIN) for contest in await store.challenges.under_way()]
    return [f"{each:%a %d %H:%M}" for each in found]


async def test_each_occurrence_opens_a_challenge_at_its_local_hour(store, calendar):
    await calendar.add(PLAN, "friday 18:00", ("2d", "1d"), MONDAY)
    moment = MONDAY
    while (moment := await calendar.open_due(moment)) < MONDAY + 21 * DAY:
        pass
    assert await opens(store) == ["Fri 27 18:00", "Fri 03 18:00", "Fri 10 18:00"]


async def test_of_missed_occurrences_one_is_made_up_for(store, calendar):
    await calendar.add(PLAN, "day at 20:00", ("2d", "1d"), MONDAY)
    following = await calendar.open_due(MONDAY + 5 * DAY)
    assert await opens(store) == ["Sat 28 12:00"]
    assert following == datetime(2026, 3, 28, 20, tzinfo=BERLIN)


async def test_two_loops_open_it_once(store, calendar):
    await calendar.add(PLAN, "friday 18:00", ("2d", "1d"), MONDAY)
    friday = datetime(2026, 3, 27, 18, tzinfo=BERLIN)
    await asyncio.gather(*(calendar.open_due(friday + timedelta(seconds=late)) for late in range(3)))
    assert len(await opens(store)) == 1


async def test_no_more_repeat_than_may_be_open_and_one_that_is_stopped_makes_room(store):
    limits = Limits(per_server=2, per_host=1)
    calendar = Calendar(store.repeats, Desk(store, limits, in_berlin), limits, in_berlin)
    first = await calendar.add(PLAN, "friday", ("2d", "1d"), MONDAY)
    with pytest.raises(TooManySeries, match="One challenge of yours repeats"):
        await calendar.add(PLAN, "monday", ("2d", "1d"), MONDAY)
    await calendar.add(replace(PLAN, host=8), "friday", ("2d", "1d"), MONDAY)
    with pytest.raises(TooManySeries, match="2 challenges repeat in this server"):
        await calendar.add(replace(PLAN, host=9), "friday", ("2d", "1d"), MONDAY)
    await calendar.stop(PLAN.server, first.id)
    await calendar.add(PLAN, "monday", ("2d", "1d"), MONDAY)


async def test_where_no_more_may_be_open_an_occurrence_is_left_out(store, caplog):
    limits = Limits(per_server=1, per_host=1)
    calendar = Calendar(store.repeats, Desk(store, limits, in_berlin), limits, in_berlin)
    await calendar.add(PLAN, "day at 20:00", ("2d", "1d"), MONDAY)
    moment = MONDAY
    for _ in range(3):
        moment = await calendar.open_due(moment)
    assert await opens(store) == ["Mon 23 20:00"]
    assert "is left out" in caplog.text


async def test_a_series_that_is_stopped_comes_no_more(store, calendar):
    series = await calendar.add(PLAN, "every friday", ("until sunday 20:00", "1d"), MONDAY)
    (kept,) = await store.repeats.of(5)
    assert kept == series
    with pytest.raises(NoSuchSeries):
        await calendar.stop(55, series.id)
    await calendar.stop(5, series.id)
    assert await calendar.open_due(MONDAY + 9 * DAY) is None
    assert await opens(store) == []


@pytest.mark.parametrize(
    ("words", "spans", "refusal"),
    [("blue moon", ("2d", "1d"), NotARepetition), ("friday", ("1m", "1d"), MomentOutOfReach)],
)
async def test_what_cannot_be_read_is_refused_at_once(store, calendar, words, spans, refusal):
    with pytest.raises(refusal):
        await calendar.add(PLAN, words, spans, MONDAY)
    assert await store.repeats.all() == []
