"""The classics, as torchvision has them: GoogLeNet, Inception v3, VGG and ResNet, split into chains of layers."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor, nn
from torchvision import models

from engine.dreaming.networks import files
from engine.dreaming.networks.network import HEAD, Network, freeze, pointwise, spread

Parts = tuple[dict[str, nn.Module], nn.Conv2d, tuple[str, ...]]

_IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
# These two came from TensorFlow, whose pictures go from -1 to 1.
_SIGNED = ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))

_ENUMS: Mapping[str, str] = MappingProxyType(
    {
        "googlenet": "GoogLeNet_Weights",
        "inception_v3": "Inception_V3_Weights",
        "vgg16": "VGG16_Weights",
        "resnet50": "ResNet50_Weights",
    }
)


def source(name: str) -> str | None:
    """Return where torchvision keeps the weights of the network; None where they do not come from there."""
    if name not in _ENUMS:
        return None
    url: str = getattr(models, _ENUMS[name]).IMAGENET1K_V1.url
    return url


def load(name: str, device: torch.device, random_weights: bool, path: Path | None) -> Network:
    """Return the network with the weights in the file at `path`.

    Raises:
        WeightsError: there is no such file, or it is not this network's.
    """
    model = build(name)
    fingerprint = "random"
    if not random_weights:
        if path is None:
            raise files.WeightsError(f"network: {name} needs its weights file, which is at {source(name)}")
        files.fill(model, files.read(path), path, name)
        fingerprint = files.fingerprint(path)
    chain, classify, shapes = split(model, name)
    return freeze(name, fingerprint, device, chain, classify, shapes, *normalisation(name))


def build(architecture: str, classes: int = 1000) -> nn.Module:
    """Return the architecture with weights drawn from a fixed seed."""
    options: dict[str, Any] = {"num_classes": classes}
    if architecture in ("googlenet", "inception_v3"):
        options |= {"aux_logits": True, "init_weights": False}
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model: nn.Module = models.get_model(architecture, weights=None, **options)
    return model.eval()


def splits(architecture: str) -> bool:
    """Return whether `split` knows the architecture."""
    return any(architecture.startswith(family) for family in _SPLITS)


def split(model: nn.Module, architecture: str) -> Parts:
    """Return chain, classifier and layers of shapes of a model of that architecture."""
    family = next(family for family in _SPLITS if architecture.startswith(family))
    return _SPLITS[family](model)


def normalisation(architecture: str) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Return mean and deviation of the pictures that the architecture was trained with."""
    return _SIGNED if architecture in ("googlenet", "inception_v3") else _IMAGENET


def _inception(model: Any) -> Parts:  # noqa: ANN401 - torchvision has no types
    chain = {
        name.lower(): child
        for name, child in model.named_children()
        if name not in ("aux1", "aux2", "AuxLogits", "avgpool", "dropout", "fc")
    }
    last, module = chain.popitem()
    chain[HEAD] = module
    shapes = ("inception4d", "inception4e") if last == "inception5b" else ("mixed_6d", "mixed_7a")
    return chain, pointwise(model.fc), shapes


def _resnet(model: Any) -> Parts:  # noqa: ANN401 - torchvision has no types
    chain: dict[str, nn.Module] = {
        "conv1": nn.Sequential(model.conv1, model.bn1, model.relu),
        "maxpool": model.maxpool,
    }
    for number in range(1, 5):
        for index, block in enumerate(getattr(model, f"layer{number}")):
            chain[f"layer{number}_{index}"] = block
    shapes = ("layer3", "layer4_0")
    named = _last_of_stage_by_stage(chain)
    return named, pointwise(model.fc), shapes


def _last_of_stage_by_stage(chain: dict[str, nn.Module]) -> dict[str, nn.Module]:
    """The last block of a stage bears the stage's name, that of the last stage is the head."""
    names = list(chain)
    named = {}
    for name, following in zip(names, [*names[1:], ""], strict=True):
        stage = name.split("_")[0]
        ends = stage.startswith("layer") and not following.startswith(stage)
        named[HEAD if not following else stage if ends else name] = chain[name]
    return named


class _Dense(nn.Module):
    """VGG's first dense layer, at each place that has all its neighbours; a small signal is enlarged."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.convolution = spread(linear, 7)

    def forward(self, signal: Tensor) -> Tensor:
        height, width = (max(7, side) for side in signal.shape[-2:])
        return F.relu(self.convolution(F.adaptive_avg_pool2d(signal, (height, width))))


def _vgg(model: Any) -> Parts:  # noqa: ANN401 - torchvision has no types
    chain: dict[str, nn.Module] = {}
    block, layer = 1, 0
    for module in model.features:
        match module:
            case nn.Conv2d():
                layer += 1
                chain[f"conv{block}_{layer}"] = module
            case nn.BatchNorm2d():
                convolution = chain[f"conv{block}_{layer}"]
                chain[f"conv{block}_{layer}"] = nn.Sequential(convolution, module)
            case nn.ReLU():
                # In place it would change what was heard of the convolution.
                chain[f"relu{block}_{layer}"] = nn.ReLU()
            case _:
                chain[f"pool{block}"] = module
                block, layer = block + 1, 0
    chain["fc6"] = _Dense(model.classifier[0])
    chain[HEAD] = nn.Sequential(pointwise(model.classifier[3]), nn.ReLU())
    shapes = ("relu4_3", "relu5_3") if "relu5_3" in chain else ("relu4_2", "relu5_2")
    return chain, pointwise(model.classifier[6]), shapes


_SPLITS: Mapping[str, Callable[[Any], Parts]] = MappingProxyType(
    {"googlenet": _inception, "inception_v3": _inception, "vgg": _vgg, "resnet": _resnet, "wide_resnet": _resnet}
)
