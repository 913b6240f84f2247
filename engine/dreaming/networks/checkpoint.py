"""Checkpoints: networks that somebody trained, of an architecture that they name."""

from pathlib import Path
from typing import Any

import timm
import torch
from torchvision import models

from engine.dreaming.networks import files, lite, vision
from engine.dreaming.networks.network import Network, freeze, pointwise

PREFIX = "checkpoint:"


def load(name: str, device: torch.device, architecture: str | None) -> Network:
    """Return the network in the file that stands after `checkpoint:`.

    Raises:
        WeightsError: the file cannot be read, or its weights are not those of the architecture.
        ValueError: the architecture is missing or none that can be split into layers.
    """
    if architecture is None:
        raise ValueError("network: a checkpoint needs its architecture named, for example resnet50")
    path = Path(name.removeprefix(PREFIX)).expanduser()
    weights = files.read(path)
    matrices = [value for value in weights.values() if value.dim() == 2]
    if not matrices:
        raise files.WeightsError(f"network: the weights in {path} are not those of {architecture}")
    classes = len(matrices[-1])
    if architecture in models.list_models() and vision.splits(architecture):
        model = vision.build(architecture, classes)
        files.fill(model, weights, path, architecture)
        chain, classify, shapes = vision.split(model, architecture)
        mean, deviation = vision.normalisation(architecture)
    elif "efficientnet" in architecture and architecture in timm.list_models():
        effnet: Any = timm.create_model(architecture, pretrained=False, num_classes=classes)
        files.fill(effnet, weights, path, architecture)
        chain, classify = lite.chain(effnet), pointwise(effnet.classifier)
        blocks = list(chain)[1:-1]
        shapes = (blocks[-4], blocks[-2])
        mean, deviation = effnet.default_cfg["mean"], effnet.default_cfg["std"]
    else:
        raise ValueError(
            f"network: “{architecture}” is no architecture that can be dreamt with; there are torchvision's "
            "googlenet, inception_v3, vgg and resnet, and timm's efficientnet"
        )
    return freeze(name, files.fingerprint(path), device, chain, classify, shapes, mean, deviation)
