import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dreaming import octaves

sides = st.integers(8, 300)


@settings(max_examples=50, deadline=None)
@given(sides, sides, st.integers(1, 8), st.floats(1.1, 3))
def test_octaves_grow_to_the_full_size(height, width, count, ratio):
    ladder = octaves.sizes((height, width), count, ratio)

    assert len(ladder) == count
    assert ladder[-1] == (height, width)
    assert ladder == sorted(ladder)
    assert all(high >= min(height, 32) and wide >= min(width, 32) for high, wide in ladder)


def test_each_octave_is_the_ratio_larger():
    assert octaves.sizes((400, 800), 3, 2) == [(100, 200), (200, 400), (400, 800)]


def test_an_undreamt_picture_climbs_to_the_sharper_photograph():
    photograph = torch.rand(1, 3, 64, 80)
    base = octaves.resize(photograph, (32, 40))

    assert torch.equal(octaves.climb(base, base, photograph), photograph)


def test_what_was_dreamt_is_carried_up():
    base, next_base = torch.full((1, 3, 32, 32), 0.5), torch.full((1, 3, 48, 48), 0.4)

    assert torch.allclose(octaves.climb(base + 0.1, base, next_base), torch.full((1, 3, 48, 48), 0.5))
