"""Where to go: every parameter of a journey, so that the same journey with the same recipe gives the same frames."""

import itertools
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from engine.dreaming.presets import PRESETS, Presets, find
from engine.dreaming.recipe import Recipe, RecipeError, complaint

MOST_FRAMES = 1000


def _recipe_of(value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - whatever a caller wrote
    return find(value, info.context or PRESETS).recipe if isinstance(value, str) else value


Factor = Annotated[float, Field(ge=0.8, le=1.5)]
Degrees = Annotated[float, Field(ge=-45, le=45)]
Share = Annotated[float, Field(ge=-0.25, le=0.25)]


class _Journey(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    frames: Annotated[int, Field(ge=2, le=MOST_FRAMES)] = 60
    """How many frames to show."""

    milliseconds: Annotated[int, Field(ge=10, le=10_000)] = 60
    """How long each frame stays."""


class Keyframe(BaseModel):
    """From this frame on, go another way; what is None stays as it was at the keyframe before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    frame: Annotated[int, Field(ge=1, lt=MOST_FRAMES)]
    """Counted from 0, the first frame."""

    recipe: Annotated[Recipe | None, BeforeValidator(_recipe_of)] = None
    """What to dream from there on, also the name of a preset; size, seed and network stay the journey's."""

    zoom: Factor | None = None
    rotation: Degrees | None = None
    right: Share | None = None
    down: Share | None = None


class Zoom(_Journey):
    """Into the dream without end: each frame is the last one, moved a little and dreamt a little further."""

    kind: Literal["zoom"] = "zoom"

    zoom: Factor = 1.03
    """How much nearer each frame is; below 1 it moves away."""

    rotation: Degrees = 0.0
    """Degrees that each frame turns to the left."""

    right: Share = 0.0
    """How far each frame looks to the right, in widths."""

    down: Share = 0.0
    """How far each frame looks down, in heights."""

    steps: Annotated[tuple[Annotated[int, Field(ge=0, le=40)], ...], Field(min_length=1, max_length=4)] = (2, 1)
    """Steps of each frame, from its smallest octave to the full size."""

    steadiness: Annotated[float, Field(ge=0, le=1)] = 0.5
    """How firmly brightness, colour and sharpness are held at those of the first dream; 0 lets them drift."""

    transition: Annotated[int, Field(ge=1, le=200)] = 12
    """Over so many frames a keyframe takes hold."""

    keyframes: Annotated[tuple[Keyframe, ...], Field(max_length=50)] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        frames = [keyframe.frame for keyframe in self.keyframes]
        if any(later <= earlier for earlier, later in itertools.pairwise(frames)):
            raise ValueError("keyframes: each has to lie after the one before it")
        if not any(self.steps):
            raise ValueError("steps: a frame needs at least one step")
        return self

    def hold(self, frame: int, since: int) -> float:
        """Return how far, 0-1, a keyframe has taken hold of a frame: Perlin's smoothstep, `3t² - 2t³`."""
        t = min(1.0, max(0.0, (frame - since + 1) / self.transition))
        return t * t * (3 - 2 * t)

    def weights(self, frame: int) -> list[tuple[Recipe | None, float]]:
        """Return the recipes that a frame is dreamt with, None for the dream's own, and how much each counts.

        There is more than one while keyframes take hold; none counts nothing, and together they count 1.
        """
        weighted: list[tuple[Recipe | None, float]] = [(None, 1.0)]
        for keyframe in self.keyframes:
            if keyframe.recipe is not None and (share := self.hold(frame, keyframe.frame)) > 0:
                left = [(recipe, weight * (1 - share)) for recipe, weight in weighted if share < 1]
                weighted = [*left, (keyframe.recipe, share)]
        return weighted


class Way(_Journey):
    """From the picture to its dream, the way the dream itself went."""

    kind: Literal["way"] = "way"


class Loop(_Journey):
    """From the picture to its dream and back, to be shown over and over without a jump."""

    kind: Literal["loop"] = "loop"


class Film(BaseModel):
    """A film dreamt frame by frame; frames and times are those of the film."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["film"] = "film"

    persistence: Annotated[float, Field(ge=0, le=0.95)] = 0.75
    """How much of the last frame's dream each frame starts with, where nothing moved; 0 dreams each one afresh."""

    motion: Annotated[float, Field(gt=0, le=1)] = 0.1
    """A change of values by so much counts as movement, and the last dream is let go there."""


Journey = Annotated[Zoom | Way | Loop | Film, Field(discriminator="kind")]
_JOURNEY: TypeAdapter[Journey] = TypeAdapter(Journey)


def journey_of(fields: Mapping[str, Any], presets: Presets = PRESETS) -> Journey:
    """Return the journey with these fields, `kind` among them; keyframes may name presets.

    Raises:
        RecipeError: a field does not exist or cannot have that value.
    """
    try:
        return _JOURNEY.validate_python(dict(fields), context=presets)
    except ValidationError as error:
        raise RecipeError(f"journey: {complaint(error)}") from None
