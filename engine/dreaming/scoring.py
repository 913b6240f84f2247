"""Scoring: how strongly a picture shows what an objective asks for, and which way leads to more of it."""

from torch import Tensor

from engine.dreaming import likeness
from engine.dreaming.networks import HEAD, Network
from engine.dreaming.objectives import Layer, Objective, Subject
from engine.dreaming.subjects import SUBJECTS


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
            case Subject(name):
                odds = likeness.log_odds(heard[HEAD], network, SUBJECTS[name])
                total = total + weight * odds.mean(dim=(1, 2))
    return total


def pull(objective: Objective, network: Network, picture: Tensor) -> Tensor:
    """Return one number a picture, `(N,)`; the dream follows its gradient with respect to the picture.

    For layers it is their score; for subjects see `likeness.pull`.

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
            case Subject(name):
                total = total + weight * likeness.pull(heard, network, SUBJECTS[name])
    return total


def power(activation: Tensor) -> Tensor:
    """Return half the log mean square of `(N, C, H, W)`, `(N,)`.

    The square is google/deepdream's objective; its logarithm makes layers of any loudness weigh the same.
    """
    return 0.5 * (activation.square().mean(dim=(1, 2, 3)) + 1e-12).log()
