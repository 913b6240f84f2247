"""What this machine can do at best: the rate of a large convolution, forward and back to its input."""

import time

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from bench.work import Work
from engine.dreaming import views
from engine.dreaming.ascent import slope
from engine.dreaming.grammar import parse
from engine.dreaming.scoring import listen

_CHANNELS, _SIDE = 256, 56


def convolution_rate(seconds: float = 2.0) -> float:
    """Return billions of multiplications and additions a second, of 3 × 3 convolutions with frozen weights."""
    convolution = nn.Conv2d(_CHANNELS, _CHANNELS, 3, padding=1).to(memory_format=torch.channels_last)
    convolution.requires_grad_(False)
    signal = torch.rand(1, _CHANNELS, _SIDE, _SIDE).contiguous(memory_format=torch.channels_last).requires_grad_()
    ones = torch.ones_like(signal)
    operations = 2 * 2 * 9 * _CHANNELS**2 * _SIDE**2
    best = 0.0
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        began = time.perf_counter()
        torch.autograd.grad(convolution(signal), signal, ones)
        best = max(best, operations / (time.perf_counter() - began) / 1e9)
    return best


def operations(work: Work) -> float:
    """Return the billions of multiplications and additions in all the gradients of our dream."""
    network, recipe = work.ours(), work.recipe()
    hearing = listen(parse(recipe.objective), network)
    total = 0.0
    for size in work.ladder:
        view = views.draw(size, recipe.jitter, recipe.zoom, torch.Generator().manual_seed(0))
        with FlopCounterMode(display=False) as counter:
            slope(torch.rand(1, 3, *size), view, hearing, recipe)
        total += work.steps * counter.get_total_flops() / 1e9
    return total
