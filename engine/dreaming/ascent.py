"""One step of the ascent: what the network sees from a view becomes a change of the picture."""

from dataclasses import dataclass

import torch
from torch import Tensor

from engine.dreaming import gradients, objectives, tone, views
from engine.dreaming.networks import Network
from engine.dreaming.objectives import Objective
from engine.dreaming.recipe import Recipe
from engine.dreaming.regions import Region
from engine.dreaming.scoring import pull
from engine.dreaming.views import View

_NOTHING = 1e-3


@dataclass(frozen=True)
class Ground:
    """What a step stands on besides the picture, at the size of its octave."""

    original: Tensor
    """`(1, 3, H, W)`, what the dream started from."""
    regions: tuple[tuple[Region, Tensor], ...] = ()
    """Each region with its mask `(1, 1, H, W)`; none of them is empty."""


def ascend(
    picture: Tensor,
    objective: Objective,
    network: Network,
    recipe: Recipe,
    generator: torch.Generator,
    ground: Ground | None = None,
) -> Tensor:
    """Return the picture one step further towards the objective, with values kept within 0-1.

    Without a `ground` there are no regions, and the picture is its own original.
    """
    ground = ground or Ground(picture)
    view = views.draw((picture.shape[-2], picture.shape[-1]), recipe.jitter, recipe.zoom, generator)
    change = recipe.strength * _direction(picture, view, objective, network, recipe, ground)
    if recipe.restraint:
        change = tone.headroom(picture, change, recipe.restraint)
    stepped = (picture + change).clamp(0, 1)
    if recipe.hold:
        stepped = torch.lerp(stepped, ground.original, recipe.hold)
    if recipe.restraint:
        stepped = tone.restrain(stepped, ground.original, recipe.restraint)
    return stepped


def _direction(
    picture: Tensor, view: View, objective: Objective, network: Network, recipe: Recipe, ground: Ground
) -> Tensor:
    """Return the way to go, `(1, 3, H, W)`, with a mean absolute value of about one where something pulls."""
    direction = blend(picture, view, objective, network, recipe, ground.regions)
    if recipe.paint == "luminance":
        direction = direction.mean(dim=1, keepdim=True).expand_as(direction)
        if not ground.regions:
            direction = gradients.unit(direction)
    if recipe.smoothness:
        # A softness under four times the change would let neighbours overshoot each other.
        softness = max(0.05, 4 * recipe.strength * recipe.smoothness)
        flow = tone.smoothing(picture, softness)
        if recipe.paint == "luminance":
            flow = flow.mean(dim=1, keepdim=True)
        direction = direction + recipe.smoothness * flow
    return direction


def blend(
    picture: Tensor,
    view: View,
    objective: Objective,
    network: Network,
    recipe: Recipe,
    regions: tuple[tuple[Region, Tensor], ...],
) -> Tensor:
    """Return the directions of all objectives, each in its place and with a mean absolute value of one there.

    Where regions overlap they share the place; the main objective has what they leave, `1 - union`.
    """
    if not regions:
        return gradients.unit(slope(picture, view, objective, network, recipe))
    total = torch.stack([mask for _, mask in regions]).sum(dim=0)
    left = 1 - torch.stack([mask for _, mask in regions]).amax(dim=0)
    direction = torch.zeros_like(picture)
    if left.amax() > _NOTHING:
        direction = left * _unit_within(slope(picture, view, objective, network, recipe), left)
    for region, mask in regions:
        if region.strength == 0:
            continue
        own = slope(picture, view, objectives.parse(region.objective), network, recipe)
        direction = direction + region.strength * mask / total.clamp(min=1) * _unit_within(own, mask)
    return direction


def _unit_within(gradient: Tensor, mask: Tensor) -> Tensor:
    mean = (gradient.abs() * mask).mean() / mask.mean().clamp(min=1e-12)
    return gradient / (mean + 1e-12)


def slope(picture: Tensor, view: View, objective: Objective, network: Network, recipe: Recipe) -> Tensor:
    """Return the gradient of the objective, `(1, 3, H, W)`, even in its bands and in colours that go together."""
    leaf = picture.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(pull(objective, network, view.of(leaf)).sum(), leaf)
    gradient = gradients.equalise(gradient, recipe.bands, recipe.grain)
    gradient = gradients.blur(gradient, recipe.blur)
    return gradients.harmonise(gradient, recipe.colour)
