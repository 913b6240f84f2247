"""Lengths and dates as people say them, in the server's zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.deadlines import LONGEST, SHORTEST, deadline, zone
from bot.challenges.misreadings import MomentOutOfReach, NotAMoment, UnknownZone

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("2d", timedelta(days=2)),
        ("36h", timedelta(hours=36)),
        ("1w 2d", timedelta(days=9)),
        ("1w2d", timedelta(days=9)),
        ("2 days, 3 hours", timedelta(days=2, hours=3)),
        ("90 minutes", timedelta(minutes=90)),
        ("1.5d", timedelta(hours=36)),
    ],
)
def test_a_length_of_time(words, length):
    assert deadline(words, TUESDAY, BERLIN) - TUESDAY == length


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("18:00", "2026-11-24 18:00"),
        ("6pm", "2026-11-24 18:00"),
        ("11:00", "2026-11-25 11:00"),
        ("tomorrow", "2026-11-25 23:59"),
        ("tomorrow at noon", "2026-11-25 12:00"),
        ("friday", "2026-11-27 23:59"),
        ("until next friday 18:00", "2026-11-27 18:00"),
        ("tuesday 11am", "2026-12-01 11:00"),
        ("2026-12-06", "2026-12-06 23:59"),
        ("2026-12-06 20:30", "2026-12-06 20:30"),
        ("6.12.2026 20:30", "2026-12-06 20:30"),
        ("24 december", "2026-12-24 23:59"),
        ("1 january 9am", "2027-01-01 09:00"),
        ("2026-12-06 20:30 UTC", "2026-12-06 21:30"),
        ("2026-12-06T20:30+01:00", "2026-12-06 20:30"),
    ],
)
def test_a_date_in_the_servers_zone_and_the_next_of_its_kind(words, end):
    assert deadline(words, TUESDAY, BERLIN) == datetime.fromisoformat(end).replace(tzinfo=BERLIN)


def test_an_hour_that_is_skipped_in_spring_is_moved_on_with_the_clocks():
    saturday = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    assert deadline("2026-03-29 02:30", saturday, BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_two_days_are_48_hours_over_a_change_of_clocks():
    saturday = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    assert deadline("2d", saturday, BERLIN) - saturday.astimezone(UTC) == timedelta(hours=48)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "36", "12/01", "2d or so", "1..2d", "@everyone", "`2d`", "25:00", "18:00 XYZ", "9" * 400 + "d"],
)
def test_anything_else_is_refused_with_examples(words):
    with pytest.raises((NotAMoment, MomentOutOfReach)) as refused:
        deadline(words, TUESDAY, BERLIN)
    assert refused.value.sentence.count("`") % 2 == 0


@pytest.mark.parametrize("words", ["1 minute", "0h", "91d", "2020-01-01", "2031-01-01", "12:05"])
def test_what_is_too_near_too_far_or_over_is_refused_with_the_reach(words):
    with pytest.raises(MomentOutOfReach, match="between 10 minutes and 90 days from now"):
        deadline(words, TUESDAY, BERLIN)


@given(st.text() | st.from_regex(r"[0-9adhmw: .\-+TZ]{1,20}"))
def test_any_words_are_a_moment_within_reach_or_refused_in_a_short_sentence(words):
    try:
        assert SHORTEST <= deadline(words, TUESDAY, BERLIN) - TUESDAY.astimezone(UTC) <= LONGEST
    except (NotAMoment, MomentOutOfReach) as refused:
        assert refused.sentence.count("`") % 2 == 0
        assert len(refused.sentence) < 250


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "a\0b"])
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(UnknownZone, match="Europe/Berlin"):
        zone(name)


def test_a_zone_is_found_by_its_name():
    assert zone(" Europe/Berlin ") == BERLIN
