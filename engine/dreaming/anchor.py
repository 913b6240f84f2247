"""The anchor: a dream may change every detail and stay the picture it was from afar."""

import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming import tone

CELLS = 40
"""Across the longer side: the lights and shades that are held are those of a picture with so many pixels."""


def anchored(dreamt: Tensor, photograph: Tensor, amount: float) -> Tensor:
    """Return the dream with its large lights and shades brought back, by `amount` 0-1, to the photograph's.

    Both are `(N, 3, H, W)`; what is brought back is the luminance in cells of a fortieth of the longer side.
    """
    if amount == 0:
        return dreamt
    height, width = dreamt.shape[-2:]
    cell = max(1, round(max(height, width) / CELLS))
    coarse = F.interpolate(
        tone.light(photograph - dreamt), (max(1, height // cell), max(1, width // cell)), mode="area"
    )
    return (dreamt + amount * F.interpolate(coarse, (height, width), mode="bilinear")).clamp(0, 1)
