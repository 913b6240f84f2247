"""In a relay the next step is one person's at a time, and never the last one's."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.entries import Entry, Status
from bot.challenges.objections import NotYourTurn
from bot.challenges.relay import HOLD, Turn, claim, way

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_whoever_has_the_turn_keeps_it_until_its_time_is_up():
    turn = claim([], None, 1, NOON)
    with pytest.raises(NotYourTurn, match=r"<@1> is dreaming the next step; it is free again by <t:\d+:f>"):
        claim([], turn, 2, NOON + HOLD / 2)
    assert claim([], turn, 1, NOON + HOLD / 2) == Turn(1, NOON + HOLD * 1.5)
    assert claim([], turn, 2, NOON + HOLD) == Turn(2, NOON + 2 * HOLD)


def test_nobody_dreams_two_steps_in_a_row():
    steps = [Entry(11, 1, "animals", NOON), Entry(12, 2, "birds", NOON + timedelta(minutes=1))]
    with pytest.raises(NotYourTurn, match="let somebody else go on"):
        claim(steps, None, 2, NOON + HOLD)
    assert claim(steps, None, 1, NOON + HOLD).person == 1


def test_the_film_goes_from_the_first_step_to_the_deepest_without_removed_ones():
    steps = [Entry(number, number, "animals", NOON + timedelta(minutes=number)) for number in range(4)]
    steps[2] = Entry(2, 2, "animals", NOON + timedelta(minutes=2), Status.REMOVED)
    assert [step.id for step in way(reversed(steps))] == [0, 1, 3]


@given(st.lists(st.tuples(st.integers(1, 4), st.timedeltas(timedelta(0), 2 * HOLD), st.booleans()), max_size=30))
def test_the_turn_is_never_two_peoples_at_once_and_no_two_steps_in_a_row_are_one_persons(tries):
    turn, steps, now = None, [], NOON
    for person, later, dreams in tries:
        now += later
        held = turn is not None and now < turn.until
        try:
            claimed = claim(steps, turn, person, now)
        except NotYourTurn:
            assert (held and turn.person != person) or steps[-1].author == person
            continue
        assert not held or turn.person == person
        turn = claimed
        if dreams:
            steps.append(Entry(len(steps), person, "animals", now))
            turn = None
    authors = [step.author for step in steps]
    assert all(one != other for one, other in itertools.pairwise(authors))
