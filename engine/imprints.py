"""Where a record stands inside a file: EXIF in still pictures and WebP, a comment in GIF and MP4.

Files come from anywhere. Their size is checked before anything is parsed, and no picture is decoded for a record.
"""

import hashlib
import io
import struct

import av
from PIL import Image, PngImagePlugin, UnidentifiedImageError
from torch import Tensor

from engine import pixels, records
from engine.records import Record, RecordError

MAX_BYTES = 64 * 2**20
_BROKEN = "That file seems to be broken: I could not look into it."
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_EXIF_POINTER, _USER_COMMENT = 0x8769, 0x9286
_CODE = b"ASCII\0\0\0"
"""How EXIF names the character set of a user comment."""
_PHOTOGRAPH = b"phOt"
"""The chunk of a PNG that keeps the photograph: optional, private, to be dropped by editors that do not know it."""


def exif(record: Record) -> bytes:
    """Return EXIF with the record as its user comment and nothing else."""
    carrier = Image.Exif()
    carrier.get_ifd(_EXIF_POINTER)[_USER_COMMENT] = _CODE + records.write(record).encode("ascii")
    return carrier.tobytes()


def read(data: bytes) -> Record:
    """Return the record inside a PNG, JPEG, WebP, GIF or MP4.

    Raises:
        RecordError: the file carries none, a broken one, or one of a newer version.
    """
    _check_weight(data)
    try:
        comment = _comment_of_film(data) if data[4:8] == b"ftyp" else _comment_of_picture(data)
    except RecordError:
        raise
    except UnidentifiedImageError:
        raise RecordError("That is no dream of mine: I look into PNG, JPEG, WebP, GIF and MP4.") from None
    # Parsers of pictures and films raise nearly anything on broken data.
    except Exception as broken:
        raise RecordError(_BROKEN) from broken
    if comment is None:
        raise RecordError("This file does not say how it was dreamt.")
    return records.read(comment)


def chunk(photograph: Tensor) -> PngImagePlugin.PngInfo:
    """Return what a PNG needs to keep the photograph `(1, 3, H, W)`: its pixels, without any of its metadata."""
    file = io.BytesIO()
    pixels.image(photograph).save(file, "PNG", compress_level=9)
    info = PngImagePlugin.PngInfo()
    info.add(_PHOTOGRAPH, file.getvalue())
    return info


def photograph(data: bytes) -> bytes | None:
    """Return the photograph that a PNG keeps, as the bytes of a PNG of its own; None if it keeps none.

    Raises:
        RecordError: the file is too large or broken.
    """
    _check_weight(data)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            chunks: list[tuple[bytes, bytes]] = list(getattr(image, "private_chunks", ()))
    # Parsers of pictures raise nearly anything on broken data.
    except Exception as broken:
        raise RecordError(_BROKEN) from broken
    return next((content for name, content, *_ in chunks if name == _PHOTOGRAPH), None)


def digest(*pictures: Tensor) -> str:
    """Return the SHA-256 of the sizes and 8-bit pixels of a picture `(1, 3, H, W)`, or of all frames of a film."""
    digested = hashlib.sha256()
    for picture in pictures:
        rows = pixels.rows(picture)
        digested.update(struct.pack(">II", rows.shape[1], rows.shape[0]) + rows.tobytes())
    return digested.hexdigest()


def _check_weight(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise RecordError(f"That file weighs {len(data) / 2**20:.0f} MB; I read up to {MAX_BYTES // 2**20} MB.")


def _comment_of_picture(data: bytes) -> str | None:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        if image.format == "GIF":
            comment = image.info.get("comment", b"")
            return comment.decode("ascii") if comment else None
        block = image.info.get("exif", b"")
    if not block:
        return None
    if len(block) > 2 * records.LARGEST:
        raise RecordError("The record in this file is larger than any of mine.")
    carrier = Image.Exif()
    carrier.load(block)
    comment = carrier.get_ifd(_EXIF_POINTER).get(_USER_COMMENT)
    if not isinstance(comment, bytes) or not comment.startswith(_CODE):
        return None
    return comment.removeprefix(_CODE).decode("ascii")


def _comment_of_film(data: bytes) -> str | None:
    with av.open(io.BytesIO(data), format="mp4") as container:
        return container.metadata.get("comment")
