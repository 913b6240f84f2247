"""Fitting a file into a number of bytes: quality is lowered first, then the size, and of films the frame rate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ByteSize, TypeAdapter, ValidationError

_Cut = TypeVar("_Cut")


class BudgetError(ValueError):
    """Nothing that could be made is small enough; the message is one sentence for the person who asked."""


@dataclass(frozen=True)
class Encoded:
    """A dream as a file."""

    data: bytes
    media_type: str
    width: int
    height: int
    lowered: str | None
    """One line about what was lowered to fit the budget; None if nothing was."""


@dataclass(frozen=True)
class Cut:
    """What to give up of a film."""

    quality: int
    """0-100, as encoders of pictures count it."""
    scale: float = 1.0
    """Of each side."""
    every: int = 1
    """Only every so many-th frame is kept, and stays for as much longer."""

    def line(self, width: int, height: int) -> str | None:
        """Return one line about what was lowered, or None where nothing was."""
        lowered = []
        if self.quality < BEST.quality:
            lowered.append(f"quality {self.quality} instead of {BEST.quality}")
        if self.scale < 1:
            lowered.append(f"{width} × {height} pixels")
        if self.every > 1:
            lowered.append(f"one frame in {self.every}")
        return f"To fit: {', '.join(lowered)}." if lowered else None


BEST = Cut(90)
CUTS = (
    BEST,
    *(Cut(quality) for quality in (80, 70, 60, 50)),
    *(Cut(50, scale) for scale in (0.85, 0.72, 0.61, 0.52, 0.44)),
    *(Cut(50, 0.44, every) for every in (2, 3, 4)),
)
"""From the best to the smallest."""


def fit(make: Callable[[_Cut], bytes], budget: int | None, cuts: Sequence[_Cut]) -> tuple[bytes, _Cut]:
    """Return what `make` makes of the mildest cut that stays within the budget, and that cut.

    Films take long to encode, so the cuts are searched by halves.

    Raises:
        BudgetError: even the hardest cut is too large.
    """
    made = make(cuts[0])
    if budget is None or len(made) <= budget:
        return made, cuts[0]
    smallest = make(cuts[-1])
    if len(smallest) > budget:
        raise BudgetError(
            f"I cannot make that fit into {size(budget)}: the smallest I get is {size(len(smallest))}; "
            "ask for a smaller size or fewer frames."
        )
    too_large, fitting, best = 0, len(cuts) - 1, smallest
    while fitting - too_large > 1:
        middle = (too_large + fitting) // 2
        made = make(cuts[middle])
        if len(made) <= budget:
            fitting, best = middle, made
        else:
            too_large = middle
    return best, cuts[fitting]


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{count / 2**10:.0f} kB"


def read(text: str, field: str) -> int:
    """Return the bytes of a size such as `8MB` or `2GiB`.

    Raises:
        ValueError: it is none; the message names the field.
    """
    try:
        return int(TypeAdapter(ByteSize).validate_python(text))
    except ValidationError:
        raise ValueError(f"{field}: “{text}” is not a size such as 8MB or 2GiB") from None
