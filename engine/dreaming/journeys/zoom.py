"""Zoom: into the dream without end, the signature of DeepDream since google/deepdream (2015)."""

from collections.abc import Iterator
from typing import Unpack

from torch import Tensor

from engine.dreaming.dream import Alongside, Moment, dream
from engine.dreaming.journeys import character
from engine.dreaming.journeys.frame import Frame
from engine.dreaming.journeys.journey import Zoom
from engine.dreaming.journeys.movement import movements, wander
from engine.dreaming.networks import Network
from engine.dreaming.recipe import LARGEST_SEED, Recipe, full_steps


def zoom(
    photograph: Tensor | None, recipe: Recipe, journey: Zoom, network: Network, **alongside: Unpack[Alongside]
) -> Iterator[Frame]:
    """Dream a photograph `(1, 3, H, W)`, or noise for None, and go on into it; yield each frame as it is ready.

    The first frame is the whole dream that the recipe makes; looks at it come before. Frames stay in float from
    one to the next, so nothing is lost to rounding.

    Raises:
        UnknownLayerError: the recipe or a keyframe names a layer that the network does not have.
        RecipeError: see `dream`.
    """
    # One frame's work against that of the first dream, both counted in steps at the full size.
    first = full_steps(recipe.steps, recipe.octave_ratio)
    each = full_steps(journey.steps, recipe.octave_ratio)
    whole = first + each * (journey.frames - 1)

    moment: Moment | None = None
    for moment in dream(photograph, recipe, network, **alongside):
        yield Frame(1, journey.frames, moment.fraction * first / whole, moment.picture, ready=False)
    assert moment is not None, "a dream takes at least one step"  # noqa: S101
    picture = moment.picture
    yield Frame(1, journey.frames, first / whole, picture)

    wanted = character.character(picture)
    for index, movement in enumerate(movements(journey), start=1):
        picture = _dream_on(movement.of(picture, wander(index)), _recipes(index, recipe, journey), network, alongside)
        picture = character.hold(picture, wanted, journey.steadiness)
        yield Frame(index + 1, journey.frames, (first + each * index) / whole, picture)


def _recipes(frame: int, recipe: Recipe, journey: Zoom) -> list[tuple[Recipe, float]]:
    """Return what a frame is dreamt with, and how much each counts."""
    few = {
        "steps": journey.steps,
        # Each frame looks from elsewhere, or the same grid would be dug deeper and deeper.
        "seed": (recipe.seed + frame) % LARGEST_SEED,
        "size": recipe.size,
        "network": recipe.network,
        # What was to melt did so in the first frame.
        "melt": 0.0,
    }
    return [((other or recipe).model_copy(update=few), weight) for other, weight in journey.weights(frame)]


def _dream_on(picture: Tensor, recipes: list[tuple[Recipe, float]], network: Network, alongside: Alongside) -> Tensor:
    """Return the picture dreamt with each recipe, mixed by weight: one dream turns into the other without a jump."""
    mixed = None
    for recipe, weight in recipes:
        *_, moment = dream(picture, recipe, network, **alongside)
        part = moment.picture * weight
        mixed = part if mixed is None else mixed + part
    assert mixed is not None, "the weights add up to one"  # noqa: S101
    return mixed
