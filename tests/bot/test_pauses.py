"""What fails is tried again soon, and less and less often."""

from itertools import islice

from bot.pauses import doubling


def test_each_pause_is_twice_the_one_before_up_to_the_longest():
    assert list(islice(doubling(0.5, 3.0), 5)) == [0.5, 1.0, 2.0, 3.0, 3.0]
