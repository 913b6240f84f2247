"""What is said over the socket: a request for a dream, the events that answer it, and the frames that carry both.

A frame is one JSON line that ends with `"size": n`, then n raw bytes (a picture, or nothing). A request is one
frame; its answer is a run of frames that always closes with exactly one `done` or `error`. A stream that ends
without either means that the engine died.
"""

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from engine.dreaming.recipe import Recipe

MEDIA_TYPE = "application/x-dream-frames"
MAX_LINE = 64 * 2**10
MAX_BLOB = 64 * 2**20


class FrameError(ValueError):
    """The bytes are not frames, or a frame does not say what it should."""


class ErrorCode(StrEnum):
    """Why a dream did not come about."""

    BAD_REQUEST = "bad_request"
    UNKNOWN_PRESET = "unknown_preset"
    BAD_RECIPE = "bad_recipe"
    BAD_PICTURE = "bad_picture"
    BUSY = "busy"
    STOPPING = "stopping"
    FAILED = "failed"


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DreamRequest(_Message):
    """Please dream the picture of this frame; without bytes, dream from noise.

    The recipe is that of the preset with some fields changed, or, without a preset, one of these fields alone.
    """

    preset: str | None = Field(default=None, max_length=64)
    changes: dict[str, JsonValue] = {}
    """Fields of `Recipe`; the engine checks them against its presets and its network."""


class Queued(_Message):
    """The dream waits; so many are before it, running ones included."""

    event: Literal["queued"] = "queued"
    position: int


class Started(_Message):
    """The dream has a slot; its first step comes next."""

    event: Literal["started"] = "started"


class Progress(_Message):
    """A step is done. Counting starts at 1; `fraction` is of the whole work, `eta` in seconds."""

    event: Literal["progress"] = "progress"
    fraction: float
    octave: int
    octaves: int
    step: int
    steps: int
    eta: float


class Preview(_Message):
    """The dream as it stands: the frame's bytes are a small JPEG."""

    event: Literal["preview"] = "preview"


class Done(_Message):
    """The dream: the frame's bytes are the file, `recipe` repeats it."""

    event: Literal["done"] = "done"
    recipe: Recipe
    media_type: str
    width: int
    height: int
    seconds: float
    """From the first step to the last, without waiting."""


class Error(_Message):
    """No dream will come. `sentence` is for the person who asked; `retriable` if the same may work later."""

    event: Literal["error"] = "error"
    code: ErrorCode
    sentence: str
    retriable: bool = False


Event = Annotated[Queued | Started | Progress | Preview | Done | Error, Field(discriminator="event")]
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


class PresetLine(_Message):
    """A preset as people see it."""

    name: str
    emoji: str
    line: str
    recipe: Recipe
    """How it dreams; the network is the engine's, size and seed are the asker's."""

    def changed(self, changes: Mapping[str, JsonValue]) -> Recipe:
        """Return its recipe with some fields changed.

        Raises:
            RecipeError: a field does not exist or cannot have that value.
        """
        return Recipe.of(changes, self.recipe)


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


def write_frame(message: BaseModel, blob: bytes = b"") -> bytes:
    """Return the message and the bytes it carries as one frame."""
    return json.dumps({**message.model_dump(mode="json"), "size": len(blob)}).encode() + b"\n" + blob


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
    """Return the request that a frame's line makes.

    Raises:
        FrameError: a field is missing or wrong; the message names it.
    """
    try:
        return DreamRequest.model_validate(line)
    except ValidationError as error:
        raise FrameError(_first_complaint(error)) from None


class FrameReader:
    """Takes bytes as they arrive and gives the frames in them: a line as a dict, without `size`, and its bytes."""

    def __init__(self, *, max_blob: int = MAX_BLOB) -> None:
        self._max_blob = max_blob
        self._buffer = bytearray()
        self._line: dict[str, object] | None = None
        self._size = 0

    @property
    def between_frames(self) -> bool:
        """Whether every byte so far belongs to a finished frame."""
        return self._line is None and not self._buffer

    def feed(self, data: bytes) -> Iterator[tuple[dict[str, object], bytes]]:
        """Yield each frame that these bytes complete.

        Raises:
            FrameError: a line is not a JSON object with a size, or larger than it may be.
        """
        self._buffer += data
        while True:
            if self._line is None:
                end = self._buffer.find(b"\n")
                if (len(self._buffer) if end < 0 else end) > MAX_LINE:
                    raise FrameError(f"a frame's line is longer than {MAX_LINE} bytes")
                if end < 0:
                    return
                self._line, self._size = self._parse(bytes(self._buffer[:end]))
                del self._buffer[: end + 1]
            if len(self._buffer) < self._size:
                return
            line, blob = self._line, bytes(self._buffer[: self._size])
            del self._buffer[: self._size]
            self._line = None
            yield line, blob

    def _parse(self, raw: bytes) -> tuple[dict[str, object], int]:
        try:
            line = json.loads(raw)
        except (ValueError, RecursionError):
            raise FrameError("a frame's line is not JSON") from None
        if not isinstance(line, dict):
            raise FrameError("a frame's line is not a JSON object")
        size = line.pop("size", None)
        if type(size) is not int or size < 0:
            raise FrameError("a frame's line has no size")
        if size > self._max_blob:
            raise FrameError(f"a frame carries {size} bytes; at most {self._max_blob} are allowed")
        return line, size


def _first_complaint(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the message"
    return f"{where}: {first['msg']}"
