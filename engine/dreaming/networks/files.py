"""Weights files: read as nothing but tensors, checked, and told apart by their contents."""

import hashlib
import pickle
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import torch
from torch import Tensor, nn


class WeightsError(ValueError):
    """The weights are not there, cannot be read or belong to another network."""


def read(path: Path) -> Mapping[str, Tensor]:
    """Return the tensors of a weights file by name.

    Raises:
        WeightsError: it is not there or holds anything else.
    """
    try:
        weights = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise WeightsError(f"network: there is no weights file {path}") from None
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise WeightsError(f"network: {path} is not a file of PyTorch weights that can be read") from error
    if isinstance(weights, dict) and isinstance(weights.get("state_dict"), dict):
        weights = weights["state_dict"]
    if not isinstance(weights, dict) or not all(isinstance(value, Tensor) for value in weights.values()):
        raise WeightsError(f"network: {path} holds something else than the weights of one network")
    return weights


def fill(model: nn.Module, weights: Mapping[str, Tensor], path: Path, architecture: str) -> None:
    """Put the weights into the model.

    Raises:
        WeightsError: names or shapes are not those of the architecture.
    """
    try:
        model.load_state_dict(dict(weights), strict=True)
    except RuntimeError as error:
        first = str(error).split("\n")[1:2]
        raise WeightsError(
            f"network: the weights in {path} are not those of {architecture}: {' '.join(first).strip()[:200]}"
        ) from error


@cache
def fingerprint(path: Path) -> str:
    """Return the SHA-256 of the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
