"""Memory: how much a dream will take, the tiles with which it takes no more than it may, and what if it does.

The need is predicted from what is measured of the network's layers (`Gauge`) and counted of everything that is as
large as the picture. The factors are measured on EfficientNet-Lite0 with PyTorch on a CPU, where what was freed is
not given back at once.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from engine.dreaming.allocator import release
from engine.dreaming.guidance import CHUNK
from engine.dreaming.networks import HEAD
from engine.dreaming.networks.gauge import Gauge
from engine.dreaming.octaves import Size
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import Hearing

USUAL = 3 * 2**30
"""What a dream may take, in bytes, when nobody says otherwise: pictures of about three megapixels stay whole."""

SIDES = (2048, 1024, 512, 256, 128)
"""Of tiles, in pixels. Smaller ones would be mostly margin."""

_WHOLE = 1.25
"""A whole picture takes so many times what its layers keep for the way back."""
_TILE = 3.5
"""The same of a tile, whose memory is taken and freed over and over in pieces of many lengths."""
_CLEANING = 5.5
"""Pictures that exist at once while a gradient becomes a step."""
_WAVES = 8
"""Pictures that a picture from its spectrum takes beside."""
_LISTENING = 3
"""Times that a layer exists which an objective speaks of: itself, its square, its gradient."""
_NAMING = 8
"""Times that the scores of all classes exist for a subject, over all windows."""


class NotEnoughMemoryError(ValueError):
    """A dream does not fit into the memory that there is or that it may take; the message says so."""

    def __init__(self, size: Size, why: str) -> None:
        super().__init__(f"memory: a dream of {size[1]} × {size[0]} pixels {why}; choose a smaller size")


def need(hearings: Sequence[Hearing], recipe: Recipe, size: Size, tile: int) -> int:
    """Return how many bytes the steps of an octave will take at most, its pictures included.

    Args:
        hearings: that of the recipe's objective, and one for each region.
        recipe: how it is dreamt.
        size: (height, width) of the octave.
        tile: side of the tiles in pixels; 0 for none.
    """
    places = size[0] * size[1]
    picture = 12 * places
    # The original, the picture and its masks, at full size and at that of the octave.
    standing = 2 * picture + (len(hearings) - 1) * 2 * picture // 3
    if len(hearings) > 1:
        standing += 2 * picture
    if recipe.momentum:
        standing += picture
    if recipe.distraction:
        standing += 2 * picture
    if recipe.start in ("fourier", "maco"):
        standing += _WAVES * picture
    seen = recipe.zoom**2
    looking = max(
        _looking(hearing, size, recipe.zoom, tile) + _listening(hearing, places * seen, tile) for hearing in hearings
    )
    guides = sum(features.nbytes for hearing in hearings for features in hearing.guides.values())
    return int(standing + guides + max(2 * picture * seen + looking, _CLEANING * picture))


def tile_for(hearings: Sequence[Hearing], recipe: Recipe, size: Size, room: int) -> int:
    """Return the side of the largest tiles, 0 for the whole picture at once, with which an octave fits into `room`.

    Raises:
        NotEnoughMemoryError: it does not fit even in the smallest.
    """
    for tile in (0, *(side for side in SIDES if side < max(size))):
        if (takes := need(hearings, recipe, size, tile)) <= room:
            return tile
    allowed = f"{max(0, room) / 2**30:.2f} GiB of memory beside what is taken already"
    raise NotEnoughMemoryError(size, f"takes {takes / 2**30:.2f} GiB even in the smallest tiles and may take {allowed}")


def persevere(step: Callable[[int], Tensor], tile: int, size: Size) -> tuple[Tensor, int]:
    """Return what a step makes with that tile, or with a smaller one where memory ran out, and the tile it took.

    Raises:
        NotEnoughMemoryError: memory ran out even with the smallest.
    """
    while True:
        try:
            return step(tile), tile
        except (MemoryError, RuntimeError) as error:
            if not _ran_out(error):
                raise
        # Here the error is gone, and with it the frames that hold what was made so far.
        smaller = next((side for side in SIDES if side < (tile or max(size))), None)
        if smaller is None:
            raise NotEnoughMemoryError(size, "does not fit into this machine's memory even in the smallest tiles")
        tile = smaller
        release()


def _looking(hearing: Hearing, size: Size, zoom: float, tile: int) -> float:
    """Return what the network takes to hear a view of a picture and to pass the gradient back."""
    gauge = hearing.network.gauge
    height, width = (side * zoom for side in size)
    if not tile:
        return _WHOLE * _kept(gauge, gauge.down_to(hearing.layers), height * width)
    between = largest = 0.0
    for stretch in gauge.stretches(hearing.layers):
        piece = stretch.reach.piece(tile // stretch.scale) + 4 * stretch.reach.halo
        places = min(piece, height / stretch.scale) * min(piece, width / stretch.scale)
        largest = max(largest, _TILE * _kept(gauge, stretch.layers, places))
        end = stretch.scale * stretch.reach.stride
        between += 4 * gauge.extent(stretch.layers[-1]).said * height * width / end**2
    return between + largest


def _kept(gauge: Gauge, layers: Sequence[str], places: float) -> float:
    """Return what layers, the first of which has so many places, keep for the way back."""
    total = 0.0
    for extent in map(gauge.extent, layers):
        total += extent.kept * places
        places /= extent.stride**2
    return total


def _listening(hearing: Hearing, places: float, tile: int) -> float:
    """Return what an objective makes of the layers that it speaks of, for a picture of so many places."""
    gauge = hearing.network.gauge
    total = 0.0
    for name in gauge.down_to(hearing.layers):
        extent = gauge.extent(name)
        places /= extent.stride**2
        if name in hearing.layers:
            total += _LISTENING * 4 * extent.said * places
        if name == HEAD and not tile:
            total += _NAMING * 4 * len(next(hearing.network.classify.parameters())) * places
    return total + max((4 * CHUNK * features.shape[1] for features in hearing.guides.values()), default=0)


def _ran_out(error: Exception) -> bool:
    """Return whether memory was what was missing: PyTorch has no error of its own for it on a CPU."""
    said = str(error)
    return isinstance(error, (MemoryError, torch.OutOfMemoryError)) or "allocate memory" in said or "bad_alloc" in said
