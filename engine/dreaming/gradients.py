"""From the raw gradient to the step: even power in all bands, a little blur, colours that go together."""

import math

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

# Directions in which the colours of natural photographs vary together, per unit of variance (lucid's
# measurement on ImageNet): its columns are light-dark, blue-yellow and green-magenta.
COLOUR_DIRECTIONS = ((0.26, 0.09, 0.02), (0.27, 0.00, -0.05), (0.27, -0.09, 0.03))

_EPSILON = 1e-12


def laplacian_bands(gradient: Tensor, count: int) -> list[Tensor]:
    """Split `(N, C, H, W)` into `count` bands from fine to coarse; `merge` of them is the gradient again.

    Fewer bands come back where a side would fall below two pixels.
    """
    bands = []
    for _ in range(count - 1):
        height, width = gradient.shape[-2:]
        if min(height, width) < 4:
            break
        coarse = F.avg_pool2d(gradient, 2, ceil_mode=True, count_include_pad=False)
        bands.append(_enlarge(coarse, height, width).neg_().add_(gradient))
        gradient = coarse
    return [*bands, gradient]


def merge(bands: list[Tensor]) -> Tensor:
    """Return the sum of the bands, each brought to the size of the finest."""
    merged = bands[-1]
    for band in reversed(bands[:-1]):
        merged = _enlarge(merged, *band.shape[-2:]).add_(band)
    return merged


def equalise(gradient: Tensor, count: int, grain: float = 1.0) -> Tensor:
    """Return the gradient with the coarsest of its Laplacian bands at a root mean square of one.

    Each finer band has `grain` times that of the one before it. With a grain of one this is the Laplacian
    gradient normalisation of TensorFlow's DeepDream tutorial (2015).
    """
    bands = laplacian_bands(gradient, count)
    powers = [grain**fineness for fineness in reversed(range(len(bands)))]
    weights = [power / (_root_mean_square(band) + _EPSILON) for band, power in zip(bands, powers, strict=True)]
    equal = bands.pop() * weights.pop()
    # Each band is let go as soon as it is in: in a large picture the finest ones are what takes the memory.
    while bands:
        band = bands.pop()
        equal = _enlarge(equal, *band.shape[-2:]).addcmul_(band, weights.pop())
    return equal


def blur(gradient: Tensor, deviation: float) -> Tensor:
    """Return the gradient under a Gaussian with that standard deviation in pixels."""
    if deviation < 0.1:
        # Nothing of so narrow a Gaussian reaches the next pixel.
        return gradient
    reach = min(math.ceil(3 * deviation), min(gradient.shape[-2:]) - 1)
    weights = [math.exp(-0.5 * (offset / deviation) ** 2) for offset in range(-reach, reach + 1)]
    total = sum(weights)
    weights = [weight / total for weight in weights]
    return _slide(_slide(gradient, weights, -2), weights, -1)


def harmonise(gradient: Tensor, amount: float) -> Tensor:
    """Return the gradient with its colours pulled, by `amount` 0-1, to those that vary together in photographs.

    At 1 it is the gradient of a picture written in decorrelated colours (lucid): `C Cᵀ g`, with `C` scaled
    so that light-dark keeps its strength.
    """
    if amount == 0:
        return gradient
    directions = gradient.new_tensor(COLOUR_DIRECTIONS)
    mixing = directions @ directions.T
    mixing = mixing / torch.linalg.matrix_norm(mixing, 2)
    mixing = amount * mixing + (1 - amount) * torch.eye(3, dtype=gradient.dtype, device=gradient.device)
    # As a convolution it would be the same, by way of a copy with many channels of padding.
    mixed: Tensor = mixing @ gradient.flatten(2)
    return mixed.view_as(gradient)


def soften_colours(gradient: Tensor, deviation: float) -> Tensor:
    """Return the gradient with its colours, all but the mean of the channels, under a Gaussian of that deviation.

    The eye sees fine light and dark, but fine colours only as speckle.
    """
    light = gradient.mean(dim=1, keepdim=True)
    return light + blur(gradient - light, deviation)


def unit(gradient: Tensor) -> Tensor:
    """Return the gradient scaled, picture by picture, to a mean absolute value of one."""
    return gradient / (gradient.abs().mean(dim=(1, 2, 3), keepdim=True) + _EPSILON)


def _enlarge(band: Tensor, height: int, width: int) -> Tensor:
    return F.interpolate(band, (height, width), mode="bilinear")


def _slide(picture: Tensor, weights: list[float], side: int) -> Tensor:
    """Return each place of `(N, C, H, W)` mixed with its neighbours along that side, -2 or -1.

    With few channels this is faster than a convolution and takes a quarter of the memory.
    """
    reach = len(weights) // 2
    margins = (0, 0, reach, reach) if side == -2 else (reach, reach, 0, 0)
    padded = F.pad(picture, margins, mode="reflect")
    neighbours = (padded.narrow(side, offset, picture.shape[side]) for offset in range(len(weights)))
    mixed = next(neighbours) * weights[0]
    for neighbour, weight in zip(neighbours, weights[1:], strict=True):
        mixed.add_(neighbour, alpha=weight)
    return mixed


def _root_mean_square(band: Tensor) -> Tensor:
    length = torch.linalg.vector_norm(band, dim=(1, 2, 3), keepdim=True)
    mean: Tensor = length / math.sqrt(band[0].numel())
    return mean
