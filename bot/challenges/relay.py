"""A relay: each member dreams one step deeper into the last one's dream, and the way is a film."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.challenges.entries import Entry
from bot.challenges.objections import NotYourTurn

HOLD = timedelta(minutes=10)
"""How long somebody may take for their step before it is free again."""


@dataclass(frozen=True)
class Turn:
    """Whose step it is, until when."""

    person: int
    until: datetime


def claim(steps: Iterable[Entry], turn: Turn | None, person: int, now: datetime) -> Turn:
    """Return the turn of a person who wants to dream the next step; who has it already gets its time anew.

    Raises:
        NotYourTurn: somebody else is at it, or the person dreamt the last step.
    """
    if turn is not None and turn.person != person and now < turn.until:
        raise NotYourTurn(turn.person, turn.until)
    chain = way(steps)
    if chain and chain[-1].author == person:
        raise NotYourTurn(None, None)
    return Turn(person, now + HOLD)


def way(steps: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the steps of the film, from the first to the deepest.

    A step that does not stand is left out of the film; the dreams after it stay, since they were dreamt.
    """
    return tuple(sorted((step for step in steps if step.standing), key=lambda step: (step.entered, step.id)))
