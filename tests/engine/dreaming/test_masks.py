import pytest
import torch

from engine.dreaming import masks
from engine.dreaming.regions import Region


@pytest.fixture
def meadow():
    """A blue sky over a green field, `(1, 3, 96, 128)`."""
    sky = torch.tensor([0.4, 0.6, 0.9]).view(1, 3, 1, 1).expand(1, 3, 48, 128)
    field = torch.tensor([0.2, 0.5, 0.1]).view(1, 3, 1, 1).expand(1, 3, 48, 128)
    return torch.cat([sky, field], dim=2)


def _cover(where, photograph, *pictures, feather=0.0):
    return masks.cover(Region(where=where, objective="block3", feather=feather), photograph, pictures)


def test_sky_and_foliage_share_a_meadow(meadow):
    sky, foliage = _cover("sky", meadow), _cover("foliage", meadow)

    assert sky[..., :45, :].min() == 1
    assert sky[..., 51:, :].max() == 0
    assert foliage[..., 51:, :].min() == 1
    assert foliage[..., :45, :].max() == 0


def test_the_horizon_is_a_band_where_the_sky_ends(meadow):
    rows = _cover("horizon", meadow)[0, 0, :, 64].nonzero().flatten()

    assert 40 < rows.min() < 48 < rows.max() < 56


@pytest.mark.parametrize("level", [0.0, 0.9])
def test_a_picture_without_an_end_of_the_sky_has_no_horizon(level):
    with pytest.raises(masks.NoHorizonError, match="regions: I see no horizon"):
        _cover("horizon", torch.full((1, 3, 64, 64), level))


def test_blue_that_does_not_reach_the_top_is_no_sky(meadow):
    assert _cover("sky", meadow.flip(2)).max() == 0


@pytest.mark.parametrize("place", ["left", "right", "top", "bottom", "centre"])
def test_a_place_and_not_that_place_make_the_whole(place, meadow):
    inside, outside = _cover(place, meadow, feather=0.05), _cover(f"not {place}", meadow, feather=0.05)

    assert torch.allclose(inside + outside, torch.ones_like(inside), atol=1e-5)
    assert 0.1 < inside.mean() < 0.6


def test_a_feather_softens_the_edge_alone(meadow):
    soft = _cover("left", meadow, feather=0.05)[0, 0, 48]

    assert 0.3 < soft[64] < 0.7
    assert soft[0] > 0.99
    assert soft[-1] < 0.01


def test_a_mask_picture_is_brought_to_the_size_of_the_photograph(meadow):
    assert _cover("mask1", meadow, torch.ones(1, 1, 10, 10)).shape == (1, 1, 96, 128)


def test_a_mask_that_did_not_come_along_is_told(meadow):
    with pytest.raises(masks.NoMaskError, match="mask2 is asked for"):
        _cover("mask2", meadow, torch.ones(1, 1, 10, 10))
