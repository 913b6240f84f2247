"""Regions: parts of a picture that dream of something of their own."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from engine.dreaming import grammar

PLACES = ("sky", "foliage", "horizon", "left", "right", "top", "bottom", "centre")
"""The places that are found without a mask picture."""

_WHERE = re.compile(rf"^(?P<negated>not )?(?:(?P<place>{'|'.join(PLACES)})|mask(?P<number>[1-9]\d?))$")


class Region(BaseModel):
    """A part of the picture, and what is strengthened there in place of the recipe's objective."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    where: str
    """One of `PLACES`, or `mask1`, `mask2`… for mask pictures that come along; `not` before it turns it over."""

    objective: Annotated[str, Field(max_length=400)]
    """What to strengthen there, as `grammar.parse` reads it."""

    strength: Annotated[float, Field(ge=0, le=4)] = 1.0
    """How strong its steps are, relative to those of the recipe."""

    feather: Annotated[float, Field(ge=0, le=0.25)] = 0.03
    """Standard deviation of the Gaussian that softens its edge, as a fraction of the longest side."""

    @field_validator("where")
    @classmethod
    def _exists(cls, where: str) -> str:
        words = " ".join(where.lower().split())
        read(words)
        return words

    @field_validator("objective")
    @classmethod
    def _spell(cls, text: str) -> str:
        return str(grammar.parse(text))


def read(where: str) -> tuple[bool, str | int]:
    """Return whether a `where` is turned over, and its place or the number of its mask, counted from 1.

    Raises:
        ValueError: it names no place that there is.
    """
    match = _WHERE.match(where)
    if match is None:
        raise ValueError(
            f"where: “{where}” is not a place; I know {', '.join(PLACES)}, mask1, mask2… and “not” of them"
        )
    return match["negated"] is not None, match["place"] or int(match["number"])
