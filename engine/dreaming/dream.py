"""The dream itself, octave by octave; `ascent` takes the steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from engine.dreaming import masks as covers
from engine.dreaming import objectives, octaves, spectrum, tone
from engine.dreaming.ascent import Ground, Heading, Part, ascend
from engine.dreaming.networks import Network
from engine.dreaming.noise import cloud
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import AWAKENING, Hearing, listen


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
    photograph: Tensor | None,
    recipe: Recipe,
    network: Network,
    *,
    guides: Sequence[Tensor] = (),
    masks: Sequence[Tensor] = (),
) -> Iterator[Moment]:
    """Dream a photograph `(1, 3, H, W)`, or noise for None, and yield after each step; the last is the dream.

    Nothing is computed before the first `next`. Random draws come from the CPU, so that a seed means the same
    on every device. `guides` are pictures `(1, 3, H, W)` that an objective may follow; `masks` are those that the
    recipe's regions name, `(1, 1, H, W)` of any size, values 0-1.

    Raises:
        UnknownLayerError: the objective names a layer that the network does not have.
        NoHorizonError: a region is the horizon of a picture that has none.
        NoMaskError: a region names a mask that did not come along.
        ValueError: an objective follows a guide that did not come along, or a channel that its layer does not have.
    """
    generator = torch.Generator().manual_seed(recipe.seed)
    hearing = listen(objectives.parse(recipe.objective), network, guides)
    size = (recipe.size, recipe.size) if photograph is None else (photograph.shape[-2], photograph.shape[-1])
    ladder = octaves.sizes(size, len(recipe.steps), recipe.octave_ratio)
    work = sum(high * wide * steps for (high, wide), steps in zip(ladder, recipe.steps, strict=True))

    if recipe.start in ("fourier", "maco"):
        pictures = spectrum.grow(photograph, ladder, hearing, recipe, generator)
    else:
        begin = cloud(size, generator) if photograph is None or recipe.start == "noise" else photograph
        begin = begin.to(network.device)
        parts = _parts(recipe, begin if photograph is None else photograph.to(network.device), network, guides, masks)
        asleep = [part.mask for part in parts if not part.strength]
        melt = recipe.melt * (1 - torch.stack(asleep).amax(dim=0)) if asleep else recipe.melt
        pictures = _octaves(tone.melted(begin, melt), ladder, hearing, recipe, generator, parts)

    done = 0
    for octave, step, picture in pictures:
        high, wide = ladder[octave - 1]
        if step:
            done += high * wide
        yield Moment(octave, len(ladder), step, recipe.steps[octave - 1], done / work, picture)


def _octaves(
    begin: Tensor,
    ladder: list[octaves.Size],
    hearing: Hearing,
    recipe: Recipe,
    generator: torch.Generator,
    parts: tuple[Part, ...],
) -> Iterator[tuple[int, int, Tensor]]:
    """Yield octave, step and picture of each step; step 0 stands for a last octave without any."""
    base = octaves.resize(begin, ladder[0])
    picture = base
    taken = 0
    heading = Heading()
    for octave, (size, steps) in enumerate(zip(ladder, recipe.steps, strict=True), start=1):
        next_base = octaves.resize(begin, size)
        picture = octaves.climb(picture, base, next_base).clamp(0, 1)
        base = next_base
        here = tuple(replace(part, mask=octaves.resize(part.mask, size).clamp(0, 1)) for part in parts)
        for step in range(1, steps + 1):
            ground = Ground(base, here, awaken=taken < AWAKENING, heading=heading)
            picture = ascend(picture, hearing, recipe, generator, ground)
            taken += 1
            yield octave, step, _shown(picture, base, recipe)
    if recipe.steps[-1] == 0:
        yield len(ladder), 0, _shown(picture, base, recipe)


def _shown(picture: Tensor, original: Tensor, recipe: Recipe) -> Tensor:
    return tone.recolour(picture, original) if recipe.paint == "original" else picture


def _parts(
    recipe: Recipe, photograph: Tensor, network: Network, guides: Sequence[Tensor], masks: Sequence[Tensor]
) -> tuple[Part, ...]:
    """Return each region at full size, without those that cover nothing."""
    parts = [
        Part(
            listen(objectives.parse(region.objective), network, guides),
            covers.cover(region, photograph, masks),
            region.strength,
        )
        for region in recipe.regions
    ]
    return tuple(part for part in parts if part.mask.amax() > 1e-3)
