"""Previews: a small JPEG of a dream as it stands, made in one thread and from few of its pixels.

Steps use every core meanwhile, so the less is computed here the less they are held up: of a large picture only some
pixels are looked at, and torch, which would take all cores for it, does none of it.
"""

import io

import numpy as np
from PIL import Image
from torch import Tensor

from engine.images import size_within

_FINER = 2
"""Pixels along a side that are looked at for each of the preview, so that no edge has teeth."""
_QUALITY = 80


def sketch(picture: Tensor, longest_side: int) -> bytes:
    """Return `(1, 3, H, W)` with values 0-1 as a JPEG of that longest side, or of its own if that is smaller."""
    height, width = picture.shape[-2:]
    apart = max(1, max(height, width) // (_FINER * longest_side))
    values = picture[0, :, ::apart, ::apart].detach().cpu().numpy()
    image = Image.fromarray(np.rint(values.clip(0, 1) * 255).astype(np.uint8).transpose(1, 2, 0).copy())
    if longest_side < max(image.size):
        image = image.resize(size_within(width, height, longest_side), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
