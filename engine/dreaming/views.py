"""Views: before each step the network looks from a little elsewhere and nearer or farther.

So no grid of the network shows, and what grows has to be seen from everywhere (the transformation robustness
of lucid). A view mixes each row, and each column, from a few of the picture's: `Taps`. The gradient comes back
through the taps turned round, which again only gather, so that it repeats to the bit on any device. Beyond its
edges the picture goes on as in a mirror.
"""

import math
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

_SMALLEST = 32
"""A view is not made smaller than this, the stride of the network, unless the picture is."""


@dataclass(frozen=True)
class Taps:
    """How a line of pixels becomes another: each place seen is mixed from few places of the line looked at."""

    places: Tensor
    """Where the pixels are taken from, one place seen after the other."""
    weights: Tensor
    """What each of them counts."""
    starts: Tensor
    """Where the pixels of each place seen start among `places`."""
    length: int
    """Pixels of the line looked at."""

    def turned(self) -> "Taps":
        """Return the taps of the way back: each place looked at gets what the places that saw it send."""
        ends = torch.cat([self.starts[1:], self.starts.new_tensor([len(self.places)])])
        senders = torch.repeat_interleave(ends - self.starts)
        order = self.places.argsort(stable=True)
        counts = torch.bincount(self.places, minlength=self.length)
        return Taps(senders[order], self.weights[order], counts.cumsum(0) - counts, len(self.starts))

    def mix(self, picture: Tensor, side: int) -> Tensor:
        """Return `(…, H, W)` with that side, -2 or -1, as the taps see it."""
        lines = picture.movedim(side, 0)
        places, weights, starts = (part.to(picture.device) for part in (self.places, self.weights, self.starts))
        mixed = F.embedding_bag(
            places, lines.flatten(1), starts, mode="sum", per_sample_weights=weights.to(picture.dtype)
        )
        return mixed.view(len(starts), *lines.shape[1:]).movedim(0, side)


@dataclass(frozen=True)
class View:
    """How to look at an `(…, H, W)` picture."""

    rows: Taps
    columns: Taps

    def of(self, picture: Tensor) -> Tensor:
        """Return what is seen, `(…, h, w)`."""
        seen: Tensor = _Look.apply(picture, self.rows, self.columns)
        return seen


class _Look(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, picture: Tensor, rows: Taps, columns: Taps) -> Tensor:  # noqa: ANN401 - as torch has it
        context.taps = rows, columns
        return columns.mix(rows.mix(picture, -2), -1)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None, None]:  # noqa: ANN401
        rows, columns = context.taps
        return rows.turned().mix(columns.turned().mix(gradient, -1), -2), None, None


def draw(size: tuple[int, int], jitter: int, zoom: float, generator: torch.Generator, *, flips: bool = False) -> View:
    """Return a random view of a picture with that (height, width).

    It lies off by up to `jitter` pixels each way and is scaled by `1/zoom` to `zoom`, uniformly in the logarithm.
    With `flips`, left and right change places in every other view or so.
    """
    down, right = torch.randint(-jitter, jitter + 1, (2,), generator=generator).tolist()
    power = 2 * torch.rand((), generator=generator, dtype=torch.float64).item() - 1
    flipped = flips and torch.rand((), generator=generator).item() < 0.5
    rows = sampling(size[0], zoom**power, down)
    return View(rows, sampling(size[1], zoom**power, right, flipped=flipped))


def sampling(length: int, scale: float, offset: int, *, flipped: bool = False) -> Taps:
    """Return how `length · scale` places look at a line of pixels, the last of them first when `flipped`.

    They interpolate linearly; where the line shrinks, their triangles widen so that nothing aliases.
    """
    seen = max(min(length, _SMALLEST), round(length * scale))
    scale = seen / length
    centres = (torch.arange(seen, dtype=torch.float64) + 0.5) / scale - 0.5 + offset
    reach = max(1.0, 1 / scale)
    taps = torch.arange(1 - math.ceil(reach), 1 + math.ceil(reach))
    places = centres.floor()[:, None] + taps
    weights = (1 - (places - centres[:, None]).abs() / reach).clamp(min=0)
    weights = weights / weights.sum(dim=1, keepdim=True)
    folded = places.long().remainder(2 * length)
    mirrored = torch.minimum(folded, 2 * length - 1 - folded)
    if flipped:
        mirrored, weights = mirrored.flip(0), weights.flip(0)
    # Whole steps hit single pixels, so half of the taps weigh nothing.
    kept = weights > 0
    shares = kept.sum(dim=1)
    return Taps(mirrored[kept], weights[kept].float(), shares.cumsum(0) - shares, length)
