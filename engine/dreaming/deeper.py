"""Deeper: dreaming a dream on from where it ended, as often as one likes."""

import math

from engine.dreaming.recipe import LARGEST_DEPTH, LARGEST_SEED, Recipe

FRESH = 0.5
"""Share of a first dream's steps in the octaves that a deeper one dreams again."""


def deeper(recipe: Recipe) -> Recipe:
    """Return the recipe that continues a dream of this one; its photograph is the last picture of that dream.

    It has the next seed, one more `depth`, half of a first dream's steps, and full `restraint`, which keeps the
    contrast and brightness of the picture where they are. Steps are halved at the first time only.
    """
    steps = recipe.steps
    if recipe.depth == 0:
        steps = tuple(math.ceil(count * FRESH) for count in steps)
    return recipe.model_copy(
        update={
            "seed": (recipe.seed + 1) % LARGEST_SEED,
            "depth": min(recipe.depth + 1, LARGEST_DEPTH),
            "start": "photograph",
            "steps": steps,
            "restraint": 1.0,
            "melt": 0.0,
        }
    )
