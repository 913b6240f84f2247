"""An order: everything that a person can say about the dream they want, however they say it."""

from dataclasses import dataclass
from typing import Literal

from bot.asking.refusals import OutOfRange
from bot.dreams.journeys import Motion
from bot.sources.pointers import Avatar, CustomEmoji, Latest, Noise, Pointer

Onward = Literal["again", "vary", "deeper"]

STRENGTHS = (0.1, 4.0)
"""How many times as strong as its preset a dream may be."""
SEEDS = (0, 2**53 - 1)
"""Discord's numbers are those of JavaScript."""
SMALLEST = 64
"""The smallest longest side of a dream, in pixels."""


@dataclass(frozen=True)
class Order:
    """A dream as somebody wants it. What is not said is the preset's, or up to the bot."""

    preset: str | None = None
    classes: tuple[str, ...] = ()
    """Names of classes that should grow, as an objective writes them."""
    objective: str | None = None
    """What to strengthen instead of what the preset does, as the engine reads it."""
    strength: float = 1.0
    """Times the preset's."""
    size: int | None = None
    """Longest side in pixels."""
    seed: int | None = None
    onward: Onward | None = None
    """Go on from a dream of the bot's: `again` the very same, `vary` from another seed, `deeper` from its picture."""
    motion: Motion | None = None
    """How it is to move: a `zoom` into the dream, or the `way` from the picture to it."""
    guided: bool = False
    """The second picture guides the dream of the first."""
    pointer: Pointer | None = None
    """Which picture."""

    @property
    def says_what(self) -> bool:
        """Whether it says what to dream, so that a dream to go on from does not."""
        return bool(self.preset or self.classes or self.objective or self.guided)

    def check(self, largest: int) -> None:
        """Return if its numbers are within their ranges; `largest` is the longest side that a dream may have.

        Raises:
            OutOfRange: one is not.
        """
        ranges = (
            ("strength", self.strength, STRENGTHS),
            ("size", self.size, (SMALLEST, largest)),
            ("seed", self.seed, SEEDS),
        )
        for word, number, (low, high) in ranges:
            if number is not None and not low <= number <= high:
                raise OutOfRange(word, low, high)

    @property
    def says_how_only(self) -> bool:
        """Whether it says how to go on from a dream, or to let it move, and neither what nor of which picture."""
        return bool(self.onward or self.motion) and not self.says_what and self.pointer is None

    @property
    def phrases(self) -> list[str]:
        """The order in words that `grammar.read` understands, in any order."""
        return [
            *([self.preset] if self.preset else []),
            *(f"of {name.replace('_', ' ')}" for name in self.classes),
            *([f"strength {self.strength:g}"] if self.strength != 1 else []),
            *([f"size {self.size}"] if self.size is not None else []),
            *([f"seed {self.seed}"] if self.seed is not None else []),
            *([self.onward] if self.onward is not None else []),
            *([self.motion] if self.motion is not None else []),
            *(["guide"] if self.guided else []),
            *([_point(self.pointer)] if self.pointer is not None else []),
        ]


def _point(pointer: Pointer) -> str:
    match pointer:
        case Noise():
            return "noise"
        case Latest():
            return "last"
        case Avatar(person):
            return f"<@{person}>"
        case CustomEmoji(identifier, animated):
            return f"<{'a' if animated else ''}:emoji:{identifier}>"
