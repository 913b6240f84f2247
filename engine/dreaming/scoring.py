"""Scoring: how strongly a picture shows what an objective asks for, and which way leads to more of it."""

import torch
from torch import Tensor

from engine.dreaming import likeness
from engine.dreaming.networks import HEAD, Network
from engine.dreaming.objectives import Direction, Layer, Objective, Subject

_EPSILON = 1e-12


class UnknownChannelError(ValueError):
    """The layer has no channel of that number."""

    def __init__(self, layer: str, channel: int, channels: int) -> None:
        super().__init__(f"{layer} has no channel {channel}; it has 0 to {channels - 1}")


def score(objective: Objective, network: Network, picture: Tensor) -> Tensor:
    """Return one number a picture, `(N,)`, that is higher the more it shows of each term of the objective.

    Raises:
        UnknownLayerError: the objective names a layer that the network does not have.
    """
    heard = network.activations(picture, objective.layers | ({HEAD} if objective.subjects else frozenset()))
    total = picture.new_zeros(picture.shape[0])
    for weight, term in objective.terms:
        match term:
            case Layer(name):
                total = total + weight * power(heard[name])
            case Direction(layer):
                total = total + weight * along(heard[layer], term).mean(dim=(1, 2))
            case Subject():
                odds = likeness.log_odds(heard[HEAD], network, term.classes)
                total = total + weight * odds.mean(dim=(1, 2))
    return total


def pull(objective: Objective, network: Network, picture: Tensor) -> Tensor:
    """Return one number a picture, `(N,)`; the dream follows its gradient with respect to the picture.

    For layers it is their score; for directions too, in units of how loud they are; for subjects see
    `likeness.pull`.

    Raises:
        UnknownLayerError: the objective names a layer that the network does not have.
    """
    subject_layers = frozenset({*network.shapes, HEAD}) if objective.subjects else frozenset()
    heard = network.activations(picture, objective.layers | subject_layers)
    total = picture.new_zeros(picture.shape[0])
    for weight, term in objective.terms:
        match term:
            case Layer(name):
                total = total + weight * power(heard[name])
            case Direction(layer):
                aligned = along(heard[layer], term)
                loudness = aligned.detach().square().mean(dim=(1, 2)).sqrt()
                total = total + weight * aligned.mean(dim=(1, 2)) / (loudness + _EPSILON)
            case Subject():
                total = total + weight * likeness.pull(heard, network, term.classes)
    return total


def power(activation: Tensor) -> Tensor:
    """Return half the log mean square of `(N, C, H, W)`, `(N,)`.

    The square is google/deepdream's objective; its logarithm makes layers of any loudness weigh the same.
    """
    return 0.5 * (activation.square().mean(dim=(1, 2, 3)) + _EPSILON).log()


def along(activation: Tensor, direction: Direction) -> Tensor:
    """Return how far `(N, C, H, W)` goes in that direction at each place, `(N, H, W)`; `(N, 1, 1)` for one place.

    Raises:
        UnknownChannelError: the layer has no such channel.
    """
    last = max(channel for _, channel in direction.channels)
    if last >= activation.shape[1]:
        raise UnknownChannelError(direction.layer, last, activation.shape[1])
    aligned = torch.stack([weight * activation[:, channel] for weight, channel in direction.channels]).sum(dim=0)
    if direction.place is None:
        return aligned
    across, down = direction.place
    height, width = aligned.shape[-2:]
    row, column = min(int(down * height), height - 1), min(int(across * width), width - 1)
    return aligned[:, row : row + 1, column : column + 1]
