"""What to strengthen: objectives are values that add and scale, and print as the words they are written in.

They are built before any network exists. `Layer("block13") * 0.5 + Subject("birds")` prints as
`0.5 block13 + birds`, and `parse` reads that back; the printed form is what a recipe carries. The idea of an
algebra of objectives is lucid's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from engine.dreaming.classes import CLASSES
from engine.dreaming.subjects import SUBJECTS


@dataclass(frozen=True)
class Layer:
    """Everything that a layer of the network responds to."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Direction:
    """Some channels of a layer together, each with a weight; everywhere, or at one place of the picture."""

    layer: str
    channels: tuple[tuple[float, int], ...]
    place: tuple[float, float] | None = None
    """From the left and from the top, 0-1."""

    def __str__(self) -> str:
        channels = _sum((weight, str(channel)) for weight, channel in self.channels)
        place = "" if self.place is None else f"@{_number(self.place[0])},{_number(self.place[1])}"
        return f"{self.layer}[{channels}]{place}"


@dataclass(frozen=True)
class Subject:
    """A group of classes, one of `SUBJECTS`, or a single one of `CLASSES`; it grows where the picture resembles it."""

    name: str

    @property
    def classes(self) -> frozenset[int]:
        """The classes of the network that show it."""
        return SUBJECTS[self.name] if self.name in SUBJECTS else frozenset({CLASSES[self.name]})

    def __str__(self) -> str:
        return self.name


Term = Layer | Direction | Subject


@dataclass(frozen=True)
class Objective:
    """A weighted sum of terms; weights may be negative ("less of this")."""

    terms: tuple[tuple[float, Term], ...]

    @classmethod
    def of(cls, term: Term, weight: float = 1.0) -> Self:
        """Return the objective of a single term."""
        return cls(((weight, term),))

    def __add__(self, other: "Objective") -> "Objective":
        return Objective(self.terms + other.terms)

    def __mul__(self, factor: float) -> "Objective":
        return Objective(tuple((weight * factor, term) for weight, term in self.terms))

    def __sub__(self, other: "Objective") -> "Objective":
        return self + other * -1

    def __str__(self) -> str:
        return _sum((weight, str(term)) for weight, term in self.terms)

    @property
    def layers(self) -> frozenset[str]:
        """The layers it listens to, by name."""
        return frozenset(
            term.name if isinstance(term, Layer) else term.layer
            for _, term in self.terms
            if not isinstance(term, Subject)
        )

    @property
    def subjects(self) -> frozenset[Subject]:
        """The subjects it asks for."""
        return frozenset(term for _, term in self.terms if isinstance(term, Subject))


def _sum(parts: Iterable[tuple[float, str]]) -> str:
    """Return a sum as people write it: `0.5 block13 - 2 dogs + birds`."""
    words: list[str] = []
    for weight, what in parts:
        sign = ("- " if words else "-") if weight < 0 else ("+ " if words else "")
        size = abs(weight)
        words.append(sign + (what if size == 1 else f"{_number(size)} {what}"))
    return " ".join(words)


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


_NUMBER = r"\d+(?:\.\d+)?(?:e[+-]?\d+)?"
_PART = re.compile(
    rf"\s*(?P<sign>[+-]?)\s*(?:(?P<weight>{_NUMBER})\s+)?(?P<what>[^\s\[\]+-]+(?:\[[^\]]*\](?:@\S+)?)?)\s*"
)
_DIRECTION = re.compile(rf"(?P<layer>[a-z][a-z0-9_.]*)\[(?P<channels>[^\]]+)\](?:@(?P<x>{_NUMBER}),(?P<y>{_NUMBER}))?")
_NAME = re.compile(r"[a-z][a-z0-9_.']*")


def parse(text: str) -> Objective:
    """Read an objective from its words, for example `block13 + 0.5 birds - 0.2 block9[3 + 0.5 17]@0.5,0.3`.

    A name that is one of `SUBJECTS` or `CLASSES` is a subject; any other is a layer, which the network checks.

    Raises:
        ValueError: a part of the sum is not a layer, some of its channels or a subject, with a weight before it or not.
    """
    return Objective(tuple((weight, _term(what)) for weight, what in _parts(text)))


def _parts(text: str) -> list[tuple[float, str]]:
    """Return the weights of a sum and what they weigh, still in words."""
    parts: list[tuple[float, str]] = []
    position = 0
    while position < len(text) or not parts:
        match = _PART.match(text, position)
        if match is None or (parts and not match["sign"]):
            rest = text[position:].strip() or text
            raise ValueError(f"“{rest}” is not a layer or subject with an optional weight before it")
        weight = float(match["weight"] or 1)
        parts.append((-weight if match["sign"] == "-" else weight, match["what"]))
        position = match.end()
    return parts


def _term(words: str) -> Term:
    if match := _DIRECTION.fullmatch(words):
        channels = tuple((weight, _channel(words)) for weight, words in _parts(match["channels"]))
        place = None if match["x"] is None else (float(match["x"]), float(match["y"]))
        if place is not None and max(place) > 1:
            raise ValueError(f"“{words}”: a place lies between 0,0 (top left) and 1,1")
        return Direction(match["layer"], channels, place)
    if not _NAME.fullmatch(words.lower()):
        raise ValueError(f"“{words}” is not a layer or subject with an optional weight before it")
    if (name := words.lower()) in SUBJECTS or name in CLASSES:
        return Subject(name)
    return Layer(words)


def _channel(words: str) -> int:
    if not words.isdecimal():
        raise ValueError(f"“{words}” is not the number of a channel")
    return int(words)
