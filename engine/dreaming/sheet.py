"""The tasting sheet's dreams: many recipes on a small copy of one picture, a few quick steps each."""

from collections.abc import Iterator, Mapping

from torch import Tensor

from engine.dreaming.dream import dream
from engine.dreaming.networks import Network
from engine.dreaming.recipe import Recipe

SIDE = 192
"""Longest side of each dream, in pixels."""

STEPS = (8, 4)
"""Enough to tell the dreams apart; each step is as long as `HASTE` of the recipe's."""

HASTE = 2.0


def taste(recipe: Recipe, side: int = SIDE) -> Recipe:
    """Return a quick form of a recipe: small, and with few and long steps."""
    strength = min(HASTE * recipe.strength, 0.1)
    return recipe.model_copy(update={"size": side, "steps": STEPS, "octave_ratio": 1.5, "strength": strength})


def dreams(photograph: Tensor | None, recipes: Mapping[str, Recipe], network: Network) -> Iterator[tuple[str, Tensor]]:
    """Yield the name and the dream `(1, 3, H, W)` of each recipe, all of the same photograph or of noise."""
    for name, recipe in recipes.items():
        *_, last = dream(photograph, recipe, network)
        yield name, last.picture
