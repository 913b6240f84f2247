"""The states of a job, and which may follow which."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where an accepted dream stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DELIVERING = "delivering"
    """The dream lies in the spool until Discord has confirmed it, and the reactions that stand under it."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing follows."""
        return not CHANGES[self]


CHANGES: Mapping[State, frozenset[State]] = {
    # Straight to delivering: the same dream was dreamt before and still lies in the spool.
    State.QUEUED: frozenset({State.RUNNING, State.DELIVERING, State.FAILED, State.CANCELLED}),
    # Back to queued: the bot or the engine stopped in the middle.
    State.RUNNING: frozenset({State.DELIVERING, State.QUEUED, State.FAILED, State.CANCELLED}),
    # Back to queued: the file is gone from the spool, so it has to be dreamt anew.
    State.DELIVERING: frozenset({State.DONE, State.QUEUED, State.FAILED, State.CANCELLED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset(),
    State.CANCELLED: frozenset(),
}

DREAMT = (State.DELIVERING, State.DONE)
"""Those of which there is a dream."""

UNFINISHED = tuple(state for state in State if not state.final)


class ForbiddenChangeError(Exception):
    """No job may go from the one state to the other."""

    def __init__(self, before: State, after: State) -> None:
        super().__init__(f"a job that is {before} cannot become {after}")


def check(before: State, after: State) -> None:
    """Return if a job may go from one state to the other.

    Raises:
        ForbiddenChangeError: it may not.
    """
    if after not in CHANGES[before]:
        raise ForbiddenChangeError(before, after)
