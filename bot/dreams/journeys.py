"""Journeys: dreams that move, as far as people may ask for them."""

from typing import Literal

from pydantic import JsonValue

from bot.queue import cost
from bot.settings import BotSettings
from engine.dreaming.recipe import Recipe

Motion = Literal["zoom", "way"]

FILE: Literal["MP4"] = "MP4"
"""Every client plays it, and of all formats it is the smallest."""

_STEPS = (2, 1)
"""Of each frame of a zoom, from its smallest octave to the full size."""


def journey(motion: Motion, settings: BotSettings) -> dict[str, JsonValue]:
    """Return where such a dream goes, as an engine is asked for it."""
    whole: dict[str, JsonValue] = {
        "kind": motion,
        "frames": settings.moving_frames,
        "milliseconds": settings.moving_milliseconds,
    }
    return {**whole, "steps": [*_STEPS]} if motion == "zoom" else whole


def journey_cost(going: dict[str, JsonValue], recipe: Recipe, first: float) -> float:
    """Return the megapixel steps of a dream that moves, of which `first` are those of the dream it begins with."""
    frames = going["frames"]
    if going["kind"] != "zoom" or not isinstance(frames, int):
        # All that is shown on the way is dreamt anyhow.
        return first
    return first + (frames - 1) * cost(recipe.size, _STEPS, recipe.octave_ratio)
