"""Deficit round robin by itself."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.queue.rounds import Rounds


@dataclass
class Jobs:
    """A flow with so many jobs that wait."""

    left: int
    due: float = 0.0
    blocked: bool = False

    @property
    def waits(self):
        return self.left > 0

    @property
    def ready(self):
        return self.waits and not self.blocked

    @property
    def idle(self):
        return not self.waits


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.integers(1, 5), st.integers(1, 4)),
        st.tuples(st.just("start"), st.floats(0.1, 20), st.none()),
        st.tuples(st.just("block"), st.integers(1, 5), st.booleans()),
        st.tuples(st.just("leave"), st.integers(1, 5), st.none()),
    ),
    max_size=60,
)


@given(STEPS)
def test_a_debt_is_never_below_nothing_nor_above_the_largest_job(steps):
    rounds: Rounds[Jobs] = Rounds()
    for what, one, other in steps:
        match what:
            case "join" if one not in rounds:
                rounds.join(one, Jobs(other))
            case "start" if (key := rounds.turn()) is not None:
                assert rounds.debt(key) == 0
                rounds[key].left -= 1
                rounds.charge(key, one)
            case "block" if one in rounds:
                rounds[one].blocked = other
            case "leave" if one in rounds:
                rounds[one].left = 0
                rounds.settle(one)
        assert all(0 <= rounds.debt(key) <= 20 + 1e-9 for key in range(1, 6))


@given(STEPS)
def test_somebody_has_a_turn_whenever_somebody_is_ready(steps):
    rounds: Rounds[Jobs] = Rounds()
    for what, one, other in steps:
        if what == "join" and one not in rounds:
            rounds.join(one, Jobs(other))
        if what == "block" and one in rounds:
            rounds[one].blocked = other
        key = rounds.turn()
        assert (key is not None) == any(flow.ready for flow in rounds)
        assert key is None or rounds[key].ready
        assert rounds.turn() == key
        if what == "start" and key is not None:
            rounds[key].left -= 1
            rounds.charge(key, one)


def test_debts_are_forgotten_when_nobody_waits():
    rounds: Rounds[Jobs] = Rounds()
    rounds.join(1, Jobs(1))
    rounds.join(2, Jobs(1))
    rounds[1].left = 0
    rounds.charge(1, 5.0)
    assert rounds.debt(1) == 5.0
    rounds[2].left = 0
    rounds.charge(2, 5.0)
    assert rounds.debt(1) == rounds.debt(2) == 0
