"""Standings: who is where, and shared places."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.counting import Score
from bot.challenges.entries import Entry
from bot.challenges.ranking import rank
from bot.challenges.rules import Ties

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def entered(count):
    """Entries from 0 on, each a minute after the one before."""
    return [Entry(number, 100 + number, "animals", NOON + timedelta(minutes=number)) for number in range(count)]


def standings(points, ties):
    scores = {number: Score(value, value) for number, value in enumerate(points)}
    return rank(scores, reversed(entered(len(points))), ties)


def test_entries_with_the_same_points_share_a_place_and_the_next_is_left_out():
    ranked = standings([5, 7, 5, 1], Ties.SHARED)
    assert [(s.place, s.entry) for s in ranked] == [(1, 1), (2, 0), (2, 2), (4, 3)]


def test_or_the_earlier_one_goes_first():
    ranked = standings([5, 7, 5, 1], Ties.EARLIER)
    assert [(s.place, s.entry) for s in ranked] == [(1, 1), (2, 0), (3, 2), (4, 3)]


def test_strengths_that_differ_by_less_than_the_approximation_share_a_place():
    ranked = rank({0: Score(50.0001, 1), 1: Score(50, 1)}, entered(2), Ties.SHARED)
    assert [s.place for s in ranked] == [1, 1]


@given(st.lists(st.integers(0, 5), max_size=12), st.sampled_from(Ties))
def test_a_place_is_one_more_than_the_number_of_those_before(points, ties):
    for standing in standings(points, ties):
        better = sum(other > standing.points for other in points)
        earlier = sum(other == standing.points for other in points[: standing.entry])
        assert standing.place == 1 + better + (earlier if ties is Ties.EARLIER else 0)
