"""The anchor: a dream may change every detail and stay the picture it was from afar."""

import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

CELLS = 40
"""Across the longer side: the lights and shades that are held are those of a picture with so many pixels."""

_LUMINANCE = (0.299, 0.587, 0.114)


def anchored(dreamt: Tensor, photograph: Tensor, amount: float) -> Tensor:
    """Return the dream with its large lights and shades brought back, by `amount` 0-1, to the photograph's.

    Both are `(N, 3, H, W)`; what is brought back is the luminance (Rec. 601) in cells of a fortieth of the longer side.
    """
    if amount == 0:
        return dreamt
    height, width = dreamt.shape[-2:]
    cell = max(1, round(max(height, width) / CELLS))
    difference = ((photograph - dreamt) * dreamt.new_tensor(_LUMINANCE).view(1, 3, 1, 1)).sum(dim=1, keepdim=True)
    coarse = F.interpolate(difference, (max(1, height // cell), max(1, width // cell)), mode="area")
    return (dreamt + amount * F.interpolate(coarse, (height, width), mode="bilinear")).clamp(0, 1)
