"""Presets: the dreams that people pick by name or by reacting with an emoji."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.dreaming.recipe import Recipe

DEFAULT = "animals"


class UnknownPresetError(ValueError):
    """There is no preset of that name.

    Attributes:
        name: what was asked for.
        closest: the names that look most like it, best first; all of them where none does.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.closest = tuple(difflib.get_close_matches(name.lower(), PRESETS, n=3)) or tuple(PRESETS)
        listed = ", ".join(self.closest)
        super().__init__(f"I do not know the dream “{name}”; did you mean {listed}?")


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


def preset(name: str) -> Preset:
    """Return the preset of that name; capitals do not matter.

    Raises:
        UnknownPresetError: there is no such preset.
    """
    try:
        return PRESETS[name.lower()]
    except KeyError:
        raise UnknownPresetError(name) from None


def _by_name(*presets: Preset) -> Mapping[str, Preset]:
    return MappingProxyType({preset.name: preset for preset in presets})


def _layer(name: str, *steps: int, strength: float, grain: float = 1.0) -> Recipe:
    return Recipe(objective=name, steps=steps, strength=strength, grain=grain, blur=0.8, colour=0.8)


def _subject(name: str) -> Recipe:
    # A subject takes its shape in the small octaves; the large ones only draw it out.
    return Recipe(
        objective=name,
        steps=(40, 12, 4, 1),
        octave_ratio=1.5,
        strength=0.005,
        grain=0.85,
        zoom=1.25,
        blur=0.8,
        colour=0.8,
    )


PRESETS = _by_name(
    Preset(
        "animals",
        "🐾",
        "Creatures with fur and wet noses step out of every shape.",
        _layer("block10", 30, 20, 12, 6, 3, strength=0.005, grain=0.85),
    ),
    Preset("birds", "🦜", "Feathers, beaks and bright round eyes.", _subject("birds")),
    Preset("dogs", "🐶", "The dogs that were in there all along.", _subject("dogs")),
    Preset("cats", "🐱", "Whiskers, spots and a long stare.", _subject("cats")),
    Preset("sea", "🐠", "Fish, corals and jellyfish come swimming.", _subject("sea")),
    Preset(
        "dragons",
        "🐲",
        "Scales, crests and coral gardens.",
        _layer("block12", 30, 20, 12, 6, 3, strength=0.006),
    ),
    Preset("buildings", "🏰", "Domes, towers and palaces rise from it.", _subject("buildings")),
    Preset("eyes", "👀", "The picture looks back at you.", _layer("block9", 10, 10, 10, 10, strength=0.006)),
    Preset("ornaments", "🧿", "Mosaics, beads and arabesques.", _layer("block5", 10, 10, 10, 10, strength=0.008)),
    Preset("strokes", "🎨", "A painter follows every edge.", _layer("block3", 10, 10, 10, 10, 10, strength=0.008)),
)
"""All presets by name, in the order in which people see them."""
