"""The panel remembers which picture stands behind which dream, as far as memory goes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dreams.panel import Panels
from bot.sources.source import NOISE, Source


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60), st.booleans())))
def test_the_latest_dreams_are_remembered_within_the_limit(events):
    panels, expected = Panels(limit=100), {}
    for message, size, forget in events:
        if forget:
            panels.forget(message)
            expected.pop(message, None)
        else:
            source = Source(bytes(size))
            panels.remember(message, source)
            expected.pop(message, None)
            expected[message] = source
            while sum(len(held.data) for held in set(expected.values())) > 100:
                del expected[next(iter(expected))]
        assert {m: panels.source(m) for m in range(10) if panels.source(m) is not None} == expected


def test_a_dream_from_noise_is_remembered_too():
    panels = Panels()
    panels.remember(1, NOISE)
    assert panels.source(1) is NOISE
