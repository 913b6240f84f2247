"""A picture to the bytes of a file, within a budget: another format is tried first, then quality, then the size."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from torch import Tensor

from engine import budgets, images
from engine.budgets import Encoded
from engine.images import FileFormat
from engine.records import Record

MEDIA_TYPES: Mapping[FileFormat, str] = MappingProxyType(
    {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
)
_NAMES: Mapping[FileFormat, str] = MappingProxyType({"PNG": "PNG", "JPEG": "JPEG", "WEBP": "WebP"})


@dataclass(frozen=True)
class _Cut:
    """How to write it."""

    file_format: FileFormat
    quality: int | None = None
    """0-100; None for that of the format."""
    scale: float = 1.0
    """Of each side."""


# WebP looks like a JPEG of twice its size, so that is no station on the way down.
_SMALLER = (
    _Cut("WEBP"),
    _Cut("WEBP", 80),
    _Cut("WEBP", 70),
    *(_Cut("WEBP", 70, scale) for scale in (0.84, 0.71, 0.6, 0.5, 0.42, 0.35, 0.25)),
)


def encode(
    picture: Tensor, file_format: FileFormat, *, budget: int | None = None, record: Record | None = None
) -> Encoded:
    """Return `(1, 3, H, W)` with values 0-1 as a file of no more than `budget` bytes, in that format if it fits.

    Raises:
        BudgetError: it cannot be made small enough.
        RecordError: the record does not fit into a file.
    """
    height, width = picture.shape[-2:]
    longest = max(height, width)
    asked = _Cut(file_format)

    def make(cut: _Cut) -> bytes:
        side = max(1, round(longest * cut.scale))
        return images.encode(picture, cut.file_format, longest_side=side, record=record, quality=cut.quality)

    data, cut = budgets.fit(make, budget, (asked, *(cut for cut in _SMALLER if cut != asked)))
    if cut.scale < 1:
        width, height = images.size_within(width, height, round(longest * cut.scale))
    return Encoded(data, MEDIA_TYPES[cut.file_format], width, height, _line(asked, cut, width, height))


def _line(asked: _Cut, cut: _Cut, width: int, height: int) -> str | None:
    """Return one line about what was lowered, or None where nothing was."""
    lowered = []
    if cut.file_format != asked.file_format:
        lowered.append(f"{_NAMES[cut.file_format]} instead of {_NAMES[asked.file_format]}")
    if cut.quality is not None:
        lowered.append(f"quality {cut.quality}")
    if cut.scale < 1:
        lowered.append(f"{width} × {height} pixels")
    return f"To fit: {', '.join(lowered)}." if lowered else None
