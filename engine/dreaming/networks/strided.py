"""Strided convolutions of pictures: a faster way back through the wide first convolution of the classics.

The way back through a convolution of stride `s` writes between its outputs, which libraries do slowly where there are
only three channels to write to. But of each `s × s` pixels those at one corner hear the same part of the kernel, so
the way back is a convolution without a stride that says all `s²` corners as channels, which are then put in their
places: the sub-pixel convolution of Shi et al. (2016).
"""

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor, nn

_FEW = 4
"""Channels up to which this is faster."""


class Strided(nn.Module):
    """A frozen convolution of stride `s`, with the gradient of its input from all corners at once."""

    corners: Tensor

    def __init__(self, convolution: nn.Conv2d) -> None:
        super().__init__()
        self.convolution = convolution
        self.register_buffer("corners", _corners(convolution), persistent=False)

    def forward(self, signal: Tensor) -> Tensor:
        """Return what the convolution says of `(N, C, H, W)`."""
        said: Tensor = _Strided.apply(signal, self.convolution, self.corners)
        return said


def quicken(module: nn.Module) -> None:
    """Put a `Strided` in the place of each convolution within the module that gains by it."""
    for name, child in module.named_children():
        if isinstance(child, nn.Conv2d) and _gains(child):
            setattr(module, name, Strided(child))
        else:
            quicken(child)


def _gains(convolution: nn.Conv2d) -> bool:
    (side, width), (stride, across) = convolution.kernel_size, convolution.stride
    even = side == width and stride == across and convolution.dilation == (1, 1) and convolution.groups == 1
    # timm's convolutions that pad as TensorFlow's say so in a class of their own; another padding has a word.
    plain = type(convolution) is nn.Conv2d and convolution.padding_mode == "zeros"
    plain = plain and not isinstance(convolution.padding, str)
    return even and plain and convolution.in_channels <= _FEW and side > 2 * stride > 2


def _corners(convolution: nn.Conv2d) -> Tensor:
    """Return the kernel of the way back, `(C · s², outputs, ⌈k/s⌉, ⌈k/s⌉)`."""
    outputs, channels, side, _ = convolution.weight.shape
    stride = convolution.stride[0]
    taps = -(-side // stride)
    missing = taps * stride - side
    kernel = F.pad(convolution.weight.detach(), (0, missing, 0, missing))
    split = kernel.view(outputs, channels, taps, stride, taps, stride).permute(1, 3, 5, 0, 2, 4)
    turned = split.reshape(channels * stride**2, outputs, taps, taps).flip(2, 3)
    return turned.contiguous(memory_format=torch.channels_last)


class _Strided(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, signal: Tensor, convolution: nn.Conv2d, corners: Tensor) -> Tensor:  # noqa: ANN401
        context.way = signal.shape[-2:], convolution.stride[0], convolution.padding, corners
        said: Tensor = convolution(signal)
        return said

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None, None]:  # noqa: ANN401 - as torch has it
        (height, width), stride, (above, left), corners = context.way
        passed = F.pixel_shuffle(F.conv2d(gradient, corners, padding=corners.shape[-1] - 1), stride)
        tall, broad = passed.shape[-2:]
        # The padding goes; and what no output heard, at the far edges, gets nothing.
        return F.pad(passed, (-left, left + width - broad, -above, above + height - tall)), None, None
