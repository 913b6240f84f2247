"""The pixels of a picture in eight bits a value, as files and screens have them."""

import numpy as np
import torch
from PIL import Image
from torch import Tensor


def eight_bits(picture: Tensor) -> Tensor:
    """Return values 0-1 as whole numbers 0-255, in the same shape and in main memory."""
    return picture.detach().clamp(0, 1).mul_(255).round_().to("cpu", torch.uint8)


def rows(picture: Tensor) -> np.ndarray:
    """Return `(1, 3, H, W)` with values 0-1 as `(H, W, 3)` of eight bits, one pixel after the other."""
    return np.ascontiguousarray(eight_bits(picture)[0].permute(1, 2, 0).numpy())


def image(picture: Tensor) -> Image.Image:
    """Return `(1, 3, H, W)` with values 0-1 as an image in RGB."""
    return Image.fromarray(rows(picture))
