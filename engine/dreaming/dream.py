"""The dream itself, octave by octave; `ascent` takes the steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

import torch
from torch import Tensor

from engine.dreaming import grammar, memory, octaves, spectrum, tone
from engine.dreaming import masks as covers
from engine.dreaming.allocator import release
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
    tile: int = 0
    """Side of the tiles, in pixels, that the network ran in; 0 for the whole picture at once."""
    need: int = 0
    """Bytes of memory that this octave was predicted to take."""


class Alongside(TypedDict, total=False):
    """What may be given to a dream beside its photograph."""

    guides: Sequence[Tensor]
    """Pictures `(1, 3, H, W)` that an objective may follow."""
    masks: Sequence[Tensor]
    """Those that the recipe's regions name, `(1, 1, H, W)` of any size, values 0-1."""
    room: int
    """The memory that the dream may take, in bytes beside what is taken before; `memory.USUAL` if nobody says. As far
    as it has to, the network runs in tiles, which shows the same."""


def dream(
    photograph: Tensor | None, recipe: Recipe, network: Network, **alongside: Unpack[Alongside]
) -> Iterator[Moment]:
    """Dream a photograph `(1, 3, H, W)`, or noise for None, and yield after each step; the last is the dream.

    Nothing is computed before the first `next`. Random draws come from the CPU, so that a seed means the same
    on every device.

    Raises:
        NotEnoughMemoryError: it does not fit into the room, or there is less memory than that.
        UnknownLayerError: the objective names a layer that the network does not have.
        NoHorizonError: a region is the horizon of a picture that has none.
        NoMaskError: a region names a mask that did not come along.
        RecipeError: an objective follows a guide that did not come along, or a channel that its layer does not have.
    """
    guides, masks = alongside.get("guides", ()), alongside.get("masks", ())
    room = alongside.get("room", memory.USUAL)
    generator = torch.Generator().manual_seed(recipe.seed)
    hearing = listen(grammar.parse(recipe.objective), network, guides)
    size = (recipe.size, recipe.size) if photograph is None else (photograph.shape[-2], photograph.shape[-1])
    ladder = octaves.sizes(size, len(recipe.steps), recipe.octave_ratio)
    work = sum(high * wide * steps for (high, wide), steps in zip(ladder, recipe.steps, strict=True))

    parts: tuple[Part, ...] = ()
    if recipe.start in ("fourier", "maco"):
        memory.tile_for([hearing], recipe, size, room)
        pictures = spectrum.grow(photograph, ladder, hearing, recipe, generator, room)
    else:
        begin = cloud(size, generator) if photograph is None or recipe.start == "noise" else photograph
        begin = begin.to(network.device)
        parts = _parts(recipe, begin if photograph is None else photograph.to(network.device), network, guides, masks)
        memory.tile_for(_hearings(hearing, parts), recipe, size, room)
        asleep = [part.mask for part in parts if not part.strength]
        melt = recipe.melt * (1 - torch.stack(asleep).amax(dim=0)) if asleep else recipe.melt
        network.pause()
        pictures = _octaves(tone.melted(begin, melt), ladder, hearing, recipe, generator, parts, room)

    done = 0
    for octave, step, picture, tile in pictures:
        high, wide = ladder[octave - 1]
        if step:
            done += high * wide
        need = memory.need(_hearings(hearing, parts), recipe, ladder[octave - 1], tile)
        yield Moment(octave, len(ladder), step, recipe.steps[octave - 1], done / work, picture, tile, need)


def _octaves(
    begin: Tensor,
    ladder: list[octaves.Size],
    hearing: Hearing,
    recipe: Recipe,
    generator: torch.Generator,
    parts: tuple[Part, ...],
    room: int,
) -> Iterator[tuple[int, int, Tensor, int]]:
    """Yield octave, step, picture and tile of each step; step 0 stands for a last octave without any."""
    base = octaves.resize(begin, ladder[0])
    picture = base
    taken = 0
    heading = Heading()
    for octave, (size, steps) in enumerate(zip(ladder, recipe.steps, strict=True), start=1):
        next_base = octaves.resize(begin, size)
        picture = octaves.climb(picture, base, next_base).clamp(0, 1)
        base = next_base
        hearing.network.pause()
        here = tuple(replace(part, mask=octaves.resize(part.mask, size).clamp(0, 1)) for part in parts)
        tile = memory.tile_for(_hearings(hearing, parts), recipe, size, room) if steps else 0
        if tile:
            release()
        for step in range(1, steps + 1):
            ground = Ground(base, here, awaken=taken < AWAKENING, heading=heading)
            picture, tile = _ascend(picture, hearing, recipe, generator, ground, tile)
            taken += 1
            yield octave, step, _shown(picture, base, recipe), tile
    if recipe.steps[-1] == 0:
        yield len(ladder), 0, _shown(picture, base, recipe), 0


def _ascend(
    picture: Tensor, hearing: Hearing, recipe: Recipe, generator: torch.Generator, ground: Ground, tile: int
) -> tuple[Tensor, int]:
    """Return the picture after a step in tiles, smaller ones if memory runs out, and the tile it took."""
    heading = ground.heading or Heading()
    drawn, went = generator.get_state(), heading.direction

    def step(tile: int) -> Tensor:
        # Whatever it takes, it is the step of the same view, on the same way.
        generator.set_state(drawn)
        heading.direction = went
        return ascend(picture, hearing.in_tiles(tile), recipe, generator, ground.in_tiles(tile))

    return memory.persevere(step, tile, (picture.shape[-2], picture.shape[-1]))


def _hearings(hearing: Hearing, parts: Sequence[Part]) -> list[Hearing]:
    return [hearing, *(part.hearing for part in parts)]


def _shown(picture: Tensor, original: Tensor, recipe: Recipe) -> Tensor:
    return tone.recolour(picture, original) if recipe.paint == "original" else picture


def _parts(
    recipe: Recipe, photograph: Tensor, network: Network, guides: Sequence[Tensor], masks: Sequence[Tensor]
) -> tuple[Part, ...]:
    """Return each region at full size, without those that cover nothing."""
    parts = [
        Part(
            listen(grammar.parse(region.objective), network, guides),
            covers.cover(region, photograph, masks),
            region.strength,
        )
        for region in recipe.regions
    ]
    return tuple(part for part in parts if part.mask.amax() > 1e-3)
