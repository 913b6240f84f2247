"""The podium as a picture: the best dreams on their steps, with what they were before, names and votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from bot.challenges.lettering import Typeface
from bot.words import say

SIZE = (1200, 675)
MARGIN = 44
GAP = 26
HEADER = 112
ROUND = 18
WIDEST = 460
TALLEST = 1.3
"""Of a dream, for its width."""
COLUMNS = 5
"""So many dreams fit beside each other; when more share the places, a line says how many."""

STEP_HEIGHTS = {1: 150, 2: 118, 3: 94}
METALS = {1: "#f2c14e", 2: "#c9ced6", 3: "#d08c5a"}
PAPER = "#16141f"
INK = "#f4f1ff"
FAINT = "#b9b3cf"

MAX_PIXELS = 60_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
"""What is ever decoded here, whatever a file claims to be."""


@dataclass(frozen=True)
class Finalist:
    """A dream on the podium."""

    place: int
    """1 to 3; several may share one."""
    name: str
    votes: str
    """In words, as "12 hearts"."""
    dream: bytes
    original: bytes | None = None
    """What was dreamt into; None for a dream from noise."""


class UnreadablePictureError(Exception):
    """A file that is no picture, or a larger one than is ever decoded."""


def podium(
    title: str,
    line: str,
    finalists: Sequence[Finalist],
    *,
    format: Literal["PNG", "WEBP"] = "WEBP",
    typeface: Typeface | None = None,
) -> bytes:
    """Return the picture of a podium as a file, 1200 × 675, the best in the middle.

    `finalists` come best first, at least one. This decodes and draws for some tenths of a second: not for an event
    loop.

    Raises:
        UnreadablePictureError: one of the pictures is none.
    """
    letters = typeface or Typeface()
    shown = finalists[:COLUMNS]
    dreams = [opened(finalist.dream) for finalist in shown]
    page = _backdrop(dreams[0])
    draw = ImageDraw.Draw(page)
    _write_header(draw, title, line, len(finalists) - len(shown), letters)
    width = min((SIZE[0] - 2 * MARGIN - (len(shown) - 1) * GAP) // len(shown), WIDEST)
    left = (SIZE[0] - len(shown) * width - (len(shown) - 1) * GAP) // 2
    for index in _from_the_middle(len(shown)):
        _place(page, shown[index], dreams[index], left, width, letters)
        left += width + GAP
    file = BytesIO()
    page.save(file, format, **({"quality": 90} if format == "WEBP" else {"optimize": True}))
    return file.getvalue()


def _backdrop(dream: Image.Image) -> Image.Image:
    """Return the page: the best dream out of focus, in the dark."""
    # Blurred small, since nobody sees the difference.
    small = ImageOps.fit(dream, (SIZE[0] // 8, SIZE[1] // 8)).filter(ImageFilter.GaussianBlur(5))
    return Image.blend(small.resize(SIZE, Image.Resampling.BICUBIC), Image.new("RGB", SIZE, PAPER), 0.62)


def _write_header(draw: ImageDraw.ImageDraw, title: str, line: str, more: int, letters: Typeface) -> None:
    room = SIZE[0] - 2 * MARGIN
    words, face = letters.fit(letters.spell(title, say("Dream challenge")), room, range(44, 25, -2))
    draw.text((SIZE[0] / 2, 46), words, INK, face, anchor="mm", stroke_width=0.5, stroke_fill=INK)
    if more:
        line = say("{line} · {more} more on the podium", line=line, more=more)
    words, face = letters.fit(letters.spell(line, ""), room, range(21, 15, -1))
    draw.text((SIZE[0] / 2, 84), words, FAINT, face, anchor="mm")


def _place(page: Image.Image, finalist: Finalist, dream: Image.Image, left: int, width: int, letters: Typeface) -> None:
    """Put a dream on its step."""
    draw = ImageDraw.Draw(page, "RGBA")
    step = STEP_HEIGHTS[finalist.place]
    top = SIZE[1] - step
    # All are of the height that the best has room for, so that the steps alone tell who is higher.
    height = min(round(TALLEST * width), SIZE[1] - STEP_HEIGHTS[1] - HEADER - 10)
    metal = METALS[finalist.place]
    draw.rounded_rectangle(
        (left, top, left + width, SIZE[1] + ROUND), ROUND, (22, 20, 31, 215), corners=(True, True, False, False)
    )
    _paste(page, ImageOps.fit(dream, (width, height)), (left, top - height - 10))
    draw.rounded_rectangle((left, top - height - 10, left + width - 1, top - 11), ROUND, outline=metal, width=3)
    draw.rectangle((left + ROUND, top, left + width - ROUND, top + 3), fill=metal)
    if finalist.original is not None:
        _inset(page, opened(finalist.original), left + 14, top - 24, min(width // 3, 104))
    number = letters.sized(58 if width > 240 else 42)
    draw.text((left + 18, top + 48), str(finalist.place), metal, number, anchor="lm", stroke_width=1, stroke_fill=metal)
    beside = left + 34 + round(number.getlength(str(finalist.place)))
    room = left + width - 12 - beside
    lines, face = letters.wrap(letters.spell(finalist.name, say("a dreamer")), room, range(30, 19, -2))
    for row, words in enumerate(lines):
        draw.text((beside, top + 36 + (row - (len(lines) - 1) / 2) * 22), words, INK, face, anchor="lm")
    words, face = letters.fit(letters.spell(finalist.votes, ""), room, range(20, 14, -1))
    draw.text((beside, top + 66 + (len(lines) - 1) * 8), words, FAINT, face, anchor="lm")


def _inset(page: Image.Image, original: Image.Image, left: int, bottom: int, side: int) -> None:
    """Show small what a dream was made of, and that one became the other."""
    draw = ImageDraw.Draw(page)
    top = bottom - side
    draw.rounded_rectangle((left - 4, top - 4, left + side + 3, bottom + 3), ROUND - 4, PAPER)
    _paste(page, ImageOps.fit(original, (side, side)), (left, top), ROUND - 8)
    x, y = left + side + 20, bottom - side // 2
    draw.ellipse((x - 14, y - 14, x + 14, y + 14), PAPER)
    draw.line((x - 7, y, x + 4, y), INK, 3)
    draw.polygon(((x + 8, y), (x + 1, y - 6), (x + 1, y + 6)), INK)


def _paste(page: Image.Image, picture: Image.Image, at: tuple[int, int], radius: int = ROUND) -> None:
    # Drawn four times as large and made small, the corners are smooth.
    mask = Image.new("L", (picture.width * 4, picture.height * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * 4, 255)
    page.paste(picture, at, mask.resize(picture.size, Image.Resampling.BOX))


def opened(file: bytes) -> Image.Image:
    """Return a picture upright, in RGB, its first frame if it moves.

    Raises:
        UnreadablePictureError: it is none.
    """
    try:
        with Image.open(BytesIO(file), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UnreadablePictureError(f"{picture.width} × {picture.height} pixels are too many")
            picture.draft("RGB", (SIZE[0], SIZE[0]))
            upright = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePictureError(f"a picture cannot be read: {error}") from error
    if upright.has_transparency_data:
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, PAPER), upright.convert("RGBA"))
    return upright.convert("RGB")


def _from_the_middle(count: int) -> list[int]:
    """Return the order, left to right, in which the best stands in the middle and the next beside it."""
    order: list[int] = []
    for index in range(count):
        if index % 2:
            order.insert(0, index)
        else:
            order.append(index)
    return order
