import pytest
import torch
from torch import nn

from engine.dreaming import guidance, scoring
from engine.dreaming.dream import dream
from engine.dreaming.grammar import parse
from engine.dreaming.recipe import Recipe
from engine.dreaming.redirection import Redirection


@pytest.mark.parametrize(
    "words", ["block4[3]", "block4[3 - 0.5*7]", "block4[3]@0.5,0.5", "guide(block4)", "guide(block4, cosine)"]
)
def test_a_dream_raises_the_score_of_what_it_follows(network, picture, words):
    recipe = Recipe(objective=words, size=128, steps=(8,), jitter=0, strength=0.01)
    guides = (torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1)),)

    *_, last = dream(picture, recipe, network, guides=guides)

    objective = parse(words)
    after = scoring.score(objective, network, last.picture, guides)
    assert after > scoring.score(objective, network, picture, guides)


def test_less_of_something_is_the_way_back(network, picture):
    leaf = picture.clone().requires_grad_()

    def gradient(words):
        return torch.autograd.grad(scoring.pull(parse(words), network, leaf).sum(), leaf)[0]

    assert torch.allclose(gradient("-1 block4[3]"), -gradient("block4[3]"))


def test_a_neuron_hears_its_own_place(network):
    activation = torch.zeros(1, 8, 4, 10)
    activation[0, 3, 1, 5] = 2

    (_, term), *_ = parse("block4[3]@0.5,0.3").terms
    assert scoring.response(activation, term, "a network") == 2
    (_, elsewhere), *_ = parse("block4[3]@1,1").terms
    assert scoring.response(activation, elsewhere, "a network") == 0


def test_guidance_finds_the_best_match_of_each_place(monkeypatch):
    monkeypatch.setattr(guidance, "CHUNK", 5)
    generator = torch.Generator().manual_seed(0)
    activation = torch.randn(2, 6, 3, 4, generator=generator, dtype=torch.float64)
    guide = torch.randn(6, 7, generator=generator, dtype=torch.float64)

    agreement = guidance.agreement(activation, guide, cosine=False)

    products = torch.einsum("nchw,cj->nhwj", activation, guide).amax(dim=3).mean(dim=(1, 2))
    lengths = activation.norm(dim=1).mean(dim=(1, 2)) * guide.norm(dim=0).mean()
    assert torch.allclose(agreement, products / lengths)
    cosines = torch.cosine_similarity(activation.flatten(2)[..., None], guide[None, :, None], dim=1).amax(dim=2)
    assert torch.allclose(guidance.agreement(activation, guide, cosine=True), cosines.mean(dim=1))


def test_a_guide_that_is_not_there_is_told(network, picture):
    with pytest.raises(ValueError, match="follows guide picture 2, but only one guide picture was given"):
        scoring.listen(parse("guide(block4, 2)"), network, (picture,))


def test_a_channel_that_is_not_there_is_told(network, picture):
    with pytest.raises(ValueError, match="block4 of efficientnet-lite0 has no channel 999"):
        scoring.pull(parse("block4[999]"), network, picture)


@pytest.mark.parametrize("rectifier", [nn.ReLU(), nn.ReLU(inplace=True), nn.ReLU6(), nn.Hardtanh(0, 1)])
def test_a_dead_unit_gets_a_gradient_that_wakes_it(rectifier):
    signal = torch.full((1, 1, 2, 2), -1.0, requires_grad=True)

    with Redirection():
        redirected = rectifier(signal * 1)
    (waking,) = torch.autograd.grad(redirected.sum(), signal)
    (dead,) = torch.autograd.grad(rectifier(signal * 1).sum(), signal)

    assert torch.equal(waking, torch.ones_like(signal))
    assert torch.equal(dead, torch.zeros_like(signal))
    assert torch.equal(redirected, torch.zeros_like(signal) if not isinstance(rectifier, nn.Hardtanh) else redirected)


def test_a_living_unit_keeps_its_own_gradient():
    signal = torch.tensor([[-1.0, 2.0]], requires_grad=True)

    with Redirection():
        output = nn.ReLU()(signal)

    assert torch.equal(torch.autograd.grad(output.sum(), signal)[0], torch.tensor([[0.0, 1.0]]))
