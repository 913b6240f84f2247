"""Octaves: a picture is dreamt small first, then larger and larger, so that strokes come in every size."""

import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

Size = tuple[int, int]


def sizes(size: Size, count: int, ratio: float, smallest: int = 32) -> list[Size]:
    """Return the (height, width) of each octave, from small to large; the last is `size` itself.

    There are `count` of them, each side the full side divided by a power of `ratio`; a side never gets
    smaller than `smallest` or than itself.
    """
    height, width = size
    return [
        (
            max(min(height, smallest), round(height / ratio**octave)),
            max(min(width, smallest), round(width / ratio**octave)),
        )
        for octave in reversed(range(count))
    ]


def resize(picture: Tensor, size: Size) -> Tensor:
    """Return the `(N, 3, H, W)` picture at another (height, width), without aliasing when it shrinks."""
    if picture.shape[-2:] == size:
        return picture
    shrinks = size[0] < picture.shape[-2] or size[1] < picture.shape[-1]
    return F.interpolate(picture, size, mode="bicubic" if shrinks else "bilinear", antialias=shrinks)


def climb(dreamt: Tensor, base: Tensor, next_base: Tensor) -> Tensor:
    """Carry a dream to the next octave: the sharper photograph plus what the dream had changed so far.

    `base` is the photograph at the octave just dreamt and `next_base` at the next one. The detail that the
    small octave could not hold comes back with `next_base` (the recipe of google/deepdream, 2015).
    """
    return next_base + resize(dreamt - base, (next_base.shape[-2], next_base.shape[-1]))
