"""Challenges that come again keep their local hour all the year round."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.misreadings import NotARepetition
from bot.challenges.repeating import repetition

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=BERLIN)


def moments(since, until):
    """Moments from the beginning of one year to that of another."""
    seconds = st.integers(
        int(datetime(since, 1, 1, tzinfo=UTC).timestamp()), int(datetime(until, 1, 1, tzinfo=UTC).timestamp())
    )
    return seconds.map(lambda second: datetime.fromtimestamp(second, UTC))


def dates(words, count=3, now=TUESDAY, where=BERLIN):
    again, moment, found = repetition(words, now, where), now, []
    for _ in range(count):
        moment = again.after(moment, where)
        found.append(moment.astimezone(where))
    return [f"{date:%a %Y-%m-%d %H:%M}" for date in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("every friday 18:00", ["Fri 2026-11-27 18:00", "Fri 2026-12-04 18:00", "Fri 2026-12-11 18:00"]),
        ("Every Friday", ["Fri 2026-11-27 18:00", "Fri 2026-12-04 18:00", "Fri 2026-12-11 18:00"]),
        ("every fridays at 6pm", ["Fri 2026-11-27 18:00", "Fri 2026-12-04 18:00", "Fri 2026-12-11 18:00"]),
        ("every monday and thursday 9am", ["Thu 2026-11-26 09:00", "Mon 2026-11-30 09:00", "Thu 2026-12-03 09:00"]),
        ("every other monday at noon", ["Mon 2026-12-07 12:00", "Mon 2026-12-21 12:00", "Mon 2027-01-04 12:00"]),
        ("every day at 11:30", ["Wed 2026-11-25 11:30", "Thu 2026-11-26 11:30", "Fri 2026-11-27 11:30"]),
        ("every day at 12:30", ["Tue 2026-11-24 12:30", "Wed 2026-11-25 12:30", "Thu 2026-11-26 12:30"]),
        ("every week", ["Tue 2026-11-24 18:00", "Tue 2026-12-01 18:00", "Tue 2026-12-08 18:00"]),
        ("every month 20:00", ["Tue 2026-11-24 20:00", "Thu 2026-12-24 20:00", "Sun 2027-01-24 20:00"]),
        ("every first sunday at noon", ["Sun 2026-12-06 12:00", "Sun 2027-01-03 12:00", "Sun 2027-02-07 12:00"]),
        ("every last friday", ["Fri 2026-11-27 18:00", "Fri 2026-12-25 18:00", "Fri 2027-01-29 18:00"]),
    ],
)
def test_words_that_people_use(words, expected):
    assert dates(words) == expected


def test_a_month_without_that_day_gets_its_last_one():
    found = dates("every month", 4, datetime(2026, 12, 31, 19, tzinfo=BERLIN))
    assert found == ["Sun 2027-01-31 18:00", "Sun 2027-02-28 18:00", "Wed 2027-03-31 18:00", "Fri 2027-04-30 18:00"]


def test_a_skipped_hour_is_moved_on_for_that_once():
    found = dates("every day at 02:30", 3, datetime(2026, 3, 27, 12, tzinfo=BERLIN))
    assert found == ["Sat 2026-03-28 02:30", "Sun 2026-03-29 03:30", "Mon 2026-03-30 02:30"]


def test_an_hour_that_comes_twice_is_used_once():
    found = dates("every day at 02:30", 3, datetime(2026, 10, 24, 12, tzinfo=BERLIN))
    assert found == ["Sun 2026-10-25 02:30", "Mon 2026-10-26 02:30", "Tue 2026-10-27 02:30"]


@given(
    moments(2000, 2036),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo"]),
    st.sampled_from(["every day", "every friday", "every other sunday", "every month", "every last sunday"]),
    st.integers(0, 23),
    st.integers(0, 59),
)
def test_dates_keep_their_local_hour_over_the_changes_of_clocks(now, name, words, hour, minute):
    where = ZoneInfo(name)
    again, moment = repetition(f"{words} {hour}:{minute:02}", now, where), now
    for _ in range(15):
        following = again.after(moment, where)
        assert following > moment
        local = following.astimezone(where)
        meant = local.replace(hour=hour, minute=minute, fold=0)
        if tz.datetime_exists(meant):
            assert (local.hour, local.minute) == (hour, minute)
        else:
            assert timedelta(0) < local.replace(tzinfo=None) - meant.replace(tzinfo=None) <= timedelta(hours=1)
        moment = following


@given(moments(2026, 2027), st.integers(0, 23))
def test_asking_at_any_moment_gives_the_next_date_so_none_is_left_out_or_comes_twice(moment, hour):
    again = repetition(f"every day {hour}:00", datetime(2026, 1, 1, tzinfo=UTC), BERLIN)
    following = again.after(moment, BERLIN)
    assert again.after(following - timedelta(seconds=1), BERLIN) == following
    assert following - moment <= timedelta(hours=25)


@pytest.mark.parametrize(
    "words",
    ["", "friday", "every", "every blue moon", "every first day", "every friday 25:00", "every friday soon", "`"],
)
def test_anything_else_is_refused_with_examples(words):
    with pytest.raises(NotARepetition, match="every other monday at 9am"):
        repetition(words, TUESDAY, BERLIN)


@given(st.text() | st.from_regex(r"every [a-z0-9: ]{0,20}"))
def test_any_words_are_a_repetition_or_refused(words):
    try:
        assert repetition(words, TUESDAY, BERLIN).after(TUESDAY, BERLIN) > TUESDAY
    except NotARepetition as refused:
        assert refused.sentence.count("`") == 10
