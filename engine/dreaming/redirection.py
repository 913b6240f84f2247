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

from engine.dreaming.clipping import clip_


class Survey:
    """What many pieces of one signal find out together: at which rectifiers no gradient passes anywhere.

    None is taken for dead at first. After a round of all pieces the deepest one that turned out to be dead is
    redirected in the next round, which changes what comes to those before it, until a round brings nothing new.
    """

    def __init__(self) -> None:
        self._dead: dict[int, Tensor] = {}
        self._lively: dict[int, Tensor] = {}

    def dead(self, number: int, lively: Tensor) -> Tensor:
        """Take in whether a gradient passes at a piece of a rectifier, `(N,)`; return whether it counts as dead."""
        self._lively[number] = self._lively.get(number, torch.zeros_like(lively)) | lively
        return self._dead.setdefault(number, torch.zeros_like(lively))

    def settled(self) -> bool:
        """End a round; return whether all that it took for dead and for lively was."""
        for number in sorted(self._lively, reverse=True):
            if (died := ~self._lively[number] & ~self._dead[number]).any():
                self._dead[number] |= died
                self._lively.clear()
                return False
        return True


class Redirection(TorchFunctionMode):
    """Within this, rectifiers redirect their gradients; it holds for this thread only.

    Of a piece of a signal, the survey says where no gradient passes.
    """

    def __init__(self, survey: Survey | None = None) -> None:
        super().__init__()
        self._survey = survey
        self._rectifiers = 0

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: object,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401 - whatever the function returns
        kwargs = kwargs or {}
        if func in (F.relu, torch.relu, torch.relu_, Tensor.relu, Tensor.relu_):
            return self._rectified(args[0], 0.0, torch.inf)
        if func in (F.relu6, clip_):
            return self._rectified(args[0], 0.0, 6.0)
        if func in (F.hardtanh, F.hardtanh_):
            low, high = (*args[1:3], *(kwargs[name] for name in ("min_val", "max_val") if name in kwargs))[:2]
            return self._rectified(args[0], float(low), float(high))
        return func(*args, **kwargs)

    def _rectified(self, signal: Tensor, low: float, high: float) -> Tensor:
        self._rectifiers += 1
        rectified: Tensor = _Rectifier.apply(signal, low, high, self._survey, self._rectifiers)
        return rectified


class _Rectifier(torch.autograd.Function):
    @staticmethod
    def forward(
        context: Any,  # noqa: ANN401 - as torch has it
        signal: Tensor,
        low: float,
        high: float,
        survey: Survey | None,
        number: int,
    ) -> Tensor:
        context.save_for_backward(signal)
        context.low, context.high, context.survey, context.number = low, high, survey, number
        return signal.clamp(low, high)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401
        (signal,) = context.saved_tensors
        below, above = signal <= context.low, signal >= context.high
        straight = gradient.masked_fill(below | above, 0)
        waking = gradient.masked_fill((below & (gradient < 0)) | (above & (gradient > 0)), 0)
        lively = (straight != 0).flatten(1).any(dim=1)
        dead = ~lively if context.survey is None else context.survey.dead(context.number, lively)
        return torch.where(dead.view(-1, *[1] * (signal.dim() - 1)), waking, straight), None, None, None, None
