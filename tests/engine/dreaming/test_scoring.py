import pytest
import torch

from engine.dreaming import scoring
from engine.dreaming.dream import dream
from engine.dreaming.objectives import Direction, parse
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import UnknownChannelError


@pytest.mark.parametrize("words", ["block5[7]", "block5[7 - 2 30]", "block5[7]@0.5,0.5", "golden_retriever", "-block3"])
def test_a_short_dream_scores_higher(words, picture, network):
    recipe = Recipe(objective=words, size=128, steps=(6,), seed=1, jitter=4)

    *_, last = dream(picture, recipe, network)

    assert scoring.score(parse(words), network, last.picture) > scoring.score(parse(words), network, picture)


def test_a_direction_is_the_weighted_sum_of_its_channels():
    activation = torch.rand(2, 8, 3, 5)

    aligned = scoring.along(activation, Direction("block1", ((1.0, 3), (-2.0, 6))))

    assert torch.allclose(aligned, activation[:, 3] - 2 * activation[:, 6])


@pytest.mark.parametrize(("place", "row", "column"), [((0, 0), 0, 0), ((1, 1), 2, 4), ((0.5, 0.4), 1, 2)])
def test_a_place_is_one_neuron(place, row, column):
    activation = torch.rand(1, 2, 3, 5)

    aligned = scoring.along(activation, Direction("block1", ((1.0, 1),), place))

    assert torch.equal(aligned, activation[:, 1, row : row + 1, column : column + 1])


def test_a_neuron_pulls_at_its_own_place_only(picture, network):
    leaf = picture.clone().requires_grad_()

    (gradient,) = torch.autograd.grad(scoring.pull(parse("block1[2]@0,0"), network, leaf).sum(), leaf)

    assert gradient[..., :16, :16].abs().sum() > 0
    assert gradient[..., 48:, 64:].abs().sum() == 0


def test_a_channel_beyond_the_last_is_refused(picture, network):
    with pytest.raises(UnknownChannelError, match="block1 has no channel 999; it has 0 to 23"):
        scoring.score(parse("block1[999]"), network, picture)
