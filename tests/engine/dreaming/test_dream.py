import pytest
import torch

from engine.dreaming.dream import dream
from engine.dreaming.networks import UnknownLayerError
from engine.dreaming.recipe import Recipe

SHORT = Recipe(objective="block3", size=128, steps=(2, 1, 2), seed=7, zoom=1.2)


def last(moments):
    *_, moment = moments
    return moment


def test_a_seed_repeats_to_the_bit_and_another_dreams_otherwise(picture, network):
    first = last(dream(picture, SHORT, network)).picture

    assert torch.equal(last(dream(picture, SHORT, network)).picture, first)
    other = last(dream(picture, SHORT.model_copy(update={"seed": 8}), network)).picture
    assert not torch.equal(other, first)


def test_moments_count_octaves_and_steps_and_rise_to_the_whole(picture, network):
    moments = list(dream(picture, SHORT, network))

    assert [(moment.octave, moment.step, moment.steps) for moment in moments] == [
        (1, 1, 2),
        (1, 2, 2),
        (2, 1, 1),
        (3, 1, 2),
        (3, 2, 2),
    ]
    fractions = [moment.fraction for moment in moments]
    assert fractions == sorted(set(fractions))
    assert fractions[-1] == 1
    assert moments[-1].picture.shape == picture.shape
    assert {moment.octaves for moment in moments} == {3}


def test_values_stay_within_bounds_and_carry_no_graph(picture, network):
    for moment in dream(picture, SHORT.model_copy(update={"strength": 0.1}), network):
        assert 0 <= moment.picture.min() <= moment.picture.max() <= 1
        assert not moment.picture.requires_grad


def test_a_moment_is_not_changed_by_the_next_step(picture, network):
    moments = dream(picture, SHORT, network)
    first = next(moments).picture
    kept = first.clone()

    next(moments)

    assert torch.equal(first, kept)


def test_the_photograph_is_left_alone(picture, network):
    kept = picture.clone()

    last(dream(picture, SHORT, network))

    assert torch.equal(picture, kept)


@pytest.mark.parametrize("objective", ["block3", "birds"])
def test_a_dream_from_noise_is_square_and_needs_no_photograph(objective, network):
    recipe = SHORT.model_copy(update={"objective": objective, "size": 96})

    moment = last(dream(None, recipe, network))

    assert moment.picture.shape == (1, 3, 96, 96)
    assert moment.picture.std() > 0.01
    assert torch.equal(moment.picture, last(dream(None, recipe, network)).picture)


def test_the_last_moment_has_the_full_size_even_without_steps_there(picture, network):
    moment = last(dream(picture, SHORT.model_copy(update={"steps": (2, 0)}), network))

    assert moment.picture.shape == picture.shape
    assert moment.fraction == 1


def test_the_smallest_and_thinnest_picture_can_be_dreamt(network):
    moment = last(dream(torch.rand(1, 3, 8, 64), SHORT.model_copy(update={"objective": "birds"}), network))

    assert moment.picture.shape == (1, 3, 8, 64)
    assert moment.picture.isfinite().all()


def test_untrained_weights_dream_too(picture, untrained):
    moment = last(dream(picture, SHORT.model_copy(update={"objective": "buildings + block2"}), untrained))

    assert moment.picture.isfinite().all()
    assert not torch.equal(moment.picture, picture)


def test_an_unknown_layer_is_told_before_any_step(picture, network):
    with pytest.raises(UnknownLayerError):
        next(dream(picture, SHORT.model_copy(update={"objective": "block77"}), network))
