"""Turns at the device: one at a time, whoever had least goes next, and nobody waits who is not to have it any more."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.turns import QUANTUM, DismissedError, Seat, Turns


class Stopwatch:
    """A clock that only work moves on."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def served(*scripts):
    """Let each do its script, a list of `(how a piece ends, seconds)`; return who did a piece, and how long it took."""
    clock = Stopwatch()
    turns = Turns(clock)
    seats = [Seat() for _ in scripts]
    told = []

    def take(number):
        with turns.taken(seats[number]):
            for end, seconds in scripts[number]:
                clock.now += seconds
                told.append((number, seconds))
                getattr(turns, end)(seats[number])

    for seat in seats:
        turns.sit(seat)
    with ThreadPoolExecutor(len(scripts)) as threads:
        list(threads.map(take, range(len(scripts))))
    return told


def order(*scripts):
    return [number for number, _ in served(*scripts)]


def test_equal_steps_are_taken_in_turn():
    steps = [("pass_on", 1.0)] * 3

    assert order(steps, steps, steps) == [0, 1, 2] * 3


def test_many_small_steps_go_between_two_large_ones():
    assert order([("pass_on", 10.0)] * 2, [("pass_on", 1.0)] * 12) == [0, *[1] * 10, 0, 1, 1]


def test_a_long_step_is_opened_for_others_and_a_short_one_is_not():
    small = [("pass_on", 0.4)] * 2

    assert order([("pause", 1.0), ("pass_on", 1.0)], small) == [0, 1, 1, 0]
    assert order([("pause", QUANTUM / 2), ("pass_on", QUANTUM / 2)], small) == [0, 0, 1, 1]


def test_who_comes_late_has_neither_a_claim_nor_a_debt():
    clock = Stopwatch()
    turns, early, late = Turns(clock), Seat(), Seat()
    turns.sit(early)
    with turns.taken(early):
        clock.now = 100.0
        turns.pass_on(early)
        turns.sit(late)
        assert late.spent == early.spent == 100.0
        turns.dismiss(late)


@pytest.mark.parametrize("chance", ["pass_on", "pause"])
def test_who_is_dismissed_does_nothing_more_and_frees_the_device(chance):
    turns, seat, other = Turns(), Seat(), Seat()
    turns.sit(seat)
    turns.sit(other)

    def end():
        with turns.taken(seat):
            turns.dismiss(seat)
            getattr(turns, chance)(seat)

    with pytest.raises(DismissedError):
        end()

    with turns.taken(other):
        turns.pass_on(other)
    assert turns.silence() == 0


def test_who_waits_and_is_dismissed_leaves_at_once_though_another_holds_the_device():
    turns, holder, waiting = Turns(), Seat(), Seat()
    turns.sit(holder)
    turns.sit(waiting)
    left = threading.Event()

    def wait():
        with pytest.raises(DismissedError), turns.taken(waiting):
            pytest.fail("it never had a turn")
        left.set()

    with turns.taken(holder), ThreadPoolExecutor(1) as thread:
        thread.submit(wait)
        turns.dismiss(waiting)
        assert left.wait(5)
        turns.pass_on(holder)


def test_silence_lasts_from_one_sign_of_the_holder_to_the_next():
    clock = Stopwatch()
    turns, seat = Turns(clock), Seat()
    assert turns.silence() == 0

    turns.sit(seat)
    with turns.taken(seat):
        clock.now = 7.0
        assert turns.silence() == 7.0
        turns.pause(seat)
        assert turns.silence() == 0
    assert turns.silence() == 0


@given(st.lists(st.lists(st.integers(1, 300), min_size=1, max_size=8), min_size=2, max_size=4))
def test_nobody_is_ahead_of_another_by_more_than_their_longest_step(scripts):
    told = served(*([("pass_on", float(seconds)) for seconds in script] for script in scripts))

    spent = [0.0] * len(scripts)
    left = [len(script) for script in scripts]
    for number, seconds in told:
        spent[number] += seconds
        left[number] -= 1
        present = [spent[other] for other in range(len(scripts)) if left[other]]
        assert not present or max(present) - min(present) <= max(map(max, scripts))
    assert left == [0] * len(scripts)
