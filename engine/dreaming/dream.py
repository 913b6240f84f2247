"""The dream itself, octave by octave; `ascent` takes the steps."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.dreaming import objectives, octaves
from engine.dreaming.ascent import ascend
from engine.dreaming.networks import Network
from engine.dreaming.noise import cloud
from engine.dreaming.recipe import Recipe


@dataclass(frozen=True)
class Moment:
    """Where a dream stands after a step. Counting starts at 1."""

    octave: int
    octaves: int
    step: int
    steps: int
    """Of this octave."""
    fraction: float
    """Of the work of the whole dream, by pixels."""
    picture: Tensor
    """`(1, 3, H, W)` at the size of this octave; the next step replaces it and leaves this one as it is."""


def dream(photograph: Tensor | None, recipe: Recipe, network: Network) -> Iterator[Moment]:
    """Dream a photograph `(1, 3, H, W)`, or noise for None, and yield after each step; the last is the dream.

    Nothing is computed before the first `next`. Random draws come from the CPU, so that a seed means the same
    on every device.

    Raises:
        UnknownLayerError: the objective names a layer that the network does not have.
    """
    generator = torch.Generator().manual_seed(recipe.seed)
    objective = objectives.parse(recipe.objective)
    if photograph is None:
        photograph = cloud((recipe.size, recipe.size), generator)
    photograph = photograph.to(network.device)
    height, width = photograph.shape[-2:]
    ladder = octaves.sizes((height, width), len(recipe.steps), recipe.octave_ratio)
    work = sum(high * wide * steps for (high, wide), steps in zip(ladder, recipe.steps, strict=True))

    done = 0
    base = octaves.resize(photograph, ladder[0])
    picture = base
    for octave, (size, steps) in enumerate(zip(ladder, recipe.steps, strict=True), start=1):
        next_base = octaves.resize(photograph, size)
        picture = octaves.climb(picture, base, next_base).clamp(0, 1)
        base = next_base
        for step in range(1, steps + 1):
            picture = ascend(picture, objective, network, recipe, generator)
            done += size[0] * size[1]
            yield Moment(octave, len(ladder), step, steps, done / work, picture)
    if recipe.steps[-1] == 0:
        yield Moment(len(ladder), len(ladder), 0, 0, 1.0, picture)
