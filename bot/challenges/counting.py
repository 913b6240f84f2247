"""Counting: which votes count, and how many points they make."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.challenges.ballots import Ballots, Mark
from bot.challenges.entries import Entry
from bot.challenges.pairs import strengths
from bot.challenges.rules import Rules, Voting

PLACES = 3


@dataclass(frozen=True)
class Score:
    """What an entry has got."""

    points: float
    """Hearts; points for places; or out of a hundred the duels it would win against an average entry."""
    votes: int
    """How many people gave it something; in pairs, how many duels it was in."""


def count(
    ballots: Ballots, entries: Iterable[Entry], rules: Rules, admitted: Callable[[int], bool]
) -> dict[int, Score]:
    """Return the score of each standing entry, by its number.

    Nobody votes for themselves. Who is not `admitted` (bots, accounts that are too new, people without the role) is not
    counted; nor is who has left the server, unless the rules say so, until they come back.
    """
    authors = {entry.id: entry.author for entry in entries if entry.standing}
    here = frozenset() if rules.leavers_count else ballots.away

    def may(voter: int, *about: int) -> bool:
        own = any(authors.get(entry, voter) == voter for entry in about)
        return not own and voter not in here and admitted(voter)

    if rules.voting is Voting.PAIRS:
        duels = [duel for duel in ballots.duels if may(duel.voter, *duel.pair)]
        fought = Counter(itertools.chain.from_iterable(duel.pair for duel in duels))
        strength = strengths(authors, duels)
        return {entry: Score(100 * s / (s + 1), fought[entry]) for entry, s in strength.items()}
    marks = [mark for mark in ballots.marks if may(mark.voter, mark.entry)]
    given = _hearts(marks) if rules.voting is Voting.HEARTS else _places(marks)
    points: Counter[int] = Counter()
    votes: Counter[int] = Counter()
    for entry, worth in given:
        points[entry] += worth
        votes[entry] += 1
    return {entry: Score(points[entry], votes[entry]) for entry in authors}


def _hearts(marks: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """Yield each entry that somebody likes, with one point, once for each person."""
    return ((entry, 1) for _, entry in {(mark.voter, mark.entry) for mark in marks})


def _places(marks: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """Yield each entry with the points for each voter's place.

    A place that somebody gave to several entries counts for none of them until they make up their mind; an entry to
    which they gave several places gets the best.
    """
    entries_at: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for mark in marks:
        entries_at[mark.voter, mark.place].append(mark.entry)
    best: dict[tuple[int, int], int] = {}
    for (voter, place), entries in entries_at.items():
        if len(entries) == 1 and 1 <= place <= PLACES:
            key = voter, entries[0]
            best[key] = min(place, best.get(key, PLACES))
    return ((entry, PLACES + 1 - place) for (_, entry), place in best.items())
