"""Bombs: small files that ask for much memory or time to be read."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image

from engine.images import MAX_SCANS

_PALETTE = [(b"PLTE", bytes(768)), (b"tRNS", b"\0")]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(
    width: int, height: int, *, bits: int = 8, colour: int = 2, extra: list[tuple[bytes, bytes]] | None = None
) -> bytes:
    """Return a black PNG of that size, as small as it gets; only up to 50 megapixels are really there."""
    samples = {0: 1, 2: 3, 3: 1, 6: 4}[colour]
    row = 1 + width * samples * bits // 8
    rows = height if width * height <= 50_000_000 else 10
    squeezed = zlib.compressobj(1)
    pixels = b"".join(squeezed.compress(bytes(row)) for _ in range(rows)) + squeezed.flush()
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    chunks = [(b"IHDR", header), *(extra or []), (b"IDAT", pixels), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _inflating(kind: bytes, megabytes: int) -> bytes:
    squeezed = zlib.compress(bytes(megabytes * 2**20), 9)
    return {b"zTXt": b"k\0\0", b"iTXt": b"k\0\1\0\0\0", b"iCCP": b"k\0\0"}[kind] + squeezed


def _deep_exif() -> bytes:
    """A directory with an orientation whose sub-directory is itself, and very many entries."""
    entries = [struct.pack(">HHII", 0x8769, 4, 1, 8), struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)]
    entries += [struct.pack(">HHII", 0x9000 + number, 2, 60_000, 8) for number in range(5_000)]
    return b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", len(entries)) + b"".join(entries) + struct.pack(">I", 8)


def _solid(file_format: str, width: int, height: int, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, file_format, **options)
    return file.getvalue()


def _jpeg(exif: bytes) -> bytes:
    plain = _solid("JPEG", 64, 64)
    content = b"Exif\0\0" + exif[:65_000]
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content + plain[2:]


def _claiming(width: int, height: int) -> bytes:
    plain = bytearray(_solid("JPEG", 64, 64))
    frame = plain.index(b"\xff\xc0")
    plain[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(plain)


def _scans(count: int) -> bytes:
    """A progressive JPEG of 48 megapixels whose last scan comes again and again."""
    file = io.BytesIO()
    Image.new("L", (8_000, 6_000)).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + data[-2:]


def _gif_frame(width: int, height: int) -> bytes:
    plain = _solid("GIF", width, height)
    palette = 3 * 2 ** (1 + (plain[10] & 7))
    return plain[13 + palette : -1]


def _gif(width: int, height: int, frames: int) -> bytes:
    header = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    return header + _gif_frame(width, height) * frames + b";"


def _growing_gif(side: int) -> bytes:
    """A second frame that claims to be larger than the picture."""
    frame = _gif_frame(64, 64)
    place = frame.index(b",")
    grown = frame[: place + 5] + struct.pack("<HH", side, side) + frame[place + 9 :]
    return _gif(64, 64, 1)[:-1] + grown + b";"


def _webp(width: int, height: int) -> bytes:
    """A lossless WebP of which there is no more than a header."""
    bits = (width - 1) | (height - 1) << 14
    content = b"\x2f" + struct.pack("<I", bits) + bytes(40)
    return b"RIFF" + struct.pack("<I", len(content) + 12) + b"WEBPVP8L" + struct.pack("<I", len(content)) + content


def _moving_webp(frames: int) -> bytes:
    file = io.BytesIO()
    pictures = [Image.new("RGB", (16, 16), (number % 256, number // 256, 0)) for number in range(frames)]
    pictures[0].save(file, "WEBP", save_all=True, append_images=pictures[1:], lossless=True, method=0)
    return file.getvalue()


def _apng_frames(count: int) -> list[tuple[bytes, bytes]]:
    squeezed = zlib.compress(bytes(64 * (1 + 64 * 3)))
    chunks = [(b"acTL", struct.pack(">II", count, 0))]
    for number in range(count):
        control = struct.pack(">IIIIIHHBB", 2 * number, 64, 64, 0, 0, 1, 10, 0, 0)
        chunks += [(b"fcTL", control), (b"fdAT", struct.pack(">I", 2 * number + 1) + squeezed)]
    return chunks


BOMBS: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "png of 2.5 gigapixels": lambda: png(50_000, 50_000),
        "png of 48 megapixels": lambda: png(8_000, 6_000, colour=2),
        "png of 48 megapixels with 16 bits": lambda: png(8_000, 6_000, bits=16, colour=0),
        "png of 48 megapixels with a palette": lambda: png(8_000, 6_000, colour=3, extra=_PALETTE),
        "png of 48 megapixels with 16 bits and alpha": lambda: png(8_000, 6_000, bits=16, colour=6),
        "png with a zTXt of 200 MB": lambda: png(64, 64, extra=[(b"zTXt", _inflating(b"zTXt", 200))]),
        "png with an iTXt of 200 MB": lambda: png(64, 64, extra=[(b"iTXt", _inflating(b"iTXt", 200))]),
        "png with an iCCP of 200 MB": lambda: png(64, 64, extra=[(b"iCCP", _inflating(b"iCCP", 200))]),
        "png with 80 texts of 1 MB": lambda: png(64, 64, extra=[(b"zTXt", _inflating(b"zTXt", 1))] * 80),
        "png with 200,000 chunks": lambda: png(64, 64, extra=[(b"teXt", b"")] * 200_000),
        "png with an exif of 20 MB": lambda: png(64, 64, extra=[(b"eXIf", _deep_exif() + bytes(20 * 2**20))]),
        "jpeg with an exif that refers to itself": lambda: _jpeg(_deep_exif()),
        "jpeg with a thousand scans": lambda: _scans(1_000),
        "jpeg with as many scans as are taken": lambda: _scans(MAX_SCANS - 6),
        "jpeg that claims 65,500 pixels each way": lambda: _claiming(65_500, 65_500),
        "jpeg that claims 8,000 by 6,000 pixels": lambda: _claiming(8_000, 6_000),
        "gif of 5,000 frames": lambda: _gif(64, 64, 5_000),
        "gif of 500 frames of 40 megapixels": lambda: _gif(8_000, 5_000, 500),
        "gif whose second frame grows": lambda: _growing_gif(13_000),
        "webp that claims 16,383 pixels each way": lambda: _webp(16_383, 16_383),
        "webp of 48 megapixels": lambda: _solid("WEBP", 8_000, 6_000, lossless=True),
        "webp of 2,000 frames": lambda: _moving_webp(2_000),
        "apng of 2,000 frames": lambda: png(64, 64, extra=_apng_frames(2_000)),
    }
)
"""How each is made, by its name."""
