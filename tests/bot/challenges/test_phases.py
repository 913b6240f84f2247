"""Each phase begins and each reminder comes exactly once, whenever anybody looks and whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.phases import Course, Doing, Phase, Timetable, cancel, close, extend, step, wakes
from bot.challenges.refusals import WrongPhase

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
END = NOON + timedelta(days=400)
ORDER = [Phase.ANNOUNCED, Phase.ENTRIES, Phase.VOTING, Phase.RESULTS]


def challenge(voting_for=DAY, entries_for=2 * DAY):
    """A challenge that opens at noon; `voting_for` is None where nobody votes."""
    end = NOON + entries_for
    return Course(7, Timetable(NOON, end, None if voting_for is None else end + voting_for))


def told(actions):
    return [(action.doing, action.phase) for action in actions]


def walk(course, until):
    """Wake whenever something may be due, as a loop does, and return all that it does."""
    now, actions = NOON - HOUR, []
    while now is not None and now <= until:
        course, due = step(course, now)
        actions += due
        now = wakes(course, now)
    return course, actions


def test_a_loop_that_sleeps_until_the_next_moment_does_all_of_it_on_time():
    course, actions = walk(challenge(), END)
    assert course.phase is Phase.RESULTS
    assert [(action.doing, action.phase, action.due - NOON, action.late) for action in actions] == [
        (Doing.BEGIN, Phase.ENTRIES, timedelta(0), False),
        (Doing.REMIND_HALF, Phase.ENTRIES, DAY, False),
        (Doing.REMIND_HOUR, Phase.ENTRIES, 2 * DAY - HOUR, False),
        (Doing.BEGIN, Phase.VOTING, 2 * DAY, False),
        (Doing.REMIND_HALF, Phase.VOTING, 2.5 * DAY, False),
        (Doing.REMIND_HOUR, Phase.VOTING, 3 * DAY - HOUR, False),
        (Doing.BEGIN, Phase.RESULTS, 3 * DAY, False),
    ]


class Store:
    """What a database keeps: a course, and the keys of what was done; it takes each key once."""

    def __init__(self, course):
        self.course = course
        self.done = []

    def take(self, before, after, actions):
        """Write what a loop worked out, if the course is still what the loop had read."""
        if self.course == before:
            self.course = after
            self.done += actions


looks = st.lists(
    st.tuples(st.timedeltas(-3 * DAY, 5 * DAY), st.sampled_from(["tick", "die", "twice", "extend", "close", "cancel"])),
    max_size=30,
)


@given(looks, st.none() | st.timedeltas(HOUR, 3 * DAY))
def test_each_action_happens_once_over_any_ticks_deaths_double_starts_and_jumps_of_the_clock(looks, voting_for):
    store, now = Store(challenge(voting_for)), NOON - HOUR
    for jump, what in looks:
        now += jump
        before = store.course
        try:
            match what:
                case "tick":
                    store.take(before, *step(before, now))
                case "die":
                    # Worked out, but nothing written: the next loop begins where this one did.
                    step(before, now)
                case "twice":
                    one, other = step(before, now), step(before, now + HOUR)
                    store.take(before, *other)
                    store.take(before, *one)
                case "extend":
                    store.course = extend(before, now + DAY)
                case "close":
                    store.course = close(before, now)
                case "cancel":
                    after, action = cancel(before, now)
                    store.take(before, after, (action,))
        except WrongPhase:
            assert store.course == before
        phases = [*ORDER, Phase.CANCELLED]
        assert phases.index(store.course.phase) >= phases.index(before.phase)
    for later in range(4):
        store.take(store.course, *step(store.course, END + later * 10 * DAY))
    keys = [action.key for action in store.done]
    assert len(keys) == len(set(keys))
    begun = [action.phase for action in store.done if action.doing is Doing.BEGIN]
    expected = ORDER[1:] if voting_for is not None else [Phase.ENTRIES, Phase.RESULTS]
    assert store.course.phase.over
    assert begun == expected or (begun[-1] is Phase.CANCELLED and begun[:-1] == expected[: len(begun) - 1])
    assert sum(action.doing is Doing.REMIND_HALF for action in store.done) <= 2
    assert step(store.course, END + 100 * DAY) == (store.course, ())


@given(st.lists(st.timedeltas(timedelta(0), 4 * DAY), min_size=1))
def test_two_loops_whose_clocks_differ_name_what_they_begin_alike(moments):
    course = challenge()
    for since in sorted(moments):
        after, one = step(course, NOON + since)
        _, other = step(course, NOON + since + timedelta(minutes=1))
        begun = [action.key for action in one if action.doing is Doing.BEGIN]
        assert begun == [action.key for action in other if action.doing is Doing.BEGIN][: len(begun)]
        course = after


def test_who_sleeps_over_the_end_closes_late_and_says_so_and_everybody_can_still_vote():
    course, _ = step(challenge(), NOON)
    course, actions = step(course, NOON + 10 * DAY)
    assert told(actions) == [(Doing.BEGIN, Phase.VOTING)]
    assert actions[0].late
    assert course.ends == NOON + 11 * DAY
    course, actions = step(course, NOON + 11 * DAY)
    assert (told(actions), actions[0].late) == ([(Doing.BEGIN, Phase.RESULTS)], False)


def test_a_few_seconds_late_is_on_time_and_moves_nothing():
    course, _ = step(challenge(), NOON + timedelta(seconds=30))
    course, actions = step(course, NOON + 2 * DAY + timedelta(seconds=30))
    assert not actions[0].late
    assert course.ends == NOON + 3 * DAY


def test_a_reminder_that_came_too_late_is_left_out():
    course, _ = step(challenge(), NOON)
    _, actions = step(course, NOON + 2 * DAY - timedelta(minutes=20))
    assert told(actions) == [(Doing.REMIND_HOUR, Phase.ENTRIES)]


def test_a_short_phase_needs_no_reminders():
    _, actions = walk(challenge(2 * HOUR, 2 * HOUR), END)
    assert told(actions) == [(Doing.BEGIN, phase) for phase in ORDER[1:]]


def test_an_extended_phase_has_a_last_hour_of_its_own_and_the_next_keeps_its_length():
    course, _ = step(challenge(), NOON)
    course, first = step(course, NOON + 2 * DAY - HOUR)
    course = extend(course, NOON + 5 * DAY)
    course, second = step(course, NOON + 5 * DAY - HOUR)
    assert told(first) == told(second) == [(Doing.REMIND_HOUR, Phase.ENTRIES)]
    assert first[0].key != second[0].key
    assert course.timetable.voting_end == NOON + 6 * DAY


def test_closing_early_begins_the_vote_and_closing_again_the_results():
    course, _ = step(challenge(), NOON)
    course, actions = step(close(course, NOON + HOUR), NOON + HOUR)
    assert told(actions) == [(Doing.BEGIN, Phase.VOTING)]
    assert course.ends == NOON + HOUR + DAY
    course, actions = step(close(course, NOON + 2 * HOUR), NOON + 2 * HOUR)
    assert told(actions) == [(Doing.BEGIN, Phase.RESULTS)]
    with pytest.raises(WrongPhase, match=r"You can cancel a challenge .*; this challenge is over\."):
        cancel(course, NOON + 3 * HOUR)


@pytest.mark.parametrize("decide", [lambda course: extend(course, END), lambda course: close(course, NOON)])
def test_nothing_can_be_decided_about_a_cancelled_challenge(decide):
    course, action = cancel(challenge(), NOON)
    assert (course.phase, action.key) == (Phase.CANCELLED, "7:cancelled")
    assert wakes(course, NOON) is None
    with pytest.raises(WrongPhase, match="cancelled"):
        decide(course)
