"""Presets: the dreams that people pick by name or by reacting with an emoji. They are data, in presets.toml."""

import difflib
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from engine.dreaming.grammar import parse
from engine.dreaming.objectives import Objective, Subject
from engine.dreaming.recipe import Recipe, RecipeError, complaint


class UnknownPresetError(ValueError):
    """There is no preset of that name.

    Attributes:
        name: what was asked for.
        closest: the names that look most like it, best first; all of them where none does.
    """

    def __init__(self, name: str, known: "Presets") -> None:
        self.name = name
        self.closest = tuple(difflib.get_close_matches(name.lower(), known, n=3)) or tuple(known)
        listed = ", ".join(self.closest)
        super().__init__(f"I do not know the dream “{name}”; did you mean {listed}?")


class PresetsError(ValueError):
    """A file of presets does not say what it should; the message names the preset and the field."""


@dataclass(frozen=True)
class Preset:
    """A kind of dream with a name."""

    name: str
    emoji: str
    """One code point, which every Discord client shows as a picture."""
    line: str
    """What it does to a picture, for people."""
    recipe: Recipe
    """Everything but the size and the seed, which are at their defaults here."""


Presets = Mapping[str, Preset]
"""Presets by name, in the order in which people see them; the first is the default."""


class _Entry(BaseModel):
    """A table of presets.toml; what it does not know itself is of the recipe."""

    model_config = ConfigDict(extra="allow")

    emoji: str
    line: str = Field(min_length=1, max_length=100)
    like: str | None = None

    @field_validator("emoji")
    @classmethod
    def _be_a_picture(cls, emoji: str) -> str:
        if len(emoji) != 1 or unicodedata.east_asian_width(emoji) != "W":
            raise ValueError("should be one emoji of a single code point, such as 🦜")
        return emoji


def read(text: str, known: Presets | None = None) -> Presets:
    """Return the known presets and those that a TOML text tells of; one of a known name takes its place.

    Raises:
        PresetsError: the text is not TOML, or an entry is wrong.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PresetsError(f"not TOML: {error}") from None
    presets = dict(known or {})
    for name, table in tables.items():
        presets[name] = _preset(name, table, presets)
    emoji: dict[str, str] = {}
    for preset in presets.values():
        if (other := emoji.setdefault(preset.emoji, preset.name)) != preset.name:
            raise PresetsError(f"{preset.name}: {preset.emoji} is the emoji of {other} already")
    return MappingProxyType(presets)


def _preset(name: str, table: object, known: Presets) -> Preset:
    if not name.isidentifier() or name != name.lower():
        raise PresetsError(f"“{name}” should be one word in small letters")
    try:
        entry = _Entry.model_validate(table)
        fields: dict[str, Any] = dict(entry.model_extra or {})
        if entry.like is not None:
            if entry.like not in known:
                raise PresetsError(f"{name}: like: there is no preset “{entry.like}” before it")
            fields = {**known[entry.like].recipe.model_dump(exclude_unset=True), **fields}
        recipe = Recipe.of(fields)
    except ValidationError as error:
        raise PresetsError(f"{name}: {complaint(error)}") from None
    except RecipeError as error:
        raise PresetsError(f"{name}: {error}") from None
    return Preset(name, entry.emoji, entry.line, recipe)


def find(name: str, presets: Presets) -> Preset:
    """Return the preset of that name; capitals do not matter.

    Raises:
        UnknownPresetError: there is no such preset.
    """
    try:
        return presets[name.lower()]
    except KeyError:
        raise UnknownPresetError(name, presets) from None


def subject_preset(presets: Presets) -> Preset:
    """Return the preset whose way of dreaming suits any class: the first that asks for subjects alone.

    Where none does, it is the default.
    """
    asking = (preset for preset in presets.values() if _asks_for_subjects(parse(preset.recipe.objective)))
    return next(asking, next(iter(presets.values())))


def _asks_for_subjects(objective: Objective) -> bool:
    return all(isinstance(term, Subject) for _, term in objective.terms)


PRESETS = read(files("engine.dreaming").joinpath("presets.toml").read_text("utf-8"))
"""The presets that come with the library."""

DEFAULT = next(iter(PRESETS))
