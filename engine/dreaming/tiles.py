"""Tiles: a layer runs over a large signal piece by piece, and says and passes back what it would of the whole.

Only what goes in and what comes out exists whole; what lies between, which in a network is many times wider, exists
for one piece at a time and is computed again on the way back. A piece brings along the margin that its places
depend on. On the way back it is cut out of the input, with all outputs that hear it and all that those hear: its
gradient is then complete, nothing is added up between pieces, and even a way back that is not linear
(`redirection`) comes out as from the whole.
"""

import math
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import torch
from torch import Tensor

from engine.dreaming.allocator import release
from engine.dreaming.redirection import Redirection, Survey

Layer = Callable[[Tensor], Tensor]
"""From `(N, C, H, W)` to `(N, c, h, w)`."""
Pause = Callable[[], None]
"""Lets something else be done in between."""

FEWEST_HALOS = 16
"""A piece is at least so many times as wide as its halo, or most of the work would go into margins."""

_PROBE = 32
"""Side of the signal that a reach is measured with; what hears farther than half of it counts as hearing all."""

_EVERYWHERE = 2**40


@dataclass(frozen=True)
class Span:
    """Places along one side, from `start` up to but without `stop`."""

    start: int
    stop: int


@dataclass(frozen=True)
class Reach:
    """What an output of a layer hears, along each side: inputs `stride·i - before` to `stride·i + after`."""

    stride: int = 1
    before: int = 0
    after: int = 0

    @property
    def halo(self) -> int:
        """How far around its own place an output hears at most."""
        return max(self.before, self.after)

    def piece(self, side: int) -> int:
        """Return the side of a piece of about that side, which is never mostly margin."""
        return max(1, side, FEWEST_HALOS * self.halo)

    def then(self, following: "Reach") -> "Reach":
        """Return the reach of this layer with another one behind it."""
        return Reach(
            self.stride * following.stride,
            self.before + self.stride * following.before,
            self.after + self.stride * following.after,
        )

    def heard(self, outputs: Span, length: int) -> Span:
        """Return the piece of an input of that length which those outputs need.

        It starts a multiple of the stride after the start and stops a multiple before the end: layers that pad as
        TensorFlow's "same" lie differently in signals of another remainder.
        """
        start = max(0, outputs.start * self.stride - self.before)
        stop = min(length, (outputs.stop - 1) * self.stride + self.after + 1)
        return Span(start - start % self.stride, stop + (length - stop) % self.stride)

    def hearing(self, inputs: Span, length: int) -> Span:
        """Return the outputs, of that many, which hear any of those inputs; there may be none."""
        start = min(length, max(0, -((self.after - inputs.start) // self.stride)))
        return Span(start, max(start, min(length, (inputs.stop - 1 + self.before) // self.stride + 1)))


def reach_of(layer: Layer, channels: int, stride: int, like: Tensor) -> Reach:
    """Return the reach of a layer of that stride whose inputs have so many channels, of the kind of `like`.

    It is found by what a "not a number" at one place spoils, for each remainder that the strides may have.
    """
    before = after = 0
    # cuDNN has algorithms that would spread what is spoilt.
    with torch.no_grad(), torch.backends.cudnn.flags(enabled=False):
        for length, place in product(range(_PROBE, _PROBE + stride), range(_PROBE // 2, _PROBE // 2 + stride)):
            signal = like.new_zeros(1, channels, length, length)
            signal[..., place, place] = torch.nan
            spoilt = layer(signal).isnan()[0].any(dim=0)
            for side in (0, 1):
                outputs = spoilt.any(dim=side).nonzero().flatten().tolist()
                if not outputs:
                    continue
                if outputs[0] == 0 or outputs[-1] == spoilt.shape[1 - side] - 1:
                    return Reach(stride, _EVERYWHERE, _EVERYWHERE)
                before = max(before, outputs[-1] * stride - place)
                after = max(after, place - outputs[0] * stride)
    # Places that a narrow kernel steps over count as heard, so that every input belongs to some output.
    return Reach(stride, before, max(after, stride - 1 - before))


def tiled(
    layer: Layer, signal: Tensor, reach: Reach, side: int, *, redirected: bool = False, pause: Pause = lambda: None
) -> Tensor:
    """Return `layer(signal)` of `(N, C, H, W)`, computed in pieces of about that side, in places of the signal.

    With `redirected` its rectifiers pass back what would wake them; see `redirection`. Before each piece `pause` is
    called.
    """
    output: Tensor = _Tiled.apply(signal, layer, reach, reach.piece(side), redirected, pause)
    return output


class _Tiled(torch.autograd.Function):
    @staticmethod
    def forward(
        context: Any,  # noqa: ANN401
        signal: Tensor,
        layer: Layer,
        reach: Reach,
        side: int,
        redirected: bool,
        pause: Pause,
    ) -> Tensor:
        context.save_for_backward(signal)
        context.way = layer, reach, side, redirected, pause
        size = (signal.shape[-2], signal.shape[-1])
        if max(size) <= side:
            return layer(signal)
        corner = [reach.heard(Span(0, 1), length) for length in size]
        said = layer(_cut(signal, corner))
        # What is cut off are whole strides, each of which gives one more output.
        lengths = [
            count + (length - span.stop) // reach.stride
            for count, length, span in zip(said.shape[-2:], size, corner, strict=True)
        ]
        output = torch.empty(
            (*said.shape[:2], *lengths), dtype=said.dtype, device=said.device, memory_format=torch.channels_last
        )
        for outputs in product(*(_pieces(length, max(1, side // reach.stride)) for length in lengths)):
            pause()
            heard = [reach.heard(span, length) for span, length in zip(outputs, size, strict=True)]
            said = layer(_cut(signal, heard))
            _cut(output, outputs).copy_(_cut(said, _local(outputs, heard, reach.stride)))
        _let_go(signal)
        return output

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401 - as torch has it
        (signal,) = context.saved_tensors
        layer, reach, side, redirected, pause = context.way
        size, lengths = signal.shape[-2:], gradient.shape[-2:]
        passed = torch.zeros_like(signal)
        survey = Survey() if redirected else None
        while True:
            for inputs in product(*(_pieces(length, side) for length in size)):
                hearing = [reach.hearing(span, length) for span, length in zip(inputs, lengths, strict=True)]
                if any(span.start == span.stop for span in hearing):
                    continue
                pause()
                heard = [reach.heard(span, length) for span, length in zip(hearing, size, strict=True)]
                with torch.enable_grad(), nullcontext() if survey is None else Redirection(survey):
                    piece = _cut(signal, heard).detach().requires_grad_()
                    said = _cut(layer(piece), _local(hearing, heard, reach.stride))
                    (part,) = torch.autograd.grad(said, piece, _cut(gradient, hearing))
                _cut(passed, inputs).copy_(_cut(part, _local(inputs, heard, 1)))
            if survey is None or survey.settled():
                _let_go(signal)
                return passed, None, None, None, None, None


def _let_go(signal: Tensor) -> None:
    """Give back what the pieces took: the next stretch's have other lengths, and what lies between would add up."""
    if signal.device.type == "cpu":
        release()


def _pieces(length: int, side: int) -> Sequence[Span]:
    """Split a side into pieces of nearly one length."""
    count = math.ceil(length / side)
    borders = [length * index // count for index in range(count + 1)]
    return [Span(start, stop) for start, stop in pairwise(borders)]


def _cut(signal: Tensor, spans: Sequence[Span]) -> Tensor:
    rows, columns = spans
    return signal[..., rows.start : rows.stop, columns.start : columns.stop]


def _local(spans: Sequence[Span], origins: Sequence[Span], stride: int) -> list[Span]:
    """Return where places lie in a piece, or in what a layer of that stride says of it."""
    starts = [origin.start // stride for origin in origins]
    return [Span(span.start - start, span.stop - start) for span, start in zip(spans, starts, strict=True)]
