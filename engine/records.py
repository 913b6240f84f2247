"""The record of a dream: everything it takes to dream it again, as text that travels inside the file.

It says nothing of the photograph but a digest of its pixels. `imprints` writes it into files and reads it there.
"""

import json
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.dreaming.journeys.journey import Journey
from engine.dreaming.recipe import Recipe

MARK = "pareidolia"
"""The key that tells a record from whatever else stands in that place of a file; its value is the form's version."""
FORM = 1
LARGEST = 48 * 2**10
"""Bytes of a record's text; what EXIF holds in a JPEG is not much more."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class RecordError(ValueError):
    """A file carries no record, or none that can be followed; the message is one sentence for its owner."""


class Record(BaseModel):
    """How a dream came about."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    version: Annotated[str, Field(max_length=40)]
    """Of Pareidolia."""

    torch: Annotated[str, Field(max_length=40)]
    """Version of PyTorch."""

    fingerprint: Annotated[str, Field(max_length=100)]
    """Of the network's weights."""

    recipe: Recipe

    preset: Annotated[str, Field(max_length=64)] | None = None
    """The preset that the recipe came from, if any."""

    journey: Journey | None = None

    photograph: Digest | None = None
    """Of the photograph's pixels as they were dreamt; None for a dream from noise."""

    guides: Annotated[tuple[Digest, ...], Field(max_length=16)] = ()
    masks: Annotated[tuple[Digest, ...], Field(max_length=16)] = ()

    threads: Annotated[int, Field(ge=1, le=256)]
    """Of torch: sums over another number of threads round differently in the last digit."""

    device: Literal["cpu", "cuda"]

    room: Annotated[int, Field(ge=0)] | None = None
    """Bytes that it was allowed, where that was not the usual; the tiles follow from it, and from them last digits."""

    tile: Annotated[int, Field(ge=0)] | None = None
    """Side, in pixels, of the tiles in which the network saw the last octave; None if it saw it whole."""

    def in_tiles(self, tile: int) -> Self:
        """Return the record of a dream whose last octave was seen in tiles of that side, 0 for whole."""
        return self.model_copy(update={"tile": tile or None})


def write(record: Record) -> str:
    """Return the record as one line of ASCII.

    Raises:
        RecordError: it is longer than a file can carry.
    """
    text = json.dumps({MARK: FORM, **record.model_dump(mode="json", exclude_none=True)}, separators=(",", ":"))
    if len(text) > LARGEST:
        raise RecordError("This journey has so many keyframes that its record does not fit into a file.")
    return text


def read(text: str) -> Record:
    """Return the record that a text holds.

    Raises:
        RecordError: it is no record, a broken one, or one of a newer Pareidolia.
    """
    if len(text) > LARGEST:
        raise RecordError("The record in this file is larger than any of mine.")
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or MARK not in fields:
        raise RecordError("This file does not say how it was dreamt.")
    if fields.pop(MARK) != FORM:
        raise RecordError("This file was dreamt by a newer Pareidolia than this one.")
    try:
        return Record.model_validate_json(json.dumps(fields))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "all of it"
        if first["type"] == "extra_forbidden":
            raise RecordError(
                f"The record in this file says something that I do not know ({where[:80]}): "
                "it was dreamt by another version of Pareidolia."
            ) from None
        raise RecordError(f"The record in this file is broken: {where[:80]}: {first['msg'][:200]}.") from None
