"""The recipe: every parameter of a dream, so that the same recipe on the same picture gives the same dream."""

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from engine.dreaming import grammar
from engine.dreaming.regions import Region

LARGEST_SIDE = 8192
SMALLEST_SIDE = 64
LARGEST_SEED = 2**63
LARGEST_DEPTH = 10_000
LARGEST_LADDER = 12
CARRYING = 2
"""Steps of an octave that only carries a dream up to a larger size."""


class RecipeError(ValueError):
    """A field of a recipe does not exist or cannot have that value; the message names it."""


class Recipe(BaseModel):
    """How to dream. Pictures have values 0-1, lengths are in pixels."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    network: str = "efficientnet-lite0"
    objective: Annotated[str, Field(max_length=400)]
    """What to strengthen, as `grammar.parse` reads it."""

    size: Annotated[int, Field(ge=SMALLEST_SIDE, le=LARGEST_SIDE)] = 768
    """The longest side of the dream; a smaller picture is enlarged to it."""

    seed: Annotated[int, Field(ge=0, lt=LARGEST_SEED)] = 0

    steps: Annotated[
        tuple[Annotated[int, Field(ge=0, le=400)], ...], Field(min_length=1, max_length=LARGEST_LADDER)
    ] = (
        10,
        10,
        10,
        10,
    )
    """Steps of gradient ascent in each octave, from the smallest octave to the full size."""

    octave_ratio: Annotated[float, Field(ge=1.1, le=3)] = 1.4
    """How much larger each octave is than the one before."""

    strength: Annotated[float, Field(gt=0, le=0.1)] = 0.008
    """Mean change of a value in one step."""

    jitter: Annotated[int, Field(ge=0, le=256)] = 32
    """Each step looks from up to so many pixels elsewhere, each way."""

    zoom: Annotated[float, Field(ge=1, le=2)] = 1.0
    """Each step looks from up to so many times nearer or farther; 1 keeps the distance."""

    flips: bool = False
    """Whether every other step or so looks at it as in a mirror."""

    anchor: Annotated[float, Field(ge=0, le=1)] = 0.0
    """How much of a step's change of the large lights and shades is taken back; the picture stays recognisable."""

    bands: Annotated[int, Field(ge=1, le=8)] = 4
    """Laplacian bands of the gradient that are brought to even power; 1 leaves it as it is."""

    grain: Annotated[float, Field(ge=0, le=2)] = 1.0
    """Strength of each band against the one twice as coarse; below 1 keeps fine noise away."""

    blur: Annotated[float, Field(ge=0, le=8)] = 0.6
    """Standard deviation of the Gaussian that smooths the gradient."""

    colour: Annotated[float, Field(ge=0, le=1)] = 0.6
    """How far the gradient's colours are pulled to those that go together in photographs."""

    colour_blur: Annotated[float, Field(ge=0, le=8)] = 0.0
    """Standard deviation of the Gaussian that smooths the gradient's colours further; light and dark stay sharp."""

    momentum: Annotated[float, Field(ge=0, le=0.95)] = 0.0
    """Share of its direction that each step takes over from those before."""

    branches: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Share of the gradient that comes back through the layers of a residual block, beside all of its shortcut's;
    below 1, more grows of what other networks see as well."""

    distraction: Annotated[float, Field(ge=0, le=2)] = 0.0
    """How strongly the photograph itself, moved elsewhere, lies over what each step sees: what grows has to be seen in
    spite of it, and so by other networks as well."""

    regions: Annotated[tuple[Region, ...], Field(max_length=8)] = ()
    """Parts of the picture with objectives of their own; `objective` recedes where they cover it."""

    start: Literal["photograph", "noise", "fourier", "maco"] = "photograph"
    """What the dream starts from, and how: ascent on the pixels of the photograph or of noise, or a picture of
    the objective alone from a spectrum (see `spectrum`). Without a photograph, `photograph` is noise."""

    smoothness: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Pull against fine noise, by total variation, relative to the step."""

    hold: Annotated[float, Field(ge=0, le=0.5)] = 0.0
    """Share of its way from the original that the picture goes back in each step."""

    paint: Literal["colour", "luminance", "original"] = "colour"
    """What the dream may change: everything, light and dark alone, or everything, shown at each moment in the
    colours of the original."""

    melt: Annotated[float, Field(ge=0, le=1)] = 0.0
    """How much of the photograph's detail melts away before the dream begins, so that the dream's has its place."""

    restraint: Annotated[float, Field(ge=0, le=1)] = 0.0
    """How far contrast and mean colours are kept at those of the start, and values from burning out."""

    depth: Annotated[int, Field(ge=0, le=LARGEST_DEPTH)] = 0
    """How many dreams this one goes on from; `deeper` counts it."""

    @field_validator("objective")
    @classmethod
    def _spell(cls, text: str) -> str:
        return str(grammar.parse(text))

    @model_validator(mode="after")
    def _do_something(self) -> Self:
        if not any(self.steps):
            raise ValueError("a dream needs at least one step")
        return self

    def at(self, size: int) -> Self:
        """Return the recipe for a dream of that size, with further octaves where it is larger than this one's.

        Steps are tuned for pictures of `size`: what they draw is as large, in pixels, as the network has learnt to
        see it. In a larger picture the same octaves would draw it smaller, and take steps by the thousand
        megapixels. So the octaves stay where they are, and further ones carry what grew there up to the full size,
        with as few steps as give it edges and texture.
        """
        further = max(0, round(math.log(size / self.size, self.octave_ratio)))
        steps = (*self.steps, *[min(CARRYING, max(self.steps))] * further)[:LARGEST_LADDER]
        return self.model_copy(update={"size": size, "steps": steps})

    @classmethod
    def of(cls, fields: Mapping[str, Any], base: "Recipe | None" = None) -> "Recipe":
        """Return the recipe with these fields; the others come from `base`, or are at their defaults.

        Steps of `base` that nobody changes are continued up to a larger size; see `at`.

        Raises:
            RecipeError: a field does not exist or cannot have that value.
        """
        kept = base.model_dump() if base is not None else {}
        try:
            recipe = cls.model_validate({**kept, **fields})
        except ValidationError as error:
            raise RecipeError(complaint(error)) from None
        if base is None or "steps" in fields:
            return recipe
        return recipe.model_copy(update={"size": base.size}).at(recipe.size)


def full_steps(steps: Sequence[int], octave_ratio: float) -> float:
    """Return how many steps at the full size are as much work as these, from the smallest octave to the full size.

    An octave's sides are those of the next larger one over `octave_ratio`, and its pixels that over its square.
    """
    return sum(count / octave_ratio ** (2 * octave) for octave, count in enumerate(reversed(steps)))


def complaint(error: ValidationError) -> str:
    """Return what is wrong with the first wrong field, which it names."""
    wrong = error.errors()[0]
    field = ".".join(map(str, wrong["loc"]))
    if wrong["type"] == "extra_forbidden":
        return f"a recipe has no field “{field}”"
    what = wrong["msg"].removeprefix("Value error, ")
    return f"{field}: {what}" if field else what
