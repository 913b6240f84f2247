"""The way there: from a picture to its dream through the dream's own moments, and the loop there and back."""

import math
from bisect import bisect_right
from collections.abc import Iterator

import torch
from torch import Tensor

from engine.dreaming import octaves
from engine.dreaming.dream import dream
from engine.dreaming.journeys.frame import Frame
from engine.dreaming.journeys.journey import Loop, Way
from engine.dreaming.memory import USUAL
from engine.dreaming.networks import Network
from engine.dreaming.noise import cloud
from engine.dreaming.recipe import Recipe

_DREAMING = 0.95
"""The share of the work that the dream itself takes; the rest brings its moments to full size."""


def way(
    photograph: Tensor | None, recipe: Recipe, journey: Way, network: Network, room: int = USUAL
) -> Iterator[Frame]:
    """Yield the way from a photograph `(1, 3, H, W)`, or noise for None, to its dream.

    The first frame is the photograph and the last is the dream to the bit. From each frame to the next the picture
    changes by the same amount, so that it neither rushes nor stands still. `room` is the memory of
    the dream, as `dream` takes it.

    Raises:
        UnknownLayerError: the recipe names a layer that the network does not have.
    """
    places = [index / (journey.frames - 1) for index in range(journey.frames)]
    return _walk(photograph, recipe, places, network, room)


def loop(
    photograph: Tensor | None, recipe: Recipe, journey: Loop, network: Network, room: int = USUAL
) -> Iterator[Frame]:
    """Yield the way to the dream and back, slow at both ends; after the last frame the first one follows smoothly.

    Raises:
        UnknownLayerError: the recipe names a layer that the network does not have.
    """
    places = [(1 - math.cos(2 * math.pi * index / journey.frames)) / 2 for index in range(journey.frames)]
    return _walk(photograph, recipe, places, network, room)


class Trail:
    """What a dream left behind: its moments, each at its own size, and how far along the whole change they lie."""

    def __init__(self, photograph: Tensor) -> None:
        self._photograph = photograph
        self._moments = [photograph]
        self._lengths = [0.0]
        self._last = photograph

    def add(self, moment: Tensor) -> None:
        """Take in the next moment of the dream, `(1, 3, h, w)`."""
        whole = self._whole(moment)
        self._lengths.append(self._lengths[-1] + (whole - self._last).square().mean().sqrt().item())
        # Half the digits are more than a screen shows, and a large dream has many moments.
        self._moments[-1] = self._moments[-1].half() if len(self._moments) > 1 else self._photograph
        self._moments.append(moment)
        self._last = whole

    def at(self, place: float) -> Tensor:
        """Return the picture at full size after that share, 0-1, of the whole change."""
        length = place * self._lengths[-1]
        after = min(bisect_right(self._lengths, length), len(self._lengths) - 1)
        before = after - 1
        gap = self._lengths[after] - self._lengths[before]
        share = min(1.0, (length - self._lengths[before]) / gap) if gap > 0 else 1.0
        if share in (0, 1):
            return self._whole(self._moments[before if share == 0 else after])
        return torch.lerp(self._whole(self._moments[before]), self._whole(self._moments[after]), share)

    def _whole(self, moment: Tensor) -> Tensor:
        """Return a moment at the size of the photograph, with the detail that its octave could not hold."""
        size = (moment.shape[-2], moment.shape[-1])
        if size == self._photograph.shape[-2:]:
            return moment.float()
        base = octaves.resize(self._photograph, size)
        return octaves.climb(moment.float(), base, self._photograph).clamp(0, 1)


def _walk(
    photograph: Tensor | None, recipe: Recipe, places: list[float], network: Network, room: int
) -> Iterator[Frame]:
    # The same draw that the dream itself begins with when it gets no picture.
    start = photograph
    if start is None:
        start = cloud((recipe.size, recipe.size), torch.Generator().manual_seed(recipe.seed))
    trail = Trail(start.to(network.device))
    count = len(places)
    for moment in dream(photograph, recipe, network, room=room):
        trail.add(moment.picture)
        yield Frame(1, count, _DREAMING * moment.fraction, moment.picture, ready=False)
    for number, place in enumerate(places, start=1):
        yield Frame(number, count, _DREAMING + (1 - _DREAMING) * number / count, trail.at(place))
