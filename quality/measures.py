"""What can be measured of a dream beside its subject: noise, colour speckle, structure, difference."""

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming import gradients
from engine.dreaming.tone import light


def noise(dreamt: Tensor, photograph: Tensor) -> float:
    """Return the power of the luminance's Laplacian bands 0 and 1 over that of band 3, relative to the photograph's."""
    return _fineness(dreamt) / _fineness(photograph)


def speckle(dreamt: Tensor) -> float:
    """Return the standard deviation of bands 0 and 1 of Cb and Cr, mean of both, in 1/255."""
    lit = light(dreamt)
    blueness, redness = 0.564 * (dreamt[:, 2:3] - lit), 0.713 * (dreamt[:, 0:1] - lit)
    return 255 * sum(_fine(colour).std().item() for colour in (blueness, redness)) / 2


def structure(dreamt: Tensor, photograph: Tensor) -> float:
    """Return the correlation of both luminances at a sixteenth of the size."""
    small = (max(2, dreamt.shape[-2] // 16), max(2, dreamt.shape[-1] // 16))
    both = [F.interpolate(light(one), small, mode="area").flatten() for one in (dreamt, photograph)]
    return torch.corrcoef(torch.stack(both))[0, 1].item()


def distance(one: Tensor, other: Tensor) -> float:
    """Return how far apart two dreams are to a network: one less the cosine of their features `(C,)`."""
    return 1 - F.cosine_similarity(one, other, dim=0).item()


def _fine(channel: Tensor) -> Tensor:
    bands = gradients.laplacian_bands(channel, 3)
    return gradients.merge([bands[0], bands[1], torch.zeros_like(bands[2])])


def _fineness(picture: Tensor) -> float:
    bands = gradients.laplacian_bands(light(picture), 5)
    powers = [band.square().mean().item() for band in bands]
    return ((powers[0] + powers[1]) / powers[3]) ** 0.5
