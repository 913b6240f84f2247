import torch

from engine.dreaming import grammar, likeness, scoring
from engine.dreaming.networks import HEAD
from engine.dreaming.subjects import SUBJECTS


def test_log_odds_are_those_of_the_probabilities(network, picture):
    birds = SUBJECTS["birds"]
    head = network.activations(picture, {HEAD})[HEAD]

    odds = likeness.log_odds(head, network, birds)

    # The head of so small a picture is a single window.
    probability = network.logits(picture).softmax(dim=1)[0, sorted(birds)].sum()
    assert odds.shape == (1, 1, 1)
    assert torch.allclose(odds.squeeze(), torch.logit(probability), atol=1e-3)


def test_a_larger_picture_has_more_windows(network):
    head = torch.rand(2, 1280, 6, 9)

    assert likeness.log_odds(head, network, SUBJECTS["dogs"]).shape == (2, 3, 6)


def test_the_pull_of_a_pair_is_the_pull_of_each(network, picture):
    objective = grammar.parse("birds + 0.5 block4")
    pair = torch.cat([picture, picture.flip(-1)]).requires_grad_()
    one = picture.clone().requires_grad_()

    (of_pair,) = torch.autograd.grad(scoring.pull(objective, network, pair).sum(), pair)
    (of_one,) = torch.autograd.grad(scoring.pull(objective, network, one).sum(), one)

    assert torch.allclose(of_pair[:1], of_one, atol=1e-3 * of_one.abs().max().item())


def test_weights_turn_the_pull_around(network, picture):
    leaf = picture.clone().requires_grad_()

    def gradient(words):
        return torch.autograd.grad(scoring.pull(grammar.parse(words), network, leaf).sum(), leaf)[0]

    towards, away = gradient("dogs"), gradient("-1 dogs")
    assert torch.allclose(towards, -away, atol=1e-4 * towards.abs().max().item())
