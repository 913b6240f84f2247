"""Tone: light, colours and contrast of a dream, held where its start had them."""

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming import gradients

_LIGHT = (0.299, 0.587, 0.114)
"""Weights of red, green and blue in luminance as JPEG has it (ITU-R BT.601)."""
_MARGIN = 0.1
_SOFTNESS = 40
_BANDS = 5
_EPSILON = 1e-6


def light(picture: Tensor) -> Tensor:
    """Return the luminance of `(N, 3, H, W)`, `(N, 1, H, W)`."""
    return F.conv2d(picture, picture.new_tensor(_LIGHT).view(1, 3, 1, 1))


def recolour(picture: Tensor, original: Tensor) -> Tensor:
    """Return the picture's luminance in the colours of the original; these fade where they would leave 0-1."""
    lit = light(picture).clamp(0, 1)
    chroma = original - light(original)
    room = torch.where(chroma > 0, 1 - lit, lit) / chroma.abs().clamp(min=_EPSILON)
    return (lit + chroma * room.amin(dim=1, keepdim=True).clamp(max=1)).clamp(0, 1)


def melted(picture: Tensor, amount: float | Tensor) -> Tensor:
    """Return the picture with its detail softened by `amount` 0-1; its large lights, shades and colours stay.

    The amount may differ from place to place, `(1, 1, H, W)`. At 1 the picture is under a Gaussian with a deviation
    of a fortieth of its longer side.
    """
    if isinstance(amount, float) and amount == 0:
        return picture
    return picture + amount * (gradients.blur(picture, max(picture.shape[-2:]) / _SOFTNESS) - picture)


def smoothing(picture: Tensor, softness: float) -> Tensor:
    """Return the direction that lowers the total variation of `(N, C, H, W)` (Rudin, Osher and Fatemi, 1992).

    It is the negative gradient of the sum of `√(d² + softness²)` over the differences `d` of neighbours.
    """
    down = picture.diff(dim=-2)
    right = picture.diff(dim=-1)
    down = down / (down.square() + softness**2).sqrt()
    right = right / (right.square() + softness**2).sqrt()
    return F.pad(down, (0, 0, 0, 1)) - F.pad(down, (0, 0, 1, 0)) + F.pad(right, (0, 1)) - F.pad(right, (1, 0))


def headroom(picture: Tensor, change: Tensor, amount: float) -> Tensor:
    """Return the change, slowed by `amount` 0-1 where values come within a tenth of 0 or 1, so that none burns."""
    room = torch.where(change > 0, 1 - picture, picture) / _MARGIN
    return change * (1 - amount + amount * room.clamp(0, 1))


def restrain(picture: Tensor, start: Tensor, amount: float) -> Tensor:
    """Return the picture with the power of each Laplacian band at most at that of the start, by `amount` 0-1.

    Mean colours go back to those of the start as well. What the dream draws takes the place of what was there;
    nothing piles up, however often it is dreamt again.
    """
    wanted = gradients.laplacian_bands(start, _BANDS)
    bands = []
    for band, model in zip(gradients.laplacian_bands(picture, _BANDS), wanted, strict=True):
        mean, level = (part.mean(dim=(2, 3), keepdim=True) for part in (band, model))
        power, limit = (part.var(dim=(2, 3), keepdim=True, correction=0).sqrt() for part in (band, model))
        bands.append((band - mean) * (limit / (power + _EPSILON)).clamp(max=1) + level)
    return torch.lerp(picture, gradients.merge(bands), amount).clamp(0, 1)
