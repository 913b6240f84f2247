"""Likeness: how to make a picture resemble a group of classes, and stay a picture.

The class score itself can be raised by noise that only this network sees. What it sees anyway, in its layers
of shapes, looks like something; so those parts of it are strengthened that make the score: of the activations
`a` at each place, those where `a · ∂score/∂a` is positive.
"""

from collections.abc import Mapping

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming.networks import HEAD, Network

WINDOW = 4
"""Side of a window in places of the head: 128 pixels, the smallest in which this network names things well."""

DOUBT = 2.0
"""How much the score itself counts, where the network does not see the subject at all, beside what serves it."""

_EPSILON = 1e-12


def log_odds(head: Tensor, network: Network, classes: frozenset[int]) -> Tensor:
    """Return, for each window, the logarithm of how much likelier the group is than all else, `(N, h, w)`."""
    members = torch.tensor(sorted(classes), device=head.device)
    window = (min(WINDOW, head.shape[-2]), min(WINDOW, head.shape[-1]))
    scores: Tensor = network.classify(F.avg_pool2d(head, window, stride=1))
    others = scores.index_fill(1, members, -torch.inf)
    return scores[:, members].logsumexp(dim=1) - others.logsumexp(dim=1)


def pull(heard: Mapping[str, Tensor], network: Network, classes: frozenset[int]) -> Tensor:
    """Return a number a picture, `(N,)`, whose gradient leads towards the group.

    `heard` holds the activations of `network.shapes` and `HEAD`, with their graph. At each layer of shapes the
    gradient is `r(max(0, a ⊙ ∂o/∂a)) + DOUBT · ∂p/∂a / ‖∂o/∂a‖`, with `o` the mean log-odds, `p` the mean
    logarithm of the probability, which no longer pulls where it is certain, and `r(v) = v / ‖v‖`.
    """
    odds = log_odds(heard[HEAD], network, classes)
    layers = [heard[name] for name in network.shapes]
    certain = odds.mean(dim=(1, 2)).sum()
    doubtful = F.logsigmoid(odds).mean(dim=(1, 2)).sum()
    slopes = torch.autograd.grad(certain, layers, retain_graph=True)
    doubts = torch.autograd.grad(doubtful, layers, retain_graph=True)
    total = odds.new_zeros(odds.shape[0])
    for activation, slope, doubt in zip(layers, slopes, doubts, strict=True):
        now = activation.detach()
        serving = (now * slope).clamp(min=0) * now.sign()
        direction = serving / _norm(serving) + DOUBT * doubt / _norm(slope)
        total = total + (direction * activation).sum(dim=(1, 2, 3)) / _norm(now).flatten()
    return total


def _norm(activation: Tensor) -> Tensor:
    return activation.square().sum(dim=(1, 2, 3), keepdim=True).sqrt() + _EPSILON
