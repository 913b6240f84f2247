"""The gauge: what the layers of a network reach and take, measured once each and only when somebody asks.

From that follow the stretches of layers that are tiled together: long enough that what exists whole between them
is little, short enough that their pieces need no wide margins.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.dreaming.tiles import Reach, reach_of

HALO = 16
"""A stretch of several layers hears at most so many pixels around its own place."""

_SIDES = (8, 16)
"""Of the signals that a layer's extent is measured with."""


@dataclass(frozen=True)
class Extent:
    """How much there is of a layer's signals."""

    channels: int
    """Of its input."""
    said: int
    """Channels of its output."""
    stride: int
    kept: float
    """Bytes that stay for the way back, for each place of its input."""


@dataclass(frozen=True)
class Stretch:
    """Layers that are tiled together."""

    layers: tuple[str, ...]
    reach: Reach
    scale: int
    """Pixels of the picture, along a side, that a place of its input stands for."""


class Gauge:
    """Measures the layers of a chain whose first one gets three channels, in signals of the kind of `like`."""

    def __init__(self, chain: Mapping[str, nn.Module], like: Tensor) -> None:
        self._chain = chain
        self._like = like
        self._reaches: dict[str, Reach] = {}
        self._extents: dict[str, Extent] = {}

    def down_to(self, layers: Collection[str]) -> list[str]:
        """Return the names of all layers down to the deepest of these."""
        names = list(self._chain)
        return names[: 1 + max((names.index(name) for name in layers), default=-1)]

    def extent(self, layer: str) -> Extent:
        """Return how much there is of the layer's signals."""
        channels = 3
        for name in self.down_to({layer}):
            if name not in self._extents:
                self._extents[name] = _extent(self._chain[name], channels, self._like)
            channels = self._extents[name].said
        return self._extents[layer]

    def reach(self, layer: str) -> Reach:
        """Return how far the layer hears."""
        if layer not in self._reaches:
            extent = self.extent(layer)
            self._reaches[layer] = reach_of(self._chain[layer], extent.channels, extent.stride, self._like)
        return self._reaches[layer]

    def stretches(self, layers: Collection[str]) -> Iterator[Stretch]:
        """Yield the stretches down to the deepest of these layers; each of these is the last of its stretch."""
        scale = 1
        stretch: Stretch | None = None
        for name in self.down_to(layers):
            reach = self.reach(name)
            if stretch is not None:
                longer = stretch.reach.then(reach)
                if stretch.layers[-1] not in layers and longer.halo * stretch.scale <= HALO:
                    stretch = Stretch((*stretch.layers, name), longer, stretch.scale)
                    continue
                yield stretch
                scale *= stretch.reach.stride
            stretch = Stretch((name,), reach, scale)
        if stretch is not None:
            yield stretch


def _extent(layer: nn.Module, channels: int, like: Tensor) -> Extent:
    own = {weight.untyped_storage().data_ptr() for weight in layer.parameters()}
    kept: dict[int, int] = {}

    def note(signal: Tensor) -> Tensor:
        storage = signal.untyped_storage()
        if storage.data_ptr() not in own:
            kept[storage.data_ptr()] = storage.nbytes()
        return signal

    lengths = []
    for side in _SIDES:
        kept.clear()
        signal = like.new_zeros(1, channels, side, side).requires_grad_()
        with torch.enable_grad(), torch.autograd.graph.saved_tensors_hooks(note, lambda signal: signal):
            said = layer(signal)
        lengths.append(said.shape[-1])
    small, large = _SIDES
    stride = round((large - small) / (lengths[1] - lengths[0]))
    return Extent(channels, said.shape[1], stride, sum(kept.values()) / large**2)
