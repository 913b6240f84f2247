"""What a dream costs: megapixel steps, the pixels of each octave times the steps that are taken in it."""

from collections.abc import Sequence

SMALLEST = 0.5
"""Cost of the smallest dream: its picture has to be fetched, decoded, encoded and posted all the same."""


TASTE = 0.45
"""Cost of one dream of a tasting sheet, on average: 0.3 for textures and 0.5 for subjects, which take more steps."""


def cost(size: int, steps: Sequence[int], octave_ratio: float, aspect: float = 1.0) -> float:
    """Return the megapixel steps of a dream.

    An octave's sides are those of the next larger one over `octave_ratio`, and its pixels that over its square.

    Args:
        size: Longest side of the dream, in pixels.
        steps: Steps in each octave, from the smallest to the full size, as in a recipe.
        octave_ratio: How much larger each octave is than the one before.
        aspect: Shorter side over longer side; where it is not known, a square costs the most.
    """
    octaves = sum(count * octave_ratio ** (-2 * smaller) for smaller, count in enumerate(reversed(steps)))
    return max(SMALLEST, size * size * aspect / 1e6 * octaves)
