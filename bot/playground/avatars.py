"""Faces for people who have none: two eyes and a mouth on a coloured ground, drawn row by row."""

import math
import struct
import zlib
from functools import cache
from typing import NamedTuple

SIDE = 256  # pixels of an original
SIZES = tuple(1 << power for power in range(4, 13))  # what one may ask for
DEFAULTS = (0x5865F2, 0x747F8D, 0x3BA55C, 0xFAA61A, 0xED4245, 0xEB459F)  # Discord's six default avatars
INK = (24, 22, 34)
WHITE = (245, 244, 250)
Colour = tuple[int, int, int]


class Ellipse(NamedTuple):
    """A part of a face, by its middle and its half axes."""

    left: float
    top: float
    wide: float
    high: float
    colour: Colour


TWO_EYED = (
    Ellipse(0.0, 0.36, 0.26, 0.1, INK),
    *(Ellipse(side * 0.33, -0.2, 0.2, 0.2, WHITE) for side in (-1, 1)),
    *(Ellipse(side * 0.33, -0.16, 0.08, 0.1, INK) for side in (-1, 1)),
)
ONE_EYED = (Ellipse(0.0, -0.05, 0.56, 0.38, WHITE), Ellipse(0.0, -0.05, 0.2, 0.2, INK))


@cache
def avatar_png(accent: int, one_eyed: bool = False, side: int = SIDE) -> bytes:
    """Return a square PNG of a face in this colour. It is drawn and compressed: call it in a thread."""
    base = (accent >> 16 & 255, accent >> 8 & 255, accent & 255)
    rows = b"".join(b"\0" + _row(y, side, base, ONE_EYED if one_eyed else TWO_EYED) for y in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _row(y: int, side: int, base: Colour, face: tuple[Ellipse, ...]) -> bytes:
    """Return the pixels of one row: the ground, darker further down, with the face's ellipses over it."""
    v = 2 * y / side - 1  # the face is laid out on a square from -1 to 1
    light = 1.12 - 0.22 * (v + 1)
    row = bytearray(bytes(min(255, int(channel * light)) for channel in base) * side)
    for ellipse in face:
        height = (v - ellipse.top) / ellipse.high
        if abs(height) < 1:
            half = ellipse.wide * math.sqrt(1 - height * height)
            start, end = (math.ceil((ellipse.left + edge + 1) * side / 2) for edge in (-half, half))
            row[3 * start : 3 * end] = bytes(ellipse.colour) * (end - start)
    return bytes(row)
