"""What a journey yields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True)
class Frame:
    """A frame of a journey, or a look at the work between two frames."""

    number: int
    """Counted from 1; of a look, the frame in the making."""
    frames: int
    fraction: float
    """Of the work of the whole journey."""
    picture: Tensor
    """`(1, 3, H, W)`, values 0-1; a look may be smaller than a frame."""
    ready: bool = True
    """False for a look, which is there for progress and previews and no part of the film."""
    tile: int = 0
    """Of a still dream, the side of the tiles that the network ran in; 0 for the whole picture at once."""


def ready(frames: Iterable[Frame]) -> Iterator[Tensor]:
    """Yield the pictures that make up the film."""
    return (frame.picture for frame in frames if frame.ready)
