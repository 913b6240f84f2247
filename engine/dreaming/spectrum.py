"""Spectrum: pictures of an objective alone, found among the waves that a picture is made of.

`fourier` is the parametrisation of Olah, Mordvintsev and Schubert, Feature Visualization (2017): amplitudes
over 1/frequency in decorrelated colours, through a sigmoid. `maco` is that of Fel et al., MaCo (2023): the
magnitudes are fixed and only the phases are found. Its magnitudes are those of the photograph given, and
without one fall with a power of the frequency (`FALL`), about as in natural images (Field, 1987). Either way
the contrast of `maco` is fixed, `CONTRAST`, and that of `fourier` grows up to it.
Regions, paint, smoothness, hold and restraint are for dreams on pixels and change nothing here.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from engine.dreaming import memory, octaves, views
from engine.dreaming.allocator import release
from engine.dreaming.ascent import Ground, slope
from engine.dreaming.gradients import COLOUR_DIRECTIONS, unit
from engine.dreaming.octaves import Size
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import AWAKENING, Hearing
from engine.dreaming.views import View

RATE = 8.0
"""Learning rate of Adam (Kingma and Ba, 2015), in radians of a phase for each unit of the recipe's strength."""

FOURIER_RATE = 32.0
"""The same in amplitudes, with which faint waves become a picture in about a hundred steps."""

CONTRAST = 0.9
"""Standard deviation of a picture before its sigmoid: short of burning, and no grey mush."""

FALL = 1.3
"""How fast the average magnitude falls: `1/frequency ** FALL`, steeper than natural images' 1.0 to 1.2, because
fixed magnitudes leave fine waves without a purpose as noise."""


@dataclass
class Adam:
    """Adam's memory of one tensor."""

    first: Tensor
    second: Tensor
    steps: int = 0

    def change(self, gradient: Tensor) -> Tensor:
        """Return the change for a gradient to climb, with values of about one."""
        self.steps += 1
        self.first.lerp_(gradient, 0.1)
        self.second.lerp_(gradient.square(), 0.01)
        first = self.first / (1 - 0.9**self.steps)
        second = self.second / (1 - 0.99**self.steps)
        return first / (second.sqrt() + 1e-12)


def grow(
    photograph: Tensor | None,
    ladder: list[Size],
    hearing: Hearing,
    recipe: Recipe,
    generator: torch.Generator,
    room: int,
) -> Iterator[tuple[int, int, Tensor, int]]:
    """Yield octave, step, picture `(1, 3, H, W)` and tile after each step; step 0 stands for a last octave without any.

    Each octave begins with the waves of the smaller one. Of a photograph only the magnitudes count, for `maco`.
    """
    waves: Tensor | None = None
    taken = 0
    for octave, (size, steps) in enumerate(zip(ladder, recipe.steps, strict=True), start=1):
        magnitude = _magnitude(photograph, size, recipe).to(hearing.network.device)
        free = _begin(waves, size, magnitude, recipe, generator)
        adam = Adam(torch.zeros_like(free), torch.zeros_like(free))
        tile = memory.tile_for([hearing], recipe, size, room) if steps else 0
        if tile:
            release()
        for step in range(1, steps + 1):
            leaf = free.requires_grad_()
            picture = paint(leaf, magnitude, size, recipe)
            view = views.draw(size, recipe.jitter, recipe.zoom, generator, flips=recipe.flips)
            look = partial(_pull, picture, view, hearing, recipe, taken < AWAKENING)
            pull, tile = memory.persevere(look, tile, size)
            taken += 1
            (gradient,) = torch.autograd.grad(picture, leaf, pull)
            rate = RATE if recipe.start == "maco" else FOURIER_RATE
            free = leaf.detach() + rate * recipe.strength * adam.change(gradient)
            yield octave, step, paint(free, magnitude, size, recipe).detach(), tile
        waves = raw(free.detach(), magnitude, size, recipe)
    if recipe.steps[-1] == 0:
        yield len(ladder), 0, paint(free, magnitude, size, recipe).detach(), 0


def _pull(picture: Tensor, view: View, hearing: Hearing, recipe: Recipe, awaken: bool, tile: int) -> Tensor:
    return unit(slope(picture, view, hearing.in_tiles(tile), recipe, Ground(picture, awaken=awaken)))


def raw(free: Tensor, magnitude: Tensor, size: Size, recipe: Recipe) -> Tensor:
    """Return the picture in decorrelated colours and before its sigmoid, `(1, 3, H, W)`.

    `free` is what is found: `(1, 3, H, W/2 + 1, 2)` real and imaginary parts, or `(1, 3, H, W/2 + 1)` phases.
    """
    waves = torch.view_as_complex(free) if recipe.start == "fourier" else torch.polar(torch.ones_like(free), free)
    mixed: Tensor = torch.fft.irfft2(waves * magnitude, s=size, norm="ortho")
    return mixed


def paint(free: Tensor, magnitude: Tensor, size: Size, recipe: Recipe) -> Tensor:
    """Return the picture that the waves make, `(1, 3, H, W)` with values 0-1."""
    mixed = raw(free, magnitude, size, recipe)
    directions = mixed.new_tensor(COLOUR_DIRECTIONS)
    colours = torch.einsum("oc,nchw->nohw", directions / torch.linalg.matrix_norm(directions, 2), mixed)
    contrast = colours.std() + 1e-6
    if recipe.start == "fourier":
        # What it starts from is faint, and must not be raised to full contrast.
        contrast = contrast.clamp(min=CONTRAST)
    return ((colours - colours.mean()) / contrast * CONTRAST).sigmoid()


def _magnitude(photograph: Tensor | None, size: Size, recipe: Recipe) -> Tensor:
    """Return how strong each wave is, `(1, 3 or 1, H, W/2 + 1)`."""
    if photograph is not None and recipe.start == "maco":
        directions = photograph.new_tensor(COLOUR_DIRECTIONS)
        small = octaves.resize(photograph, size)
        apart = torch.einsum(
            "co,nohw->nchw", torch.linalg.inv(directions), small - small.mean(dim=(2, 3), keepdim=True)
        )
        magnitude: Tensor = torch.fft.rfft2(apart, norm="ortho").abs()
        return magnitude
    down = torch.fft.fftfreq(size[0])[:, None]
    across = torch.fft.rfftfreq(size[1])[None, :]
    frequency = (down.square() + across.square()).sqrt().clamp(min=1 / max(size))
    # Twice the frequency, twice the pixels a side: the ratio keeps the contrast of every octave alike.
    if recipe.start == "maco":
        frequency = frequency**FALL
    magnitude = 4 / (frequency * math.sqrt(size[0] * size[1]))
    return magnitude[None, None]


def _begin(waves: Tensor | None, size: Size, magnitude: Tensor, recipe: Recipe, generator: torch.Generator) -> Tensor:
    """Return what is to be found, at random for the first octave and in waves that are new."""
    shape = (1, 3, size[0], size[1] // 2 + 1)
    if waves is not None:
        known = torch.fft.rfft2(octaves.resize(waves, size), norm="ortho") / magnitude.clamp(min=1e-6)
    if recipe.start == "fourier":
        if waves is not None:
            return torch.view_as_real(known).contiguous()
        return (torch.randn((*shape, 2), generator=generator) * 0.1).to(magnitude.device)
    phases = ((torch.rand(shape, generator=generator) * 2 - 1) * math.pi).to(magnitude.device)
    if waves is None:
        return phases
    # Enlarged pixels say nothing about the waves that the smaller octave could not hold.
    return torch.where(known.abs() > 0.3, known.angle(), phases)
