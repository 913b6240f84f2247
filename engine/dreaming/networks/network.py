"""A network: a frozen chain of named layers that stops at the deepest one somebody listens to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import torch
from torch import Tensor, nn

from engine.dreaming.classes import closest
from engine.dreaming.clipping import clip_in_place
from engine.dreaming.folding import fold_batch_norms
from engine.dreaming.networks.gauge import Gauge
from engine.dreaming.networks.strided import quicken
from engine.dreaming.redirection import Redirection
from engine.dreaming.subjects import SUBJECTS
from engine.dreaming.tiles import Layer, Pause, tiled

HEAD = "head"
"""The last layer before the classes: what it says at a place is what the class scores there are made of."""


class UnknownLayerError(ValueError):
    """The network has no layer of that name."""

    def __init__(self, network: str, layer: str, layers: Iterable[str]) -> None:
        layers = tuple(layers)
        near = closest(layer, (*layers, *SUBJECTS))
        meant = f"; did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"{network} has no layer “{layer}”; it has {', '.join(layers)}{meant}")


@dataclass(frozen=True)
class Network:
    """A network to dream with: weights frozen, batch norms folded, channels last.

    `chain` maps layer names to modules, each fed with the output of the one before. `classify` turns the
    output of `HEAD`, `(N, C, H, W)`, into class scores at each place, `(N, classes, H, W)`.
    """

    name: str
    fingerprint: str
    """SHA-256 of the weights file; "random" for untrained weights."""
    chain: Mapping[str, nn.Module]
    classify: nn.Module
    shapes: tuple[str, ...]
    """The layers whose parts look like whole things; subjects are dreamt through them."""
    mean: Tensor
    deviation: Tensor
    pause: Pause = lambda: None
    """Called again and again in the middle of a step: between two layers or tiles, forward and back."""

    @property
    def device(self) -> torch.device:
        """Where it runs."""
        return self.mean.device

    @cached_property
    def gauge(self) -> Gauge:
        """What its layers reach and take."""
        return Gauge(self.chain, self.mean)

    def activations(
        self,
        picture: Tensor,
        layers: Collection[str],
        *,
        tile: int = 0,
        redirected: bool = False,
        branches: float = 1.0,
    ) -> dict[str, Tensor]:
        """Return the outputs of those layers for `(N, 3, H, W)` with values 0-1; nothing deeper is run.

        With a `tile`, in pixels, they are the same, but only what lies between stretches of layers exists whole, and
        what lies within them for a tile at a time. With `redirected` gradients find a way back through units that do
        not respond. Of the gradient, residual blocks pass back `branches` through their own layers; see `residual`.

        Raises:
            UnknownLayerError: one of the layers is not in the chain.
        """
        self.check(layers)
        heard: dict[str, Tensor] = {}
        signal = picture
        if tile:
            for stretch in self.gauge.stretches(layers):
                run = self._run(stretch.layers, branches)
                side = tile // stretch.scale
                signal = tiled(run, signal, stretch.reach, side, redirected=redirected, pause=self.pause)
                if stretch.layers[-1] in layers:
                    heard[stretch.layers[-1]] = signal
        else:
            with Redirection() if redirected else nullcontext():
                for name in self.gauge.down_to(layers):
                    signal = self._run((name,), branches)(signal)
                    self._pause_around(signal)
                    if name in layers:
                        heard[name] = signal
        return heard

    def _pause_around(self, signal: Tensor) -> None:
        """Pause now, and once more when the gradient of that signal comes back."""
        self.pause()
        if signal.requires_grad:
            signal.register_hook(lambda _: self.pause())  # type: ignore[no-untyped-call]

    def _run(self, layers: Sequence[str], branches: float) -> Layer:
        """Return these layers as one; the first of the chain gets a picture with values 0-1."""

        def run(signal: Tensor) -> Tensor:
            for name in layers:
                if name == next(iter(self.chain)):
                    signal = ((signal - self.mean) / self.deviation).contiguous(memory_format=torch.channels_last)
                signal = residual(self.chain[name], signal, branches)
            return signal

        return run

    def check(self, layers: Iterable[str]) -> None:
        """Raise `UnknownLayerError` if one of the layers is not in the chain."""
        for layer in layers:
            if layer not in self.chain:
                raise UnknownLayerError(self.name, layer, self.chain)

    def logits(self, picture: Tensor) -> Tensor:
        """Return the class scores of whole pictures, `(N, classes)`."""
        head = self.activations(picture, {HEAD})[HEAD]
        scores: Tensor = self.classify(head.mean(dim=(2, 3), keepdim=True))
        return scores.flatten(1)


def residual(module: nn.Module, signal: Tensor, branches: float) -> Tensor:
    """Return the module's output; where a shortcut leads around it, its own layers pass back less of the gradient.

    Of theirs `branches` 0-1 comes back, and all of the shortcut's: what then changes the picture is more of what
    other networks see as well (Wu et al., Skip Connections Matter, 2020).
    """
    output: Tensor = module(signal)
    if branches == 1 or not getattr(module, "has_skip", False):
        return output
    passing = torch.lerp(signal, output, branches)
    return passing + (output - passing).detach()


def freeze(
    name: str,
    fingerprint: str,
    device: torch.device,
    chain: Mapping[str, nn.Module],
    classify: nn.Conv2d,
    shapes: tuple[str, ...],
    mean: tuple[float, float, float],
    deviation: tuple[float, float, float],
) -> Network:
    """Return the network with its batch norms folded, on the device; the modules change in place."""
    for module in (*chain.values(), classify):
        module.eval()
        fold_batch_norms(module)
        quicken(module)
        clip_in_place(module)
        module.requires_grad_(False).to(device).to(memory_format=torch.channels_last)

    def colour(values: tuple[float, float, float]) -> Tensor:
        return torch.tensor(values, device=device).view(1, 3, 1, 1)

    return Network(name, fingerprint, MappingProxyType(dict(chain)), classify, shapes, colour(mean), colour(deviation))


def pointwise(linear: nn.Linear) -> nn.Conv2d:
    """Return the linear layer as a convolution that does the same at each place."""
    return spread(linear, 1)


def spread(linear: nn.Linear, side: int) -> nn.Conv2d:
    """Return the linear layer over `side` × `side` places as a convolution with a kernel of that size."""
    convolution = nn.Conv2d(linear.in_features // side**2, linear.out_features, side, device="meta")
    convolution.weight = nn.Parameter(linear.weight.detach().view(linear.out_features, -1, side, side).clone())
    convolution.bias = linear.bias
    return convolution
