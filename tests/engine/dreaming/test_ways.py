"""Where, how and from what a dream is dreamt."""

import pytest
import torch
from pydantic import ValidationError

from engine.dreaming import tone
from engine.dreaming.deeper import deeper
from engine.dreaming.dream import dream
from engine.dreaming.gradients import laplacian_bands
from engine.dreaming.recipe import Recipe
from engine.dreaming.regions import Region

SHORT = Recipe(objective="block3", size=128, steps=(1, 2), seed=7, jitter=8)


def _dreamt(picture, network, masks=(), **changes):
    *_, moment = dream(picture, SHORT.model_copy(update=changes), network, masks=masks)
    return moment.picture


def _roughness(picture):
    return laplacian_bands(picture, 2)[0].std().item()


def test_a_region_without_strength_stays_as_it_is_and_the_rest_dreams(picture, network):
    region = Region(where="left", objective="block3", strength=0, feather=0)
    changed = (_dreamt(picture, network, regions=(region,)) - picture).abs().mean(dim=(0, 1))

    assert changed[:, :56].max() < 1e-4
    assert changed[:, 72:].mean() > 0.005


def test_a_region_of_the_same_objective_everywhere_is_the_dream_without_regions(picture, network):
    region = Region(where="mask1", objective="block3", feather=0)

    whole = _dreamt(picture, network, masks=[torch.ones(1, 1, 8, 8)], regions=(region,))

    # The last digit may tip single units over their threshold.
    assert (whole - _dreamt(picture, network)).abs().mean() < 1e-5


def test_an_empty_mask_changes_nothing(picture, network):
    region = Region(where="mask1", objective="birds")

    masked = _dreamt(picture, network, masks=[torch.zeros(1, 1, 8, 8)], regions=(region,))

    assert torch.equal(masked, _dreamt(picture, network))


@pytest.mark.parametrize("where", ["moon", "mask0", "mask", "not", ""])
def test_a_place_that_is_none_is_told(where):
    with pytest.raises(ValidationError, match="is not a place"):
        Region(where=where, objective="block3")


def test_luminance_paint_leaves_the_colours_alone(picture, network):
    change = _dreamt(picture, network, paint="luminance") - picture

    assert change.abs().mean() > 0.001
    assert (change.amax(dim=1) - change.amin(dim=1)).max() < 1e-4


def test_original_paint_shows_the_dream_in_the_colours_of_the_photograph(picture, network):
    shown, dreamt = _dreamt(picture, network, paint="original"), _dreamt(picture, network)

    assert torch.allclose(tone.light(shown), tone.light(dreamt), atol=1e-4)
    assert torch.allclose(shown, tone.recolour(dreamt, picture), atol=1e-5)


def test_hold_stays_nearer_to_the_photograph(picture, network):
    free, held = _dreamt(picture, network), _dreamt(picture, network, hold=0.4)

    assert (held - picture).abs().mean() < 0.8 * (free - picture).abs().mean()


def test_smoothness_takes_fine_noise_away(picture, network):
    noisy = (picture + 0.1 * torch.randn(picture.shape, generator=torch.Generator().manual_seed(1))).clamp(0, 1)

    assert _roughness(_dreamt(noisy, network, smoothness=1)) < 0.95 * _roughness(_dreamt(noisy, network))


def test_borders_change_about_as_much_as_the_middle(picture, network):
    change = (_dreamt(picture, network, steps=(6,)) - picture).mean(dim=1).squeeze()
    border = torch.ones_like(change, dtype=torch.bool)
    border[8:-8, 8:-8] = False

    assert 0.5 < change[border].abs().mean() / change[~border].abs().mean() < 2
    assert abs(change[border].mean() - change[~border].mean()) < change.abs().mean()


@pytest.mark.parametrize("start", ["noise", "fourier", "maco"])
def test_every_start_repeats_and_differs_by_seed(start, network):
    first = _dreamt(None, network, start=start, size=64)

    assert first.shape == (1, 3, 64, 64)
    assert torch.equal(first, _dreamt(None, network, start=start, size=64))
    assert not torch.equal(first, _dreamt(None, network, start=start, size=64, seed=8))
    assert 0.01 < first.std() < 0.35
    assert not first.requires_grad


@pytest.mark.parametrize("start", ["fourier", "maco"])
def test_a_spectrum_counts_its_moments_like_any_dream(start, picture, network):
    moments = list(dream(picture, SHORT.model_copy(update={"start": start, "steps": (1, 2, 0)}), network))

    assert [(moment.octave, moment.step) for moment in moments] == [(1, 1), (2, 1), (2, 2), (3, 0)]
    assert moments[-1].picture.shape == picture.shape
    assert moments[-1].fraction == 1


def test_deeper_goes_on_with_another_seed_and_counts():
    once = deeper(Recipe(objective="block3", steps=(10, 1), start="noise"))
    twice = deeper(once)

    assert (once.seed, once.depth, once.steps, once.start) == (1, 1, (5, 1), "photograph")
    assert (twice.seed, twice.depth, twice.steps) == (2, 2, (5, 1))
    assert Recipe.model_validate(twice.model_dump()) == twice


def test_deep_dreams_neither_burn_nor_gain_contrast(picture, network):
    recipe = SHORT.model_copy(update={"strength": 0.05})
    for _ in range(4):
        recipe = deeper(recipe)
        *_, moment = dream(picture, recipe, network)
        assert moment.picture.std() <= picture.std() * 1.05
        assert _roughness(moment.picture) <= _roughness(picture) * 1.1
        assert ((moment.picture <= 0) | (moment.picture >= 1)).float().mean() < 0.01
        assert not torch.equal(moment.picture, picture)
        picture = moment.picture
