"""What is said over the socket: requests and the events that answer them, each in a frame of its own.

A request is a frame with a picture, or without one, and a frame for each picture that comes along. Its answer is a
run of frames that always closes with exactly one `done`, `tasted` or `error`. A stream that ends without any of them,
or that falls silent and has not even a heartbeat, means that the engine died.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from engine.dreaming.grammar import parse
from engine.dreaming.objectives import Guide, Layer
from engine.dreaming.recipe import LARGEST_SEED, Recipe
from engine.frames import FrameError

MEDIA_TYPE = "application/x-dream-frames"
REQUEST_ID = "X-Request-ID"
"""The header by which both sides name a request in their logs: up to 64 letters, digits and any of `._:-`."""
MOST_ENCLOSURES = 16

FileFormat = Literal["PNG", "JPEG", "WEBP", "GIF", "MP4"]


class ErrorCode(StrEnum):
    """Why a dream did not come about."""

    BAD_REQUEST = "bad_request"
    UNKNOWN_PRESET = "unknown_preset"
    BAD_RECIPE = "bad_recipe"
    BAD_PICTURE = "bad_picture"
    TOO_MUCH = "too_much"
    BUSY = "busy"
    STOPPING = "stopping"
    FAILED = "failed"


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


_Kind = TypeVar("_Kind", bound=_Message)


class DreamRequest(_Message):
    """Please dream the picture of this frame; without bytes, dream from noise.

    The recipe is that of the preset with some fields changed, or, without a preset, one of these fields alone.
    """

    preset: str | None = Field(default=None, max_length=64)
    changes: dict[str, JsonValue] = {}
    """Fields of `Recipe`; the engine checks them against its presets and its network."""

    deeper: bool = False
    """Whether the picture is a dream of that recipe, to be dreamt on from where it ended."""

    journey: dict[str, JsonValue] | None = None
    """Fields of a `Journey`, `kind` among them, for a dream that moves."""

    file: FileFormat | None = None
    """What comes back; None for a PNG, or an animated WebP where it moves."""

    budget: int | None = Field(default=None, ge=1)
    """Bytes that the file must not exceed; quality, size and frame rate are lowered until it fits."""


class TasteRequest(_Message):
    """Please dream a small copy of the picture of this frame, or of noise, with many presets, and lay them out."""

    presets: tuple[str, ...] = Field(default=(), max_length=64)
    """Their names; none for all."""

    seed: int = Field(default=0, ge=0, lt=LARGEST_SEED)
    file: Literal["PNG", "JPEG", "WEBP"] | None = None
    budget: int | None = Field(default=None, ge=1)


class Enclosure(_Message):
    """The picture of this frame comes along with the request before it."""

    enclosure: Literal["guide", "mask"]
    """A guide is what `guide(LAYER, number)` follows; of a mask, white is inside. Each is counted in its order."""


class PresetLine(_Message):
    """A preset as people see it."""

    name: str
    emoji: str
    line: str
    recipe: Recipe
    """How it dreams; the network is the engine's, size and seed are the asker's."""

    @classmethod
    def of(cls, preset: object) -> Self:
        """Return the line of an engine's preset, whose attributes have the same names."""
        return cls.model_validate(preset, from_attributes=True)

    def changed(self, changes: Mapping[str, JsonValue]) -> Recipe:
        """Return its recipe with some fields changed.

        Raises:
            RecipeError: a field does not exist or cannot have that value.
        """
        return Recipe.of(changes, self.recipe)

    @property
    def guided(self) -> str | None:
        """The objective that follows a guide at the first layer this preset listens to; None if it names none."""
        layers = (term.name for _, term in parse(self.recipe.objective).terms if isinstance(term, Layer))
        return next((str(Guide(layer)) for layer in layers), None)


class Queued(_Message):
    """The dream waits; so many are before it, running ones included."""

    event: Literal["queued"] = "queued"
    position: int


class Started(_Message):
    """The dream has a slot; its first step comes next."""

    event: Literal["started"] = "started"


class Progress(_Message):
    """A step is done; it belongs to the so-many-th octave of a dream, frame of a journey or preset of a sheet."""

    event: Literal["progress"] = "progress"
    fraction: float
    """Of the whole work."""
    part: Literal["octave", "frame", "preset"]
    number: int
    """Counted from 1."""
    of: int
    eta: float
    """Seconds."""


class Preview(_Message):
    """The dream as it stands: the frame's bytes are a small JPEG."""

    event: Literal["preview"] = "preview"


class _File(_Message):
    media_type: str
    width: int
    height: int
    lowered: str | None = None
    """One line about what was given up for the budget; None if nothing was."""
    seconds: float
    """From the first step to the last, without waiting."""


class Done(_File):
    """The dream: the frame's bytes are the file, `recipe` repeats it."""

    event: Literal["done"] = "done"
    recipe: Recipe


class Tasted(_File):
    """The tasting sheet: the frame's bytes are the file, `presets` are those on it, row by row."""

    event: Literal["tasted"] = "tasted"
    presets: tuple[PresetLine, ...]


class Error(_Message):
    """No dream will come. `sentence` is for the person who asked; `retriable` if the same may work later."""

    event: Literal["error"] = "error"
    code: ErrorCode
    sentence: str
    retriable: bool = False


Event = Annotated[Queued | Started | Progress | Preview | Done | Tasted | Error, Field(discriminator="event")]
LAST = (Done, Tasted, Error)
"""An answer closes with one of these."""
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


class PresetList(_Message):
    """The answer of `GET /v1/presets`."""

    default: str
    presets: tuple[PresetLine, ...]


class ClassList(_Message):
    """The answer of `GET /v1/classes`: what can stand in an objective by its name."""

    preset: str
    """The preset whose way of dreaming suits a class best."""
    names: tuple[str, ...]
    """Of every class of ImageNet, synonyms included, in small letters with underscores for spaces."""


class Health(_Message):
    """The answer of `GET /healthz`."""

    version: str
    network: str
    device: str
    slots: int
    running: int
    waiting: int
    oldest_wait: float = 0
    """Seconds that the dream which is next has waited."""


def read_event(line: dict[str, object]) -> Event:
    """Return the event that a frame's line tells.

    Raises:
        FrameError: it is not an event.
    """
    try:
        return _EVENT.validate_python(line)
    except ValidationError as error:
        raise FrameError(_first_complaint(error)) from None


def read_request(line: dict[str, object]) -> DreamRequest:
    """Return the request for a dream that a frame's line makes.

    Raises:
        FrameError: a field is missing or wrong; the message names it.
    """
    return _read(DreamRequest, line)


def read_tasting(line: dict[str, object]) -> TasteRequest:
    """Return the request for a tasting sheet that a frame's line makes.

    Raises:
        FrameError: a field is missing or wrong; the message names it.
    """
    return _read(TasteRequest, line)


def read_enclosure(line: dict[str, object]) -> Enclosure:
    """Return what the picture of a frame is to the request before it.

    Raises:
        FrameError: it is neither a guide nor a mask.
    """
    return _read(Enclosure, line)


def _read(kind: type[_Kind], line: dict[str, object]) -> _Kind:
    try:
        return kind.model_validate(line)
    except ValidationError as error:
        raise FrameError(_first_complaint(error)) from None


def _first_complaint(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the message"
    return f"{where}: {first['msg']}"
