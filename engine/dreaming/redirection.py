"""Redirection: a way back for gradients through units that do not respond to anything yet.

A rectifier that is off everywhere passes no gradient, so that a channel which nothing in the picture wakes could
never be dreamt. Here it passes what would wake it (the redirected ReLU of lucid).
"""

from collections.abc import Callable, Mapping
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor
from torch.overrides import TorchFunctionMode


class Redirection(TorchFunctionMode):
    """Within this, rectifiers redirect their gradients; it holds for this thread only."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: object,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401 - whatever the function returns
        kwargs = kwargs or {}
        if func in (F.relu, torch.relu, torch.relu_, Tensor.relu, Tensor.relu_):
            return _Rectifier.apply(args[0], 0.0, torch.inf)
        if func is F.relu6:
            return _Rectifier.apply(args[0], 0.0, 6.0)
        if func in (F.hardtanh, F.hardtanh_):
            low, high = (*args[1:3], *(kwargs[name] for name in ("min_val", "max_val") if name in kwargs))[:2]
            return _Rectifier.apply(args[0], float(low), float(high))
        return func(*args, **kwargs)


class _Rectifier(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, signal: Tensor, low: float, high: float) -> Tensor:  # noqa: ANN401 - as torch has it
        context.save_for_backward(signal)
        context.low, context.high = low, high
        return signal.clamp(low, high)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None, None]:  # noqa: ANN401
        (signal,) = context.saved_tensors
        below, above = signal <= context.low, signal >= context.high
        straight = gradient.masked_fill(below | above, 0)
        waking = gradient.masked_fill((below & (gradient < 0)) | (above & (gradient > 0)), 0)
        dead = (straight == 0).flatten(1).all(dim=1).view(-1, *[1] * (signal.dim() - 1))
        return torch.where(dead, waking, straight), None, None
