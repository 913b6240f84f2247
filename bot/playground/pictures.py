"""Width and height of a picture from its first bytes. Nothing is decoded, so no picture is too large to look at."""

from struct import error as too_short
from struct import unpack_from

Size = tuple[int, int]
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start-of-frame markers; the three are tables


def measure(content: bytes) -> tuple[str, Size] | None:
    """Return the content type and (width, height), or None when this is no picture that Discord would show."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return "image/png", unpack_from(">II", content, 16)
        if content.startswith((b"GIF87a", b"GIF89a")):
            return "image/gif", unpack_from("<HH", content, 6)
        if content.startswith(b"\xff\xd8\xff"):
            size = _jpeg(content)
            return ("image/jpeg", size) if size else None
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            size = _webp(content)
            return ("image/webp", size) if size else None
    except too_short:
        return None
    return None


def _jpeg(content: bytes) -> Size | None:
    """Walk over the segments to the frame header."""
    at = 2
    while at < len(content):
        marker, length = unpack_from(">xBH", content, at)
        if marker in JPEG_FRAMES:
            height, width = unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length
    return None


def _webp(content: bytes) -> Size | None:
    """Read whichever of WebP's three headers is there."""
    kind = content[12:16]
    if kind == b"VP8X":
        wide, high = content[24:27], content[27:30]
        return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    if kind == b"VP8L":
        (bits,) = unpack_from("<I", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None
