"""Untrusted bytes to pixels, and pixels to bytes: nothing of a picture but its pixels ever comes through.

A file that is written may carry the record of how it was dreamt, which says nothing more of the picture either.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import torch
from PIL import Image, ImageOps, UnidentifiedImageError
from torch import Tensor

from engine import imprints, pixels, scans
from engine.dreaming.dream import Alongside
from engine.dreaming.recipe import SMALLEST_SIDE
from engine.records import Record

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_BYTES = 25 * 2**20
MAX_PIXELS = 50_000_000
MAX_ASPECT = 8
MAX_SCANS = 40
"""Of a progressive JPEG; cameras and editors write about ten."""
MAX_EXIF = 64 * 2**10
"""Bytes that are looked through for the way up; a JPEG can hold no more, and parsing takes the square of it."""

FileFormat = Literal["PNG", "JPEG", "WEBP"]
FORMAT_OF_SUFFIX: Mapping[str, FileFormat] = MappingProxyType(
    {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
)
_SAVING: Mapping[FileFormat, dict[str, Any]] = MappingProxyType(
    {"PNG": {"compress_level": 6}, "JPEG": {"quality": 88}, "WEBP": {"quality": 90, "method": 4}}
)


class PictureRefusedError(ValueError):
    """The bytes are not a picture that can be dreamt; the message is one sentence for the person who sent it."""


def decode(data: bytes, longest_side: int) -> Tensor:
    """Return the first frame, upright, in RGB, as `(1, 3, H, W)` with values 0-1 and that longest side.

    The byte limit is checked before anything is parsed and the pixel limit before anything is decoded.

    Raises:
        PictureRefusedError: too large, broken, or not a PNG, JPEG, WebP or GIF.
    """
    with opened(data) as image:
        image.draft("RGB", (longest_side, longest_side))
        return prepare(image, longest_side)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open the bytes of a picture of which nothing is decoded yet; what goes wrong with it becomes a refusal.

    Raises:
        PictureRefusedError: too large, broken, or not a PNG, JPEG, WebP or GIF.
    """
    if len(data) > MAX_BYTES:
        raise PictureRefusedError(
            f"That picture weighs {len(data) / 2**20:.0f} MB; I can take up to {MAX_BYTES // 2**20} MB."
        )
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            check_size(*image.size)
            if image.format in ("JPEG", "MPO") and scans.count(data) > MAX_SCANS:
                raise PictureRefusedError(
                    f"That JPEG has more than {MAX_SCANS} scans; saved anew by any program it would work."
                )
            for place in ("exif", "Raw profile type exif"):
                if len(image.info.get(place, "")) > MAX_EXIF:
                    del image.info[place]
            yield image
    except UnidentifiedImageError:
        raise PictureRefusedError(
            "That does not look like a picture to me: I can dream PNG, JPEG, WebP and GIF."
        ) from None
    except Image.DecompressionBombError:
        raise PictureRefusedError(f"That picture has more than {MAX_PIXELS // 10**6} megapixels.") from None
    except PictureRefusedError:
        raise
    # Pillow's decoders raise nearly anything on broken data: OSError, SyntaxError, struct.error, KeyError…
    except Exception as broken:
        raise PictureRefusedError("That picture seems to be broken: I could not read it to its end.") from broken


def prepare(image: Image.Image, longest_side: int) -> Tensor:
    """Return an opened picture upright, in RGB, as `(1, 3, H, W)` with values 0-1 and that longest side."""
    return _to_tensor(_fit(_flatten(ImageOps.exif_transpose(_shrink(image, longest_side))), longest_side))


def encode(
    picture: Tensor,
    file_format: FileFormat,
    *,
    longest_side: int | None = None,
    record: Record | None = None,
    keep: Tensor | None = None,
    lossless: bool = False,
    quality: int | None = None,
) -> bytes:
    """Return `(1, 3, H, W)` with values 0-1 as the bytes of a file, smaller if a longest side says so.

    A record goes into the file, and with `keep` the photograph `(1, 3, H, W)` that was dreamt, which a PNG alone
    can carry. `lossless` is for WebP; `quality`, 0-100, is for JPEG and WebP, which have one of their own.

    Raises:
        RecordError: the record does not fit into a file.
        ValueError: a photograph is to be kept in something else than a PNG.
    """
    if keep is not None and file_format != "PNG":
        raise ValueError(f"keep: a PNG can keep the photograph, {file_format} cannot")
    image = pixels.image(picture)
    if longest_side is not None and longest_side < max(image.size):
        image = image.resize(size_within(*image.size, longest_side), Image.Resampling.LANCZOS)
    saving = dict(_SAVING[file_format])
    if quality is not None:
        saving["quality"] = quality
    if file_format == "WEBP" and lossless:
        saving["lossless"] = True
    if record is not None:
        saving["exif"] = imprints.exif(record)
    if keep is not None:
        saving["pnginfo"] = imprints.chunk(keep)
    file = io.BytesIO()
    image.save(file, file_format, **saving)
    return file.getvalue()


def decode_mask(data: bytes, longest_side: int) -> Tensor:
    """Return the lightness of a picture as `(1, 1, H, W)` with values 0-1: white is inside.

    Raises:
        PictureRefusedError: too large, broken, or not a PNG, JPEG, WebP or GIF.
    """
    return decode(data, longest_side).mean(dim=1, keepdim=True)


def decode_alongside(guides: Iterable[bytes], masks: Iterable[bytes], longest_side: int) -> Alongside:
    """Return guides and masks as a dream takes them, with that longest side.

    Raises:
        PictureRefusedError: one is too large, broken, or not a PNG, JPEG, WebP or GIF.
    """
    return {
        "guides": [decode(guide, longest_side) for guide in guides],
        "masks": [decode_mask(mask, longest_side) for mask in masks],
    }


def size_within(width: int, height: int, longest_side: int) -> tuple[int, int]:
    """Return width and height scaled to that longest side."""
    scale = longest_side / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def check_size(width: int, height: int) -> None:
    """Return if a picture of that size can be taken.

    Raises:
        PictureRefusedError: it has too many pixels, or is too long and thin.
    """
    if width * height > MAX_PIXELS:
        raise PictureRefusedError(
            f"That picture has {width} × {height} pixels; I can take up to {MAX_PIXELS // 10**6} megapixels."
        )
    if max(width, height) > MAX_ASPECT * min(width, height):
        raise PictureRefusedError(
            f"That picture is {width} × {height}: too long and thin for me, up to {MAX_ASPECT} to 1 works."
        )


def _shrink(image: Image.Image, longest_side: int) -> Image.Image:
    """Return it at no less than twice its final size, before anything else makes a copy of all its pixels."""
    factor = max(image.size) // (2 * longest_side)
    if image.mode.startswith("I"):
        image = _eight_bits(image)
    if factor < 2:
        return image
    if image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.reduce(factor)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return greys of 16 bits as greys of 8: Pillow would cut them off at 255 instead of scaling."""
    values = np.asarray(image)
    if values.dtype != np.uint16:
        values = values.clip(0, 65535)
    return Image.fromarray((values >> 8).astype(np.uint8))


def _flatten(image: Image.Image) -> Image.Image:
    """Return it in RGB; what is transparent becomes white."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    return image.convert("RGB")


def _fit(image: Image.Image, longest_side: int) -> Image.Image:
    scale = longest_side / max(image.size)
    width, height = (max(SMALLEST_SIDE // MAX_ASPECT, round(side * scale)) for side in image.size)
    return image if image.size == (width, height) else image.resize((width, height), Image.Resampling.LANCZOS)


def _to_tensor(image: Image.Image) -> Tensor:
    values = torch.from_numpy(np.array(image, dtype=np.uint8))
    return values.permute(2, 0, 1).unsqueeze(0).float().div_(255)
