"""The character of a picture: how bright, how colourful and how sharp it is, and how to hold it there.

A dream that feeds on itself drifts: each move softens it, each step adds contrast and colour. Held at the
character of the first frame, the hundredth is as crisp as the tenth.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from engine.dreaming import gradients

# Light-dark, red-green and yellow-blue, at right angles and of equal length: a picture turned into them and back
# is the same picture, and the power of the last two is its saturation.
_AXES = ((3**-0.5, 3**-0.5, 3**-0.5), (2**-0.5, -(2**-0.5), 0.0), (6**-0.5, 6**-0.5, -2 * 6**-0.5))
_BANDS = 5
_LARGEST_CHANGE = 1.5
"""No band is made more than so many times stronger or weaker at once: flat pictures stay flat."""
_EPSILON = 1e-4


@dataclass(frozen=True)
class Character:
    """Mean colour and the power of each band of detail, along the three axes of colour."""

    mean: Tensor
    """`(1, 3, 1, 1)`."""
    powers: tuple[Tensor, ...]
    """Root mean squares `(1, 3, 1, 1)` from fine to coarse; the last is that of what the bands leave."""


def character(picture: Tensor) -> Character:
    """Return the character of a picture `(1, 3, H, W)`."""
    mean, bands = _take_apart(picture)
    return Character(mean, tuple(map(_power, bands)))


def hold(picture: Tensor, wanted: Character, firmness: float) -> Tensor:
    """Return the picture with its character pulled to the one wanted, by `firmness` 0-1; values stay within 0-1."""
    if firmness == 0:
        return picture
    mean, bands = _take_apart(picture)
    held = [
        band * ((power + _EPSILON) / (_power(band) + _EPSILON)).clamp(1 / _LARGEST_CHANGE, _LARGEST_CHANGE) ** firmness
        for band, power in zip(bands, wanted.powers, strict=True)
    ]
    mean = mean + firmness * (wanted.mean - mean)
    return _turn(gradients.merge(held) + mean, picture.new_tensor(_AXES).T).clamp(0, 1)


def _take_apart(picture: Tensor) -> tuple[Tensor, list[Tensor]]:
    turned = _turn(picture, picture.new_tensor(_AXES))
    mean = turned.mean(dim=(2, 3), keepdim=True)
    return mean, gradients.laplacian_bands(turned - mean, _BANDS)


def _turn(picture: Tensor, axes: Tensor) -> Tensor:
    return torch.einsum("ij,njhw->nihw", axes, picture)


def _power(band: Tensor) -> Tensor:
    return band.square().mean(dim=(2, 3), keepdim=True).sqrt()
