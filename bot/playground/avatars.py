"""Faces for people who have none: two eyes and a mouth on a coloured disc, drawn pixel by pixel."""

import struct
import zlib
from functools import cache

SIDE = 256  # pixels of an original
SIZES = tuple(1 << power for power in range(4, 13))  # what one may ask for
DEFAULTS = (0x5865F2, 0x747F8D, 0x3BA55C, 0xFAA61A, 0xED4245, 0xEB459F)  # Discord's six default avatars
INK = (24, 22, 34)
WHITE = (245, 244, 250)
Colour = tuple[int, int, int]


@cache
def avatar_png(accent: int, one_eyed: bool = False, side: int = SIDE) -> bytes:
    """Return a square PNG of a face in this colour. It takes 0.1 s the first time: call it in a thread."""
    base = (accent >> 16 & 255, accent >> 8 & 255, accent & 255)
    rows = b"".join(
        b"\0" + b"".join(bytes(_pixel(x / side, y / side, base, one_eyed)) for x in range(side)) for y in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixel(x: float, y: float, base: Colour, one_eyed: bool) -> Colour:
    """Return the colour at this place, 0-1 from the left and from the top."""
    u, v = 2 * x - 1, 2 * y - 1  # the face is laid out on a square from -1 to 1
    if one_eyed:
        if _inside(u, v, 0.0, -0.05, 0.2, 0.2):
            return INK
        if _inside(u, v, 0.0, -0.05, 0.56, 0.38):
            return WHITE
    else:
        mirrored = abs(u)
        if _inside(mirrored, v, 0.33, -0.16, 0.08, 0.1):
            return INK
        if _inside(mirrored, v, 0.33, -0.2, 0.2, 0.2):
            return WHITE
        if _inside(u, v, 0.0, 0.36, 0.26, 0.1):
            return INK
    light = 1.12 - 0.22 * (v + 1)
    red, green, blue = (min(255, int(channel * light)) for channel in base)
    return red, green, blue


def _inside(u: float, v: float, left: float, top: float, width: float, height: float) -> bool:
    return ((u - left) / width) ** 2 + ((v - top) / height) ** 2 < 1
