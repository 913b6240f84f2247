"""What to strengthen: objectives are values that add, scale and negate, and print as they are written.

They are built before any network exists. `Layer("block13") * 0.5 - Subject("birds")` prints as
`0.5 block13 - birds`, and `grammar.parse` reads that back; the printed form is what a recipe carries. The idea of an
algebra of objectives is lucid's.
"""

from dataclasses import dataclass
from typing import Self

from engine.dreaming.classes import indices
from engine.dreaming.subjects import SUBJECTS


@dataclass(frozen=True)
class _Term:
    def __add__(self, other: "Objective | Term") -> "Objective":
        return Objective(((1.0, self),)) + other  # type: ignore[arg-type]

    def __sub__(self, other: "Objective | Term") -> "Objective":
        return self + -other

    def __mul__(self, factor: float) -> "Objective":
        return Objective(((float(factor), self),))  # type: ignore[arg-type]

    __rmul__ = __mul__

    def __neg__(self) -> "Objective":
        return self * -1.0


@dataclass(frozen=True)
class Layer(_Term):
    """Everything that a layer of the network responds to."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Direction(_Term):
    """A mixture of channels of a layer, everywhere or at one place."""

    layer: str
    channels: tuple[tuple[float, int], ...]
    """Weight and index of each."""
    place: tuple[float, float] | None = None
    """x and y, 0-1 from the left and the top; None for everywhere."""

    def __str__(self) -> str:
        mixed = join([(weight, str(index)) for weight, index in self.channels], "*")
        at = "" if self.place is None else f"@{self.place[0]:.6g},{self.place[1]:.6g}"
        return f"{self.layer}[{mixed}]{at}"


@dataclass(frozen=True)
class Subject(_Term):
    """A group of classes, one of `SUBJECTS`, or one class of ImageNet; it grows where the picture resembles it most."""

    name: str

    @property
    def classes(self) -> frozenset[int]:
        """The classes that are it, by index."""
        return SUBJECTS[self.name] if self.name in SUBJECTS else frozenset({indices()[self.name]})

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Guide(_Term):
    """What a layer sees in a guide picture: each place grows towards what is most like it there."""

    layer: str
    picture: int = 1
    """Which of the guides, counted from 1."""
    cosine: bool = False
    """Whether only the direction of an activation counts, not its strength."""

    def __str__(self) -> str:
        number = f", {self.picture}" if self.picture != 1 else ""
        return f"guide({self.layer}{number}{', cosine' if self.cosine else ''})"


Term = Layer | Direction | Subject | Guide


@dataclass(frozen=True)
class Objective:
    """A weighted sum of terms; weights may be negative ("less of this")."""

    terms: tuple[tuple[float, Term], ...]

    @classmethod
    def of(cls, term: Term, weight: float = 1.0) -> Self:
        """Return the objective of a single term."""
        return cls(((weight, term),))

    def __add__(self, other: "Objective | Term") -> "Objective":
        return Objective(self.terms + (other.terms if isinstance(other, Objective) else ((1.0, other),)))

    def __sub__(self, other: "Objective | Term") -> "Objective":
        return self + -other

    def __mul__(self, factor: float) -> "Objective":
        return Objective(tuple((weight * factor, term) for weight, term in self.terms))

    __rmul__ = __mul__

    def __neg__(self) -> "Objective":
        return self * -1.0

    def __str__(self) -> str:
        return join([(weight, str(term)) for weight, term in self.terms], " ")

    @property
    def layers(self) -> frozenset[str]:
        """The layers it listens to, by name."""
        named = {term.name for _, term in self.terms if isinstance(term, Layer)}
        return frozenset(named | {term.layer for _, term in self.terms if isinstance(term, Direction | Guide)})

    @property
    def subjects(self) -> frozenset[str]:
        """The subjects and classes it asks for, by name."""
        return frozenset(term.name for _, term in self.terms if isinstance(term, Subject))

    @property
    def guides(self) -> frozenset[Guide]:
        """The guides it follows."""
        return frozenset(term for _, term in self.terms if isinstance(term, Guide))

    @property
    def may_be_dead(self) -> bool:
        """Whether it asks for single channels, which may not respond to anything at first."""
        return any(isinstance(term, Direction) for _, term in self.terms)


def join(parts: list[tuple[float, str]], between: str) -> str:
    """Return a sum as it is written, with `between` each weight and its word; weights of one are left out."""
    text = ""
    for weight, word in parts:
        size = weight if not text else abs(weight)
        text += "" if not text else " - " if weight < 0 else " + "
        text += word if f"{size:.6g}" == "1" else f"{size:.6g}{between}{word}"
    return text
