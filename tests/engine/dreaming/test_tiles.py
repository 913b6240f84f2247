"""In tiles a network says and passes back what it does of the whole, whatever the sizes."""

from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from timm.layers import create_conv2d
from torch import nn

from engine.dreaming import networks, tiles
from engine.dreaming.grammar import parse
from engine.dreaming.scoring import listen
from engine.dreaming.tiles import Reach, reach_of, tiled

ONE = torch.ones(1)


@pytest.fixture(autouse=True)
def _small_tiles(monkeypatch):
    """Pictures of a test are too small for tiles that are many times as wide as their margin."""
    monkeypatch.setattr(tiles, "FEWEST_HALOS", 0)


@pytest.fixture(scope="module", params=["efficientnet-lite0", "googlenet"])
def precise(request):
    """A network in double precision, so that nothing but a mistake makes a difference."""
    network = networks.load(request.param, torch.device("cpu"), random_weights=True)
    for module in (*network.chain.values(), network.classify):
        module.double()
    return replace(network, mean=network.mean.double(), deviation=network.deviation.double())


def gradients(hearing, picture, **ways):
    """The gradient of the whole, and that in tiles."""
    found = []
    for tile in (0, 64):
        leaf = picture.clone().requires_grad_()
        found += torch.autograd.grad(hearing.in_tiles(tile).pull(leaf, **ways).sum(), leaf)
    return found


def assert_alike(whole, *others):
    assert whole.abs().max() > 0
    for other in others:
        assert (other - whole).abs().max() < 1e-9 * whole.abs().max()


def objectives_of(network):
    names = list(network.chain)
    early, middle = names[3], names[len(names) // 2]
    return (
        middle,
        f"{middle}[0 + 1 + 2 + 3 + 4 + 5 + 6 + 7]@0.2,0.8",
        f"{early} + 0.5 {middle}[0 - 2*1]",
        f"guide({early})",
        "birds",
    )


@pytest.mark.parametrize("number", range(5))
def test_the_gradient_in_tiles_is_that_of_the_whole(precise, number):
    generator = torch.Generator().manual_seed(1)
    picture = torch.rand(1, 3, 96 + number, 131 - number, dtype=torch.float64, generator=generator)
    guide = torch.rand(1, 3, 80, 80, dtype=torch.float64, generator=generator)
    hearing = listen(parse(objectives_of(precise)[number]), precise, [guide])

    assert_alike(*gradients(hearing, picture))


def test_a_channel_that_is_dead_everywhere_is_woken_as_from_the_whole(precise):
    picture = torch.rand(1, 3, 96, 131, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    layer = list(precise.chain)[-5]

    for channel in range(4):
        hearing = listen(parse(f"{layer}[{channel}]"), precise)
        whole, *others = gradients(hearing, picture, awaken=True)
        for other in others:
            assert torch.allclose(other, whole, rtol=1e-6, atol=1e-12 + 1e-9 * whole.abs().max().item())


convolutions = st.builds(
    create_conv2d,
    in_channels=st.just(2),
    out_channels=st.just(2),
    kernel_size=st.sampled_from([1, 3, 5, 7]),
    stride=st.sampled_from([1, 2, 3]),
    padding=st.sampled_from(["same", "", "valid"]),
)


@settings(max_examples=25, deadline=None)
@given(convolutions, convolutions, st.integers(40, 90), st.integers(40, 90), st.integers(5, 60))
def test_layers_of_any_kernel_stride_and_padding_can_be_tiled(first, second, height, width, side):
    reach = reach_of(first, 2, first.stride[0], ONE).then(reach_of(second, 2, second.stride[0], ONE))
    layer = nn.Sequential(first, nn.ReLU(), second).double().requires_grad_(False)
    signal = torch.rand(1, 2, height, width, dtype=torch.float64, requires_grad=True)
    whole = layer(signal)

    pieces = tiled(layer, signal, reach, side)

    assert torch.allclose(pieces, whole, atol=1e-12)
    sent = torch.rand_like(whole)
    (came,) = torch.autograd.grad(pieces, signal, sent)
    assert torch.allclose(came, torch.autograd.grad(whole, signal, sent)[0], atol=1e-12)


def test_a_layer_that_hears_everything_stays_whole():
    class Squeezed(nn.Module):
        def forward(self, signal):
            return signal * signal.mean(dim=(2, 3), keepdim=True).sigmoid()

    layer = Squeezed()
    signal = torch.rand(1, 3, 70, 50)

    reach = reach_of(layer, 3, 1, ONE)

    assert reach.halo > 10**6
    assert torch.equal(tiled(layer, signal, reach, 16), layer(signal))


def test_a_reach_is_what_the_kernels_say():
    assert reach_of(nn.Conv2d(3, 4, 5, padding=2), 3, 1, ONE) == Reach(1, 2, 2)
    assert reach_of(nn.MaxPool2d(3, 2, ceil_mode=True), 3, 2, ONE) == Reach(2, 0, 2)
    assert Reach(2, 1, 1).then(Reach(1, 1, 1)) == Reach(2, 3, 3)


def test_only_what_lies_between_stretches_exists_whole():
    largest = 0

    class Watched(nn.Conv2d):
        def forward(self, signal):
            nonlocal largest
            largest = max(largest, signal.shape[-1])
            return super().forward(signal)

    layer = Watched(1, 1, 3, padding=1).requires_grad_(False)
    signal = torch.rand(1, 1, 200, 200, requires_grad=True)

    tiled(layer, signal, Reach(1, 1, 1), 50).sum().backward()

    assert largest == 54
