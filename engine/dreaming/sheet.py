"""The tasting sheet's dreams: many recipes on a small copy of one picture, a few quick steps each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from torch import Tensor

from engine.dreaming.dream import dream
from engine.dreaming.grammar import parse
from engine.dreaming.networks import Network
from engine.dreaming.recipe import Recipe

SIDE = 192
"""Longest side of each dream, in pixels."""

STEPS = (8, 4)
"""Enough to tell the dreams apart."""

SHAPING = (20, 4)
"""The same where a subject has to take shape: with fewer, all of them are feathers."""

HASTE = 2.0
"""Each step is as long as so many of the recipe's."""


def taste(recipe: Recipe, side: int = SIDE) -> Recipe:
    """Return a quick form of a recipe: small, and with few and long steps."""
    return recipe.model_copy(
        update={
            "size": side,
            "steps": SHAPING if parse(recipe.objective).subjects else STEPS,
            "octave_ratio": 1.4,
            "strength": min(HASTE * recipe.strength, 0.1),
        }
    )


@dataclass(frozen=True)
class Taste:
    """Where a tasting stands after a step."""

    name: str
    """Of the recipe that it belongs to."""
    number: int
    """Of that recipe, counted from 1."""
    of: int
    fraction: float
    """Of the whole work."""
    picture: Tensor
    """`(1, 3, H, W)`."""
    ready: bool
    """Whether it is the dream; the others are on the way there."""


def tasting(photograph: Tensor | None, recipes: Mapping[str, Recipe], network: Network) -> Iterator[Taste]:
    """Dream each recipe, all of the same photograph or of noise, and yield after each step."""
    count = len(recipes)
    for number, (name, recipe) in enumerate(recipes.items(), start=1):
        for moment in dream(photograph, recipe, network):
            fraction = (number - 1 + moment.fraction) / count
            yield Taste(name, number, count, fraction, moment.picture, ready=moment.fraction >= 1)
