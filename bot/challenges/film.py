"""The film of a relay: from the picture through every step to the deepest dream, each melting into the next."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TypeVar

from PIL import Image, ImageOps

from bot.challenges.podium import opened

HOLD = 900
"""Milliseconds that a step is seen."""

MELTING = 8
"""Pictures between two steps."""

MELTED_FOR = 70
"""Milliseconds that each of those is seen."""

SIDES = (512, 384, 256, 160)
"""Longest sides in pixels, the best first; smaller ones make smaller files."""

QUALITY = 72

MOST_STEPS = 24
"""With the pictures between them, all of them are in the memory at once: some 170 MB."""

_Step = TypeVar("_Step")


def milestones(steps: Sequence[_Step]) -> list[_Step]:
    """Return as many steps as a film shows: all of a short way, of a long one the first, the last, and some between."""
    if len(steps) <= MOST_STEPS:
        return list(steps)
    return [steps[round(number * (len(steps) - 1) / (MOST_STEPS - 1))] for number in range(MOST_STEPS)]


def film(steps: Sequence[bytes], budget: int) -> bytes | None:
    """Return the film as a WebP of no more than so many bytes, as large as it can be; None if none is small enough.

    All pictures are fitted into the first one's shape; `steps` are the `milestones`. This takes seconds: not for an
    event loop.

    Raises:
        UnreadablePictureError: one of the steps is no picture.
    """
    shape = opened(steps[0]).size
    pictures = [ImageOps.fit(opened(step), _scaled(shape, SIDES[0])) for step in steps]
    for side in SIDES:
        made = _encoded([ImageOps.fit(picture, _scaled(shape, side)) for picture in pictures])
        if len(made) <= budget:
            return made
    return None


def _scaled(shape: tuple[int, int], side: int) -> tuple[int, int]:
    """Return a shape with a longest side of no more than that."""
    scale = min(side / max(shape), 1.0)
    return max(round(shape[0] * scale), 1), max(round(shape[1] * scale), 1)


def _encoded(steps: Sequence[Image.Image]) -> bytes:
    frames, durations = zip(*_frames(steps), strict=True)
    file = BytesIO()
    frames[0].save(
        file,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=list(durations),
        loop=0,
        quality=QUALITY,
        method=2,
    )
    return file.getvalue()


def _frames(steps: Sequence[Image.Image]) -> Iterator[tuple[Image.Image, int]]:
    """Yield each frame and for how many milliseconds it is seen."""
    for number, step in enumerate(steps):
        if number:
            for part in range(1, MELTING + 1):
                yield Image.blend(steps[number - 1], step, part / (MELTING + 1)), MELTED_FOR
        # The last one stays a little longer, before it begins anew.
        yield step, HOLD if number + 1 < len(steps) else 2 * HOLD
