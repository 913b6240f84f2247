"""The film of a relay: from the picture through every step to the deepest dream, each melting into the next."""

from collections.abc import Iterator, Sequence
from io import BytesIO

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


def film(steps: Sequence[bytes], budget: int) -> bytes | None:
    """Return the film as a WebP of no more than so many bytes, as large as it can be; None if none is small enough.

    All pictures are fitted into the first one's shape. This takes seconds: not for an event loop.

    Raises:
        UnreadablePictureError: one of the steps is no picture.
    """
    pictures = [opened(step) for step in steps]
    for side in SIDES:
        scale = min(side / max(pictures[0].size), 1.0)
        size = (max(round(pictures[0].width * scale), 1), max(round(pictures[0].height * scale), 1))
        made = _encoded([ImageOps.fit(picture, size) for picture in pictures])
        if len(made) <= budget:
            return made
    return None


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
