import torch

from engine.dreaming import anchor, octaves, tone
from engine.dreaming.dream import dream
from engine.dreaming.recipe import Recipe


def light_from_afar(picture):
    return octaves.resize(tone.light(picture), (6, 8)).flatten()


def test_no_amount_leaves_the_dream_as_it_is(picture):
    dreamt = 1 - picture

    assert torch.equal(anchor.anchored(dreamt, picture, 0), dreamt)


def test_large_lights_come_back_and_details_stay(picture):
    details = 0.05 * torch.tensor([[1.0, -1.0], [-1.0, 1.0]]).repeat(48, 64)
    dreamt = picture * 0.8 + 0.1 + details

    held = anchor.anchored(dreamt, picture, 1)

    assert (light_from_afar(held) - light_from_afar(picture)).abs().max() < 0.02
    assert ((held - picture) * details.sign()).mean() > 0.04


def test_an_anchored_dream_resembles_the_photograph_more_from_afar(picture, network):
    recipe = Recipe(objective="block5", size=128, steps=(8, 4), seed=1, strength=0.03)

    def drift(amount):
        *_, last = dream(picture, recipe.model_copy(update={"anchor": amount}), network)
        return (light_from_afar(last.picture) - light_from_afar(picture)).abs().mean()

    assert drift(0.3) < 0.5 * drift(0)
