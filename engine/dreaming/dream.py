"""The dream itself, octave by octave; `ascent` takes the steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.dreaming import masks as covers
from engine.dreaming import objectives, octaves, spectrum, tone
from engine.dreaming.ascent import Ground, ascend
from engine.dreaming.networks import Network
from engine.dreaming.noise import cloud
from engine.dreaming.objectives import Objective
from engine.dreaming.recipe import Recipe
from engine.dreaming.regions import Region


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


def dream(
    photograph: Tensor | None, recipe: Recipe, network: Network, masks: Sequence[Tensor] = ()
) -> Iterator[Moment]:
    """Dream a photograph `(1, 3, H, W)`, or noise for None, and yield after each step; the last is the dream.

    Nothing is computed before the first `next`. Random draws come from the CPU, so that a seed means the same
    on every device. `masks` are those that the recipe's regions name, `(1, 1, H, W)` of any size, values 0-1.

    Raises:
        UnknownLayerError: the objective names a layer that the network does not have.
        NoHorizonError: a region is the horizon of a picture that has none.
        NoMaskError: a region names a mask that did not come along.
    """
    generator = torch.Generator().manual_seed(recipe.seed)
    objective = objectives.parse(recipe.objective)
    size = (recipe.size, recipe.size) if photograph is None else (photograph.shape[-2], photograph.shape[-1])
    ladder = octaves.sizes(size, len(recipe.steps), recipe.octave_ratio)
    work = sum(high * wide * steps for (high, wide), steps in zip(ladder, recipe.steps, strict=True))

    if recipe.start in ("fourier", "maco"):
        pictures = spectrum.grow(photograph, ladder, objective, network, recipe, generator)
    else:
        begin = cloud(size, generator) if photograph is None or recipe.start == "noise" else photograph
        begin = begin.to(network.device)
        covered = _covered(recipe, begin if photograph is None else photograph.to(network.device), masks)
        pictures = _octaves(begin, ladder, objective, network, recipe, generator, covered)

    done = 0
    for octave, step, picture in pictures:
        high, wide = ladder[octave - 1]
        if step:
            done += high * wide
        yield Moment(octave, len(ladder), step, recipe.steps[octave - 1], done / work, picture)


def _octaves(
    begin: Tensor,
    ladder: list[octaves.Size],
    objective: Objective,
    network: Network,
    recipe: Recipe,
    generator: torch.Generator,
    covered: tuple[tuple[Region, Tensor], ...],
) -> Iterator[tuple[int, int, Tensor]]:
    """Yield octave, step and picture of each step; step 0 stands for a last octave without any."""
    base = octaves.resize(begin, ladder[0])
    picture = base
    for octave, (size, steps) in enumerate(zip(ladder, recipe.steps, strict=True), start=1):
        next_base = octaves.resize(begin, size)
        picture = octaves.climb(picture, base, next_base).clamp(0, 1)
        base = next_base
        ground = Ground(base, tuple((region, octaves.resize(mask, size).clamp(0, 1)) for region, mask in covered))
        for step in range(1, steps + 1):
            picture = ascend(picture, objective, network, recipe, generator, ground)
            yield octave, step, _shown(picture, base, recipe)
    if recipe.steps[-1] == 0:
        yield len(ladder), 0, _shown(picture, base, recipe)


def _shown(picture: Tensor, original: Tensor, recipe: Recipe) -> Tensor:
    return tone.recolour(picture, original) if recipe.paint == "original" else picture


def _covered(recipe: Recipe, photograph: Tensor, masks: Sequence[Tensor]) -> tuple[tuple[Region, Tensor], ...]:
    """Return each region with its mask at full size, without those that cover nothing."""
    covered = [(region, covers.cover(region, photograph, masks)) for region in recipe.regions]
    return tuple((region, mask) for region, mask in covered if mask.amax() > 1e-3)
