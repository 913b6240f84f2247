"""Ballots: the votes of a challenge as a value.

Marks are a set, whatever they mean: which of them count is decided when they are counted (`counting`), not in the order
in which they came. So ballots that were read anew from the reactions under the entries are the same as those that were
written down event by event.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """What somebody put on an entry; `place` is 1 for a heart, or 1, 2 or 3 for a place."""

    voter: int
    entry: int
    place: int = 1


@dataclass(frozen=True)
class Duel:
    """Somebody's answer to which of two entries is better."""

    voter: int
    winner: int
    loser: int

    @property
    def pair(self) -> frozenset[int]:
        """The two entries."""
        return frozenset((self.winner, self.loser))


@dataclass(frozen=True)
class Ballots:
    """All marks and duels; equal if they hold the same, however it came about."""

    marks: frozenset[Mark] = frozenset()
    duels: frozenset[Duel] = frozenset()

    @property
    def voters(self) -> frozenset[int]:
        """Everybody who gave one of them."""
        return frozenset(vote.voter for vote in self.marks | self.duels)
