"""One step of the ascent: what the network sees from a view becomes a change of the picture."""

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from engine.dreaming import gradients, octaves, tone, views
from engine.dreaming.anchor import anchored
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import Hearing
from engine.dreaming.views import View

_NOTHING = 1e-3


@dataclass(frozen=True)
class Part:
    """A region at the size of an octave."""

    hearing: Hearing
    """Of its own objective."""
    mask: Tensor
    """`(1, 1, H, W)` with values 0-1, somewhere above zero."""
    strength: float


@dataclass
class Heading:
    """Which way a dream has been going, over all its steps so far."""

    direction: Tensor | None = None

    def turn(self, direction: Tensor, momentum: float) -> Tensor:
        """Return the direction with `momentum` of the heading before it added, as long as it was; remember the sum.

        The momentum of Dong et al., Boosting Adversarial Attacks with Momentum (2018): what all views agree on
        adds up, what only one of them showed fades.
        """
        heading = direction
        if self.direction is not None:
            size = (direction.shape[-2], direction.shape[-1])
            heading = direction + momentum * octaves.resize(self.direction, size)
        self.direction = heading
        return direction.abs().mean() * gradients.unit(heading)


@dataclass(frozen=True)
class Ground:
    """What a step stands on besides the picture, at the size of its octave."""

    original: Tensor
    """`(1, 3, H, W)`, what the dream started from."""
    parts: tuple[Part, ...] = ()
    awaken: bool = False
    """Whether gradients are redirected through channels that do not respond yet."""
    heading: Heading | None = None
    """Of the steps before this one."""
    distraction: Tensor | None = None
    """`(1, 3, H, W)`, what lies over the picture while the network looks."""

    def in_tiles(self, tile: int) -> "Ground":
        """Return the same with tiles of that side for the parts as well."""
        parts = tuple(replace(part, hearing=part.hearing.in_tiles(tile)) for part in self.parts)
        return replace(self, parts=parts)


def ascend(
    picture: Tensor, hearing: Hearing, recipe: Recipe, generator: torch.Generator, ground: Ground | None = None
) -> Tensor:
    """Return the picture one step further towards what is heard, with values kept within 0-1.

    Without a `ground` there are no regions, and the picture is its own original.
    """
    ground = ground or Ground(picture)
    size = (picture.shape[-2], picture.shape[-1])
    view = views.draw(size, recipe.jitter, recipe.zoom, generator, flips=recipe.flips)
    if recipe.distraction:
        ground = replace(ground, distraction=distraction(ground.original, recipe.distraction, generator))
    direction = _direction(picture, view, hearing, recipe, ground)
    if recipe.momentum and ground.heading is not None:
        direction = ground.heading.turn(direction, recipe.momentum)
    change = recipe.strength * direction
    if recipe.restraint:
        change = tone.headroom(picture, change, recipe.restraint)
    stepped = (picture + change).clamp_(0, 1)
    if recipe.hold:
        stepped = torch.lerp(stepped, ground.original, recipe.hold)
    if recipe.restraint:
        stepped = tone.restrain(stepped, ground.original, recipe.restraint)
    return anchored(stepped, ground.original, recipe.anchor)


def distraction(photograph: Tensor, amount: float, generator: torch.Generator) -> Tensor:
    """Return the photograph's deviation from its mean colour, moved somewhere and times the amount, `(1, 3, H, W)`.

    After Wang et al., Admix: Enhancing the Transferability of Adversarial Attacks (2021), with the picture itself in
    the place of others.
    """
    height, width = photograph.shape[-2:]
    down, right = (int(torch.randint(side, (), generator=generator)) for side in (height, width))
    moved = photograph.roll((down, right), (-2, -1))
    return amount * (moved - photograph.mean(dim=(2, 3), keepdim=True))


def _direction(picture: Tensor, view: View, hearing: Hearing, recipe: Recipe, ground: Ground) -> Tensor:
    """Return the way to go, `(1, 3, H, W)`, with a mean absolute value of about one where something pulls."""
    direction = blend(picture, view, hearing, recipe, ground)
    if recipe.paint == "luminance":
        direction = direction.mean(dim=1, keepdim=True).expand_as(direction)
        if not ground.parts:
            direction = gradients.unit(direction)
    if recipe.smoothness:
        # A softness under four times the change would let neighbours overshoot each other.
        softness = max(0.05, 4 * recipe.strength * recipe.smoothness)
        flow = tone.smoothing(picture, softness)
        if recipe.paint == "luminance":
            flow = flow.mean(dim=1, keepdim=True)
        direction = direction + recipe.smoothness * flow
    return direction


def blend(picture: Tensor, view: View, hearing: Hearing, recipe: Recipe, ground: Ground) -> Tensor:
    """Return the directions of all objectives, each in its place and with a mean absolute value of one there.

    Where regions overlap they share the place; the main objective has what they leave, `1 - union`.
    """
    if not ground.parts:
        return gradients.unit(slope(picture, view, hearing, recipe, ground))
    masks = torch.stack([part.mask for part in ground.parts])
    shared = masks.sum(dim=0).clamp(min=1)
    left = 1 - masks.amax(dim=0)
    direction = torch.zeros_like(picture)
    if left.amax() > _NOTHING:
        direction = left * _unit_within(slope(picture, view, hearing, recipe, ground), left)
    for part in ground.parts:
        if part.strength:
            own = slope(picture, view, part.hearing, recipe, ground)
            direction = direction + part.strength * part.mask / shared * _unit_within(own, part.mask)
    return direction


def _unit_within(gradient: Tensor, mask: Tensor) -> Tensor:
    mean = (gradient.abs() * mask).mean() / mask.mean().clamp(min=1e-12)
    return gradient / (mean + 1e-12)


def slope(picture: Tensor, view: View, hearing: Hearing, recipe: Recipe, ground: Ground | None = None) -> Tensor:
    """Return the gradient of what is heard, `(1, 3, H, W)`, even in its bands and in colours that go together."""
    ground = ground or Ground(picture)
    leaf = picture.detach().requires_grad_()
    seen = leaf if ground.distraction is None else leaf + ground.distraction
    pull = hearing.pull(view.of(seen), awaken=ground.awaken, branches=recipe.branches)
    (gradient,) = torch.autograd.grad(pull.sum(), leaf)
    pause = hearing.network.pause
    pause()
    gradient = gradients.equalise(gradient, recipe.bands, recipe.grain)
    pause()
    gradient = gradients.blur(gradient, recipe.blur)
    pause()
    gradient = gradients.harmonise(gradient, recipe.colour)
    pause()
    gradient = gradients.soften_colours(gradient, recipe.colour_blur)
    pause()
    return gradient
