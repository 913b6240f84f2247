"""Clipping: ReLU6 in place, without the copy of its input that torch would keep for the way back.

Where a unit is clipped shows in its output as well: there it is 0 or 6.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import handle_torch_function, has_torch_function

_MOST = 6.0


class Clip(nn.Module):
    """ReLU6 that changes its input."""

    def forward(self, signal: Tensor) -> Tensor:
        """Return the signal within 0-6."""
        return clip_(signal)


def clip_(signal: Tensor) -> Tensor:
    """Bring a signal to within 0-6, in place, and return it; `Redirection` may take over."""
    if has_torch_function((signal,)):
        taken_over: Tensor = handle_torch_function(clip_, (signal,), signal)
        return taken_over
    clipped: Tensor = _Clip.apply(signal)
    return clipped


def clip_in_place(module: nn.Module) -> None:
    """Put a `Clip` in the place of each ReLU6 within the module that works in place anyway."""
    for name, child in module.named_children():
        if isinstance(child, nn.ReLU6) and child.inplace:
            setattr(module, name, Clip())
        else:
            clip_in_place(child)


class _Clip(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, signal: Tensor) -> Tensor:  # noqa: ANN401 - as torch has it
        clipped = signal.clamp_(0, _MOST)
        context.mark_dirty(clipped)
        context.save_for_backward(clipped)
        return clipped

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> Tensor:  # noqa: ANN401
        (clipped,) = context.saved_tensors
        passed: Tensor = torch.ops.aten.hardtanh_backward(gradient, clipped, 0, _MOST)
        return passed
