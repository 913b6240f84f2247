"""Likeness: how to make a picture resemble a group of classes, and stay a picture.

Two things lead there. The probability of the group, in windows of several sizes: alone it also grows noise that
only this network sees. And what the network sees anyway, in its layers of shapes, which looks like something: so
those parts of it are strengthened that make the score, of the activations `a` those where `a · ∂score/∂a` is
positive.
"""

from collections.abc import Mapping

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming.networks import HEAD, Network
from engine.dreaming.tiles import Reach, tiled

WINDOWS = (2, 4, 8)
"""Sides of the windows in which the subject should be seen, in places of the head: 64 to 256 pixels; smaller
ones ask for the subject in every fold, and get its texture instead of its shape."""

NAMING = 4
"""The window in which this network names things best: 128 pixels."""

DOUBT = 6.0
"""How much the probability itself counts beside what serves the score."""

_PLACES = 32
"""Side of the tiles, in places of the head."""

_EPSILON = 1e-12


def log_odds(
    head: Tensor, network: Network, classes: frozenset[int], side: int = NAMING, *, in_tiles: bool = False
) -> Tensor:
    """Return, for each window of that side, how much likelier the group is than all else: a logarithm, `(N, h, w)`.

    With `in_tiles` the scores of all classes exist for few windows at a time.
    """
    members = torch.tensor(sorted(classes), device=head.device)
    window = (min(side, head.shape[-2]), min(side, head.shape[-1]))

    def odds(head: Tensor) -> Tensor:
        scores: Tensor = network.classify(F.avg_pool2d(head, window, stride=1))
        others = scores.index_fill(1, members, -torch.inf)
        return scores[:, members].logsumexp(dim=1, keepdim=True) - others.logsumexp(dim=1, keepdim=True)

    return (tiled(odds, head, Reach(after=max(window) - 1), _PLACES) if in_tiles else odds(head)).squeeze(1)


def log_probability(head: Tensor, network: Network, classes: frozenset[int], *, in_tiles: bool = False) -> Tensor:
    """Return the mean logarithm of the group's probability over windows of each side, added up, `(N,)`."""
    sides = {min(side, *head.shape[-2:]) for side in WINDOWS}
    odds = [log_odds(head, network, classes, side, in_tiles=in_tiles) for side in sorted(sides)]
    return torch.stack([F.logsigmoid(each).mean(dim=(1, 2)) for each in odds]).sum(dim=0)


def pull(heard: Mapping[str, Tensor], network: Network, classes: frozenset[int], *, in_tiles: bool = False) -> Tensor:
    """Return a number a picture, `(N,)`, whose gradient leads towards the group.

    `heard` holds the activations of `network.shapes` and `HEAD`, with their graph. At each layer of shapes the
    gradient is `r(max(0, a ⊙ ∂o/∂a)) + DOUBT · r(∂p/∂a)`, with `o` the mean log-odds, `p` the mean logarithm of
    the probability, which no longer pulls where it is certain, and `r(v) = v / ‖v‖`.
    """
    layers = [heard[name] for name in network.shapes]
    odds = log_odds(heard[HEAD], network, classes, in_tiles=in_tiles).mean(dim=(1, 2))
    doubtful = log_probability(heard[HEAD], network, classes, in_tiles=in_tiles)
    slopes = torch.autograd.grad(odds.sum(), layers, retain_graph=True)
    doubts = torch.autograd.grad(doubtful.sum(), layers, retain_graph=True)
    total = odds.new_zeros(odds.shape[0])
    for activation, slope, doubt in zip(layers, slopes, doubts, strict=True):
        now = activation.detach()
        serving = (now * slope).clamp(min=0) * now.sign()
        direction = serving / _norm(serving) + DOUBT * doubt / _norm(doubt)
        total = total + (direction * activation).sum(dim=(1, 2, 3)) / _norm(now).flatten()
    return total


def _norm(activation: Tensor) -> Tensor:
    return activation.square().sum(dim=(1, 2, 3), keepdim=True).sqrt() + _EPSILON
