"""Whole files of every kind that the engine reads, small ones, to be broken."""

import io

import numpy as np
import torch
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine import animations, images
from engine.dreaming.recipe import Recipe
from engine.records import Record

SIDE = 48


def wholes(chance: np.random.Generator) -> dict[str, bytes]:
    """Return files by a name that tells what they are."""
    image = _noise(chance)
    frames = [_noise(chance) for _ in range(3)]
    moving = {"save_all": True, "append_images": frames, "duration": 40, "loop": 0}
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0hello"
    notes = PngInfo()
    notes.add_text("Comment", "hello " * 40, zip=True)
    files = {
        "png": _save(image, "PNG", pnginfo=notes, exif=exif, icc_profile=bytes(300)),
        "png-palette": _save(image.quantize(16), "PNG", transparency=0),
        "png-alpha": _save(image.convert("RGBA"), "PNG"),
        "png-16": _save(Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257), "PNG"),
        "png-1": _save(image.convert("1"), "PNG"),
        "apng": _save(image, "PNG", **moving),
        "jpeg": _save(image, "JPEG", exif=exif, comment=b"hello", icc_profile=bytes(300)),
        "jpeg-progressive": _save(image, "JPEG", progressive=True),
        "jpeg-cmyk": _save(image.convert("CMYK"), "JPEG"),
        "jpeg-grey": _save(image.convert("L"), "JPEG"),
        "webp": _save(image, "WEBP", exif=exif),
        "webp-lossless": _save(image.convert("RGBA"), "WEBP", lossless=True),
        "webp-moving": _save(image, "WEBP", **moving),
        "gif": _save(image, "GIF", comment=b"hello"),
        "gif-moving": _save(image, "GIF", **moving),
    }
    return files | _dreams(chance)


def _dreams(chance: np.random.Generator) -> dict[str, bytes]:
    """Return files that carry a record."""
    record = Record(
        version="0", torch="2", fingerprint="f", recipe=Recipe(objective="birds + 0.5 block9"), threads=1, device="cpu"
    )
    dream = torch.from_numpy(chance.random((1, 3, SIDE, SIDE), dtype=np.float32))
    files = {
        "dream-png": images.encode(dream, "PNG", record=record, keep=dream),
        "dream-jpeg": images.encode(dream, "JPEG", record=record),
        "dream-webp": images.encode(dream, "WEBP", record=record),
    }
    for suffix, file_format in animations.FORMAT_OF_SUFFIX.items():
        files[f"dream-film{suffix}"] = animations.encode([dream] * 3, 40, file_format, record=record).data
    return files


def _noise(chance: np.random.Generator) -> Image.Image:
    return Image.fromarray(chance.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8))


def _save(image: Image.Image, file_format: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()
