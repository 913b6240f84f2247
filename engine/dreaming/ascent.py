"""One step of the ascent: what the network sees from a view becomes a change of the picture."""

import torch
from torch import Tensor

from engine.dreaming import gradients, views
from engine.dreaming.networks import Network
from engine.dreaming.objectives import Objective
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import pull
from engine.dreaming.views import View


def ascend(
    picture: Tensor, objective: Objective, network: Network, recipe: Recipe, generator: torch.Generator
) -> Tensor:
    """Return the picture one step further towards the objective, with values kept within 0-1."""
    view = views.draw((picture.shape[-2], picture.shape[-1]), recipe.jitter, recipe.zoom, generator)
    direction = gradients.unit(slope(picture, view, objective, network, recipe))
    return (picture + recipe.strength * direction).clamp(0, 1)


def slope(picture: Tensor, view: View, objective: Objective, network: Network, recipe: Recipe) -> Tensor:
    """Return the gradient of the objective, `(1, 3, H, W)`, even in its bands and in colours that go together."""
    leaf = picture.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(pull(objective, network, view.of(leaf)).sum(), leaf)
    gradient = gradients.equalise(gradient, recipe.bands, recipe.grain)
    gradient = gradients.blur(gradient, recipe.blur)
    return gradients.harmonise(gradient, recipe.colour)
