"""Effort: how much work a dream is, before it begins, in megapixel-steps.

One of them is one step of gradient ascent on a picture of a million pixels.
"""

from engine.dreaming.journeys.journey import Film, Journey, Zoom
from engine.dreaming.recipe import Recipe, full_steps


def effort(recipe: Recipe, pixels: int, journey: Journey | None = None, frames: int = 1) -> float:
    """Return the megapixel-steps of a dream of so many pixels, or of a journey; `frames` are those of a film."""
    steps = full_steps(recipe.steps, recipe.octave_ratio)
    match journey:
        case Zoom():
            steps += sum(
                full_steps(journey.steps, (other or recipe).octave_ratio)
                for frame in range(1, journey.frames)
                for other, _ in journey.weights(frame)
            )
        case Film():
            steps += (frames - 1) * full_steps(fewer_steps(recipe.steps, journey.persistence), recipe.octave_ratio)
        case _:
            pass
    return steps * pixels / 1e6


def fewer_steps(steps: tuple[int, ...], persistence: float) -> tuple[int, ...]:
    """Return so few steps that each frame of a still film gains what blending takes away."""
    return tuple(max(1, round(count * (1 - persistence))) if count else 0 for count in steps)
