"""Loading: from the name of a network to one that is ready to dream."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import torch

from engine.dreaming.networks import checkpoint, lite, vision
from engine.dreaming.networks.network import Network

NETWORKS: Mapping[str, Callable[[str, torch.device, bool, Path | None], Network]] = MappingProxyType(
    {
        "efficientnet-lite0": lite.load,
        "efficientnet-lite1": lite.load,
        "efficientnet-lite2": lite.load,
        "googlenet": vision.load,
        "inception_v3": vision.load,
        "vgg16": vision.load,
        "resnet50": vision.load,
    }
)


class UnknownNetworkError(ValueError):
    """There is no network of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no network “{name}”; there are {', '.join(NETWORKS)} and checkpoint:PATH")


def load(
    name: str,
    device: torch.device,
    *,
    random_weights: bool = False,
    weights: Path | None = None,
    architecture: str | None = None,
) -> Network:
    """Return a network ready to dream, from the file `weights` or else those that its package installed.

    With `random_weights` nothing is read; the weights are drawn from a fixed seed. `architecture` is that of a
    `checkpoint:PATH`, as torchvision or timm names it.

    Raises:
        UnknownNetworkError: there is no network of that name.
        WeightsError: its weights are not there, cannot be read or are not its own.
    """
    check_name(name)
    if name.startswith(checkpoint.PREFIX):
        return checkpoint.load(name, device, architecture)
    return NETWORKS[name](name, device, random_weights, weights)


def check_name(name: str) -> None:
    """Raise `UnknownNetworkError` if there is no network of that name."""
    if name not in NETWORKS and not name.startswith(checkpoint.PREFIX):
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
