"""Noise to start from: no picture at all, yet with the slow swells that photographs have."""

import torch
from torch import Tensor

from engine.dreaming import octaves


def cloud(size: octaves.Size, generator: torch.Generator) -> Tensor:
    """Return a grey-based coloured cloud `(1, 3, H, W)`, values 0-1, drawn on the CPU.

    Noise of every octave is added up with a power that falls with its frequency, as in photographs.
    """
    height, width = size
    total = torch.zeros(1, 3, height, width)
    for octave in range(8):
        scale = 2**octave
        coarse = (max(2, height // scale), max(2, width // scale))
        grain = torch.randn(1, 3, *coarse, generator=generator)
        total += octaves.resize(grain, size) * scale**0.5
    total -= total.mean(dim=(2, 3), keepdim=True)
    return (0.5 + 0.12 * total / total.std()).clamp(0, 1)
