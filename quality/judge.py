"""The judge: EfficientNet-Lite1, which the dreamer never sees, looks at crops of a picture and says what is there."""

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming import networks

SIDE = 240
"""Of the pictures that this network was trained on."""

SMALL = 0.6
"""Side of the smaller crops, of the shorter side."""


class Judge:
    """Gives the probability of a group of classes, mean over the whole picture, squares and smaller crops."""

    def __init__(self) -> None:
        self._network = networks.load("efficientnet-lite1", torch.device("cpu"))

    @torch.no_grad()
    def probability(self, picture: Tensor, classes: frozenset[int]) -> float:
        """Return the probability 0-1 that `(1, 3, H, W)` shows one of the classes; each kind of crop counts alike."""
        kinds = [torch.cat([_seen(crop) for crop in crops]) for crops in _crops(picture)]
        members = sorted(classes)
        means = [self._network.logits(kind).softmax(dim=1)[:, members].sum(dim=1).mean().item() for kind in kinds]
        return sum(means) / len(means)


def _crops(picture: Tensor) -> tuple[list[Tensor], list[Tensor], list[Tensor]]:
    height, width = picture.shape[-2:]
    side = min(height, width)
    small = round(SMALL * side)
    squares = [_crop(picture, side, place / 2, place / 2) for place in range(3)]
    smaller = [_crop(picture, small, row, column / 2) for row in range(2) for column in range(3)]
    return [picture], squares, smaller


def _crop(picture: Tensor, side: int, down: float, across: float) -> Tensor:
    top = round(down * (picture.shape[-2] - side))
    left = round(across * (picture.shape[-1] - side))
    return picture[..., top : top + side, left : left + side]


def _seen(crop: Tensor) -> Tensor:
    return F.interpolate(crop, (SIDE, SIDE), mode="bicubic", antialias=True).clamp(0, 1)
