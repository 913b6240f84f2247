"""The tasting sheet as one picture: dreams of one size in a grid, each with its name under it."""

import math
from collections.abc import Iterable

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from engine import pixels

GAP = 6
CAPTION = 22
PAPER = "#16141f"
INK = "#f4f1ff"


def lay_out(dreams: Iterable[tuple[str, Tensor]]) -> Tensor:
    """Return the sheet, `(1, 3, H, W)` with values 0-1, of named dreams `(1, 3, h, w)` of one size; about square."""
    named = list(dreams)
    height, width = named[0][1].shape[-2:]
    columns = max(1, round(math.sqrt(len(named) * (height + CAPTION) / width)))
    rows = -(-len(named) // columns)
    page = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + CAPTION) + GAP), PAPER)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(14)
    for index, (name, dream) in enumerate(named):
        left, top = GAP + index % columns * (width + GAP), GAP + index // columns * (height + CAPTION)
        page.paste(pixels.image(dream), (left, top))
        draw.text((left + width // 2, top + height + CAPTION // 2 - GAP // 2), name, INK, font, anchor="mm")
    return torch.from_numpy(np.array(page)).permute(2, 0, 1).unsqueeze(0).float() / 255
