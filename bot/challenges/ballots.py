"""Ballots: the votes of a challenge as a value. Events go in, ballots come out.

A reaction and a button of a private ballot leave the same mark. Marks are kept as a set, whatever they mean: which of
them count is decided when they are counted (`counting`), not in the order in which they came. So ballots that were read
anew from the reactions under the entries are the same as those that grew event by event.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce


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
    """All marks and duels, and who has left the server; equal if they hold the same, however it came about."""

    marks: frozenset[Mark] = frozenset()
    duels: frozenset[Duel] = frozenset()
    away: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Marked:
    """A reaction was added."""

    mark: Mark


@dataclass(frozen=True)
class Unmarked:
    """A reaction was taken back."""

    mark: Mark


@dataclass(frozen=True)
class Placed:
    """A private ballot: the entry gets the voter's place, and whatever had the place loses it."""

    mark: Mark


@dataclass(frozen=True)
class Lifted:
    """A private ballot: the entry gets nothing from the voter any more."""

    voter: int
    entry: int


@dataclass(frozen=True)
class Preferred:
    """A duel was answered; it replaces what the voter said about the two before."""

    duel: Duel


@dataclass(frozen=True)
class Cleared:
    """A moderator took all reactions from an entry, or all of one kind."""

    entry: int
    place: int | None = None


@dataclass(frozen=True)
class Left:
    """Somebody left the server."""

    person: int


@dataclass(frozen=True)
class Returned:
    """Somebody came back."""

    person: int


@dataclass(frozen=True)
class Forgotten:
    """Somebody wants to be forgotten: their votes go, and all that was said about their entries."""

    person: int
    entries: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Recounted:
    """The reactions under some entries were read anew, all of them; what was known of these entries is replaced."""

    seen: Mapping[int, frozenset[Mark]]


Event = Marked | Unmarked | Placed | Lifted | Preferred | Cleared | Left | Returned | Forgotten | Recounted


def replay(events: Iterable[Event], ballots: Ballots = Ballots()) -> Ballots:
    """Return the ballots after all of the events, in order."""
    return reduce(after, events, ballots)


def after(ballots: Ballots, event: Event) -> Ballots:
    """Return the ballots after an event; the same event twice is the same as once."""
    match event:
        case Marked(mark):
            return replace(ballots, marks=ballots.marks | {mark})
        case Unmarked(mark):
            return replace(ballots, marks=ballots.marks - {mark})
        case Placed(mark):
            kept = (
                m for m in ballots.marks if m.voter != mark.voter or (mark.entry != m.entry and mark.place != m.place)
            )
            return replace(ballots, marks=frozenset((*kept, mark)))
        case Lifted(voter, entry):
            return replace(ballots, marks=frozenset(m for m in ballots.marks if (m.voter, m.entry) != (voter, entry)))
        case Preferred(duel):
            others = (d for d in ballots.duels if d.voter != duel.voter or d.pair != duel.pair)
            return replace(ballots, duels=frozenset((*others, duel)))
        case Cleared(entry, place):
            kept = (m for m in ballots.marks if m.entry != entry or (place is not None and m.place != place))
            return replace(ballots, marks=frozenset(kept))
        case Left(person):
            return replace(ballots, away=ballots.away | {person})
        case Returned(person):
            return replace(ballots, away=ballots.away - {person})
        case Forgotten(person, entries):
            return _without(ballots, person, entries)
        case Recounted(seen):
            kept = (m for m in ballots.marks if m.entry not in seen)
            return replace(ballots, marks=frozenset(kept).union(*seen.values()))


def _without(ballots: Ballots, person: int, entries: frozenset[int]) -> Ballots:
    return Ballots(
        frozenset(m for m in ballots.marks if m.voter != person and m.entry not in entries),
        frozenset(d for d in ballots.duels if d.voter != person and not d.pair & entries),
        ballots.away - {person},
    )
