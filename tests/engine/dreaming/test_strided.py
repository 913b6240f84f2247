"""The way back through a strided convolution of a picture is that of torch."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from engine.dreaming import networks
from engine.dreaming.networks.strided import Strided, quicken


@given(
    side=st.integers(5, 9),
    stride=st.integers(2, 3),
    padding=st.integers(0, 4),
    height=st.integers(9, 24),
    width=st.integers(9, 24),
)
@settings(max_examples=60)
def test_the_way_back_is_that_of_torch(side, stride, padding, height, width):
    convolution = nn.Conv2d(3, 4, side, stride, padding, dtype=torch.float64).requires_grad_(False)
    signal = torch.rand(2, 3, height, width, dtype=torch.float64).requires_grad_()
    said = convolution(signal)
    weights = torch.rand_like(said)
    (expected,) = torch.autograd.grad(said, signal, weights)

    quick = Strided(convolution)(signal)
    (passed,) = torch.autograd.grad(quick, signal, weights)

    assert torch.equal(quick, said)
    torch.testing.assert_close(passed, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "other",
    [
        nn.Conv2d(3, 8, 3, 2),
        nn.Conv2d(8, 8, 7, 2),
        nn.Conv2d(3, 8, 7),
        nn.Conv2d(3, 8, 7, 2, dilation=2),
        nn.Conv2d(3, 8, 7, 2, padding=3, padding_mode="reflect"),
    ],
)
def test_other_convolutions_stay_as_they_are(other):
    around = nn.Sequential(other)
    quicken(around)
    assert around[0] is other


@pytest.mark.parametrize("name", ["googlenet", "resnet50"])
def test_the_classics_begin_with_one(name):
    network = networks.load(name, torch.device("cpu"), random_weights=True)
    assert any(isinstance(module, Strided) for module in network.chain["conv1"].modules())
