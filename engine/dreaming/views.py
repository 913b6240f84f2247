"""Views: before each step the network looks from a little elsewhere and nearer or farther.

So no grid of the network shows, and what grows has to be seen from everywhere (the transformation robustness
of lucid). A view is two matrices, one for the rows and one for the columns: the way back of the gradient is
their transpose, which repeats to the bit on any device. Beyond its edges the picture goes on as in a mirror.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

_SMALLEST = 32
"""A view is not made smaller than this, the stride of the network, unless the picture is."""


@dataclass(frozen=True)
class View:
    """How to look at an `(…, H, W)` picture."""

    rows: Tensor
    """`(h, H)`: what each row seen is mixed from."""
    columns: Tensor
    """`(w, W)`."""

    def of(self, picture: Tensor) -> Tensor:
        """Return what is seen, `(…, h, w)`."""
        return self.rows.to(picture.device) @ picture @ self.columns.to(picture.device).T


def draw(size: tuple[int, int], jitter: int, zoom: float, generator: torch.Generator, *, flips: bool = False) -> View:
    """Return a random view of a picture with that (height, width).

    It lies off by up to `jitter` pixels each way and is scaled by `1/zoom` to `zoom`, uniformly in the logarithm.
    With `flips`, left and right change places in every other view or so.
    """
    down, right = torch.randint(-jitter, jitter + 1, (2,), generator=generator).tolist()
    power = 2 * torch.rand((), generator=generator, dtype=torch.float64).item() - 1
    rows, columns = sampling(size[0], zoom**power, down), sampling(size[1], zoom**power, right)
    flipped = flips and torch.rand((), generator=generator).item() < 0.5
    return View(rows, columns.flip(0) if flipped else columns)


def sampling(length: int, scale: float, offset: int) -> Tensor:
    """Return the matrix `(length · scale, length)` that looks at a line of pixels; each row adds up to one.

    It interpolates linearly; where it shrinks, its triangles widen so that nothing aliases.
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
    return torch.zeros(seen, length, dtype=torch.float64).scatter_add_(1, mirrored, weights).float()
