"""How long dreams take, learned from those that are done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.queue import Capacity, cost
from bot.queue.pace import Pace
from bot.queue.sharing import Sharing

SECONDS = st.floats(0.5, 2)


def test_before_anything_is_known_the_guess_counts():
    assert Pace(first_guess=0.5).seconds("eyes", 8) == 4


def test_a_preset_is_judged_by_its_own_dreams_as_soon_as_there_are_three():
    pace = Pace(first_guess=1)
    pace.learn("eyes", 10, 20)
    assert pace.seconds("birds", 10) == 20
    for _ in range(3):
        pace.learn("birds", 10, 50)
    assert pace.seconds("birds", 10) == 50
    assert pace.seconds("birds", 100) == 500


def test_small_dreams_are_judged_by_small_ones():
    pace = Pace(first_guess=1)
    for _ in range(3):
        pace.learn("eyes", 1, 3)
        pace.learn("eyes", 100, 100)
    assert pace.seconds("eyes", 1.5) == pytest.approx(4.5)
    assert pace.seconds("eyes", 90) == pytest.approx(90)


@given(st.lists(SECONDS, min_size=5, max_size=40), st.floats(10, 1e6))
def test_one_dream_that_hangs_changes_little(seconds, hang):
    pace = Pace(1)
    for each in seconds:
        pace.learn("eyes", 4, each)
    pace.learn("eyes", 4, hang)
    assert min(seconds) <= pace.seconds("eyes", 4) <= 1.4 * max(seconds)


def test_dreams_that_vary_are_judged_by_their_mean():
    pace = Pace(1)
    for each in (2, 2, 2, 6):
        pace.learn("eyes", 4, each)
    assert pace.seconds("eyes", 4) == pytest.approx(3)


def test_an_engine_that_becomes_faster_is_noticed_after_twenty_dreams():
    pace = Pace(1)
    for _ in range(100):
        pace.learn("eyes", 4, 40)
    for _ in range(20):
        pace.learn("eyes", 4, 4)
    assert pace.seconds("eyes", 4) == pytest.approx(4)


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0.5, 50)), min_size=1, max_size=8), st.integers(1, 4))
def test_work_is_measured_alike_whatever_runs_beside_it(dreams, devices):
    """Dreams that begin at different moments and share devices are each measured at the work they really took."""
    capacity = Capacity(slots=8, devices=devices)
    sharing = Sharing(capacity)
    coming = sorted((begin, str(number), work) for number, (begin, work) in enumerate(dreams))
    left = {}
    now = 0.0
    measured = {}
    while coming or left:
        speed = capacity.speed(len(left))
        ends = now + min(left.values()) / speed if left else float("inf")
        begins = coming[0][0] if coming else float("inf")
        then = min(ends, begins)
        left = {name: work - (then - now) * speed for name, work in left.items()}
        now = then
        if ends <= begins:
            name = min(left, key=left.__getitem__)
            del left[name]
            measured[name] = sharing.end(name, now)
        else:
            _, name, work = coming.pop(0)
            left[name] = work
            sharing.begin(name, now)
    assert measured == pytest.approx({str(number): work for number, (_, work) in enumerate(dreams)})


def test_a_clock_that_is_put_back_takes_no_work_away():
    sharing = Sharing(Capacity(1, 1))
    sharing.begin("a", 100)
    sharing.worked(110)
    assert sharing.end("a", 90) == 10


def test_the_cost_is_megapixels_times_steps_summed_over_the_octaves():
    assert cost(1000, [10], 1.4) == pytest.approx(10)
    assert cost(1000, [8, 10], 2.0) == pytest.approx(10 + 8 / 4)
    assert cost(1000, [40, 8, 10], 2.0, aspect=0.5) == pytest.approx((10 + 8 / 4 + 40 / 16) / 2)


def test_the_smallest_dream_costs_something():
    assert cost(64, [1], 1.4) > 0.1
