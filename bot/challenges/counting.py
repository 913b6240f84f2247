"""Counting: which votes count, and how many points they make."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
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


def valid(ballots: Ballots, entries: Iterable[Entry], admitted: Container[int]) -> Ballots:
    """Return the votes that count: by people who are admitted, about standing entries that are not their own."""
    authors = {entry.id: entry.author for entry in entries if entry.standing}

    def counts(voter: int, *about: int) -> bool:
        return voter in admitted and all(authors.get(entry, voter) != voter for entry in about)

    return Ballots(
        frozenset(mark for mark in ballots.marks if counts(mark.voter, mark.entry)),
        frozenset(duel for duel in ballots.duels if counts(duel.voter, *duel.pair)),
    )


def count(ballots: Ballots, entries: Collection[Entry], rules: Rules) -> dict[int, Score]:
    """Return the score of each standing entry, by its number, from votes that are all valid."""
    standing = [entry.id for entry in entries if entry.standing]
    if rules.voting is Voting.PAIRS:
        fought = Counter(itertools.chain.from_iterable(duel.pair for duel in ballots.duels))
        strength = strengths(standing, ballots.duels)
        return {entry: Score(100 * s / (s + 1), fought[entry]) for entry, s in strength.items()}
    given = _hearts(ballots.marks) if rules.voting is Voting.HEARTS else _places(ballots.marks)
    points: Counter[int] = Counter()
    votes: Counter[int] = Counter()
    for entry, worth in given:
        points[entry] += worth
        votes[entry] += 1
    return {entry: Score(points[entry], votes[entry]) for entry in standing}


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
