import pytest
import torch

from engine.dreaming.ascent import Heading, distraction
from engine.dreaming.dream import dream
from engine.dreaming.recipe import Recipe

RIGHT = torch.tensor([1.0, 0.0]).view(1, 2, 1, 1).expand(1, 2, 8, 8)
DOWN = RIGHT.flip(1)


def test_a_heading_goes_on_where_it_went():
    heading = Heading()
    first = heading.turn(RIGHT, 0.5)

    second = heading.turn(DOWN, 0.5)

    assert torch.allclose(first, RIGHT)
    assert torch.allclose(second[:, 1], 2 * second[:, 0])


def test_a_turn_keeps_the_length_of_the_step():
    heading = Heading()

    lengths = [heading.turn(3 * RIGHT, 0.9).abs().mean().item() for _ in range(5)]

    assert lengths == pytest.approx([1.5] * 5)


def test_a_heading_is_carried_to_the_next_octave():
    heading = Heading()
    heading.turn(RIGHT, 0.5)

    larger = DOWN[:, :, :1, :1].expand(1, 2, 12, 20)

    assert heading.turn(larger, 0.5).shape == larger.shape


def test_what_views_do_not_agree_on_fades():
    flips = [torch.randn(1, 3, 16, 16, generator=torch.Generator().manual_seed(seed)) for seed in range(40)]
    shared = 0.5 * torch.ones(1, 3, 16, 16)

    def strays(momentum):
        heading = Heading()
        *_, last = (heading.turn(shared + flip, momentum) for flip in flips)
        return (last.std() / last.mean()).item()

    assert strays(0.9) < 0.5 * strays(0.0)


def test_a_distraction_is_the_photograph_elsewhere_and_leaves_the_mean_colour(picture):
    moved = distraction(picture, 0.5, torch.Generator().manual_seed(1))

    assert torch.allclose(moved.mean(dim=(2, 3)), torch.zeros(1, 3), atol=1e-5)
    expected = 0.5 * (picture - picture.mean(dim=(2, 3), keepdim=True))
    assert not torch.allclose(moved, expected)
    assert torch.allclose(moved.flatten().sort().values, expected.flatten().sort().values, atol=1e-6)


def test_what_grows_in_spite_of_a_distraction_repeats_and_is_something_else(picture, network):
    recipe = Recipe(objective="birds", size=128, steps=(3, 2), seed=4, distraction=0.4)

    *_, one = dream(picture, recipe, network)
    *_, again = dream(picture, recipe, network)
    *_, undistracted = dream(picture, recipe.model_copy(update={"distraction": 0.0}), network)

    assert torch.equal(one.picture, again.picture)
    assert not torch.allclose(one.picture, undistracted.picture, atol=0.01)


def test_a_dream_with_momentum_repeats(picture, network):
    recipe = Recipe(objective="birds", size=128, steps=(3, 2), seed=4, momentum=0.8, branches=0.3, colour_blur=2)

    *_, one = dream(picture, recipe, network)
    *_, again = dream(picture, recipe, network)

    assert torch.equal(one.picture, again.picture)
