"""Ranking: who stands where, and what happens to those with the same points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.challenges.counting import Score
from bot.challenges.entries import Entry
from bot.challenges.rules import Ties

STEPS = 3
"""Places on the podium."""

ALIKE = 3
"""Decimals to which points have to differ: strengths in pairs are found by approximation."""


@dataclass(frozen=True)
class Standing:
    """Where an entry stands."""

    place: int
    """From 1."""
    entry: int
    author: int
    points: float
    votes: int


def rank(scores: Mapping[int, Score], entries: Iterable[Entry], ties: Ties) -> tuple[Standing, ...]:
    """Return the standings of the entries that have a score, the best first.

    Entries with the same points share a place or follow each other as they were entered, as `ties` says; in the list
    the earlier one always comes first.
    """
    placed = sorted(
        (entry for entry in entries if entry.id in scores),
        key=lambda entry: (-_points(scores, entry), entry.entered, entry.id),
    )
    points = [_points(scores, entry) for entry in placed]
    standings = []
    for index, entry in enumerate(placed):
        # As in sport: 1, 1, 3.
        place = points.index(points[index]) + 1 if ties is Ties.SHARED else index + 1
        score = scores[entry.id]
        standings.append(Standing(place, entry.id, entry.author, score.points, score.votes))
    return tuple(standings)


def _points(scores: Mapping[int, Score], entry: Entry) -> float:
    return round(scores[entry.id].points, ALIKE)
