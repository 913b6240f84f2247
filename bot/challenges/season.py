"""A season: points for every challenge, the leaderboard, and what a member has done so far.

The scheme: whoever takes part gets one point. The best five get ten, seven, five, three and two more; who shares a
place gets all of its points. A person's best entry counts, so many entries bring no more than one good one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from bot.challenges.deadlines import existing
from bot.challenges.ranking import STEPS

TAKING_PART = 1
FOR_PLACES = (10, 7, 5, 3, 2)


@dataclass(frozen=True)
class Finish:
    """How one entry ended."""

    person: int | None
    """None for somebody who wished to be forgotten."""
    place: int | None
    """None where there were no places, or nobody voted for it."""
    votes: int = 0
    preset: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a challenge ended; it stays as it was announced."""

    challenge: int
    server: int
    ended: datetime
    finishes: tuple[Finish, ...]


@dataclass(frozen=True)
class Line:
    """A person's place in a leaderboard, and their profile."""

    place: int
    person: int
    points: int
    challenges: int
    wins: int
    podiums: int
    votes: int
    best: int | None
    """The best place so far."""


def points(place: int | None) -> int:
    """Return the points for taking part and ending there."""
    return TAKING_PART + (FOR_PLACES[place - 1] if place is not None and place <= len(FOR_PLACES) else 0)


def leaderboard(outcomes: Iterable[Outcome]) -> tuple[Line, ...]:
    """Return everybody who took part, the best first; the same points and wins share a place.

    Only the outcomes matter, not their order; which of them (a server's, a month's) is the caller's choice.
    """
    ended: defaultdict[int, list[int | None]] = defaultdict(list)
    votes: defaultdict[int, int] = defaultdict(int)
    for outcome in outcomes:
        for person, place in _best_of_each(outcome.finishes).items():
            ended[person].append(place)
        for finish in outcome.finishes:
            if finish.person is not None:
                votes[finish.person] += finish.votes
    lines = sorted((_line(person, places, votes[person]) for person, places in ended.items()), key=_merit)
    merits = [_merit(line)[:2] for line in lines]
    return tuple(replace(line, place=merits.index(merit) + 1) for line, merit in zip(lines, merits, strict=True))


def profile(outcomes: Iterable[Outcome], person: int) -> Line | None:
    """Return what a person has done in these outcomes, and where that places them; None if nothing."""
    return next((line for line in leaderboard(outcomes) if line.person == person), None)


def within(outcomes: Iterable[Outcome], since: datetime, until: datetime) -> tuple[Outcome, ...]:
    """Return the outcomes from a moment on, before another."""
    return tuple(outcome for outcome in outcomes if since <= outcome.ended < until)


def month(moment: datetime, where: tzinfo) -> tuple[datetime, datetime]:
    """Return when the month around a moment begins in a zone, and when the next one does."""
    begin = moment.astimezone(where).replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    following = (begin + timedelta(days=31)).replace(day=1)
    return existing(begin, where), existing(following, where)


def year(moment: datetime, where: tzinfo) -> tuple[datetime, datetime]:
    """Return when the year around a moment begins in a zone, and when the next one does."""
    here = moment.astimezone(where)
    return existing(datetime(here.year, 1, 1), where), existing(datetime(here.year + 1, 1, 1), where)  # noqa: DTZ001


def _best_of_each(finishes: Iterable[Finish]) -> dict[int, int | None]:
    best: dict[int, int | None] = {}
    for finish in finishes:
        if finish.person is not None:
            places = [place for place in (best.get(finish.person), finish.place) if place is not None]
            best[finish.person] = min(places, default=None)
    return best


def _line(person: int, places: list[int | None], votes: int) -> Line:
    reached = [place for place in places if place is not None]
    return Line(
        place=0,
        person=person,
        points=sum(points(place) for place in places),
        challenges=len(places),
        wins=reached.count(1),
        podiums=sum(place <= STEPS for place in reached),
        votes=votes,
        best=min(reached, default=None),
    )


def _merit(line: Line) -> tuple[int, int, int]:
    return -line.points, -line.wins, line.person
