"""Pictures to dream."""

import io

import numpy as np
from PIL import Image


def landscape() -> bytes:
    """A small PNG: a sky that fades, a hill, a sun."""
    rows, columns = np.mgrid[0:96, 0:128]
    pixels = np.stack([90 + rows, 130 + rows * 0.8, 220 - rows * 0.5], axis=-1)
    pixels[rows > 60 + 12 * np.sin(columns / 18)] = (60, 110, 50)
    pixels[(rows - 24) ** 2 + (columns - 96) ** 2 < 140] = (250, 230, 120)
    file = io.BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(file, "PNG")
    return file.getvalue()
