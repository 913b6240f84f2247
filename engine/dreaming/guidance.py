"""Guidance: each place of a dream takes after whatever in a guide picture is most like it."""

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

CHUNK = 1024
"""Places compared with all of the guide at once, which bounds the memory."""

_EPSILON = 1e-12


def features(activation: Tensor) -> Tensor:
    """Return what is at each place of a guide's activation `(1, C, h, w)`, as `(C, places)`."""
    return activation.detach()[0].flatten(1)


def agreement(activation: Tensor, guide: Tensor, *, cosine: bool) -> Tensor:
    """Return how much each place of `(N, C, H, W)` is like its best match in the guide's features, `(N,)`.

    It is `meanᵢ max_j xᵢᵀy_j`, the guided objective of google/deepdream, over the mean lengths of both, so that
    layers of any loudness weigh the same. With `cosine` each `x` and `y` has length one.
    """
    places = activation.flatten(2)
    guide = guide.to(activation.dtype)
    if cosine:
        places, guide = F.normalize(places, dim=1), F.normalize(guide, dim=0)
    with torch.no_grad():
        matches = torch.stack([guide[:, _best(place, guide)] for place in places.detach()])
        scale = places.norm(dim=1).mean(dim=1) * guide.norm(dim=0).mean() + _EPSILON
    agreement: Tensor = (places * matches).sum(dim=1).mean(dim=1) / scale
    return agreement


def _best(places: Tensor, guide: Tensor) -> Tensor:
    return torch.cat([(chunk.T @ guide).argmax(dim=1) for chunk in torch.split(places, CHUNK, dim=1)])
