"""What to strengthen: objectives are values that add and scale, and print as the words they are written in.

They are built before any network exists. `Layer("block13") * 0.5 + Subject("birds")` prints as
`0.5 block13 + birds`, and `parse` reads that back; the printed form is what a recipe carries. The idea of an
algebra of objectives is lucid's.
"""

import re
from dataclasses import dataclass
from typing import Self

from engine.dreaming.subjects import SUBJECTS


@dataclass(frozen=True)
class Layer:
    """Everything that a layer of the network responds to."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Subject:
    """A group of classes, one of `SUBJECTS`; it grows where the picture resembles it most."""

    name: str

    def __str__(self) -> str:
        return self.name


Term = Layer | Subject


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

    def __str__(self) -> str:
        return " + ".join(str(term) if weight == 1 else f"{weight:.6g} {term}" for weight, term in self.terms)

    @property
    def layers(self) -> frozenset[str]:
        """The layers it listens to, by name."""
        return frozenset(term.name for _, term in self.terms if isinstance(term, Layer))

    @property
    def subjects(self) -> frozenset[str]:
        """The subjects it asks for, by name."""
        return frozenset(term.name for _, term in self.terms if isinstance(term, Subject))


_TERM = re.compile(r"^(?:(?P<weight>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s+)?(?P<name>[a-z][a-z0-9_.]*)$")


def parse(text: str) -> Objective:
    """Read an objective from its words, for example `block13 + 0.5 birds`.

    A name that is one of `SUBJECTS` is a subject; any other name is a layer, which the network checks.

    Raises:
        ValueError: a part of the sum is not `name` or `weight name`.
    """
    terms: list[tuple[float, Term]] = []
    for part in text.split(" + "):
        match = _TERM.match(part.strip())
        if match is None:
            raise ValueError(f"“{part.strip()}” is not a layer or subject with an optional weight before it")
        name = match["name"]
        terms.append((float(match["weight"] or 1), Subject(name) if name in SUBJECTS else Layer(name)))
    return Objective(tuple(terms))
