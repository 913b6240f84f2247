"""Entries: who may enter what, and what becomes of an entry."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.challenges.objections import EnteredBefore, NoSuchRuling, NotYourEntry, PresetNotAllowed, TooManyEntries
from bot.challenges.people import Person
from bot.challenges.phases import Phase
from bot.challenges.refusals import WrongPhase
from bot.challenges.rules import Rules
from bot.words import later

TOO_LATE = later("You can enter a dream while entries are open; this challenge is {phase}.")


class Status(StrEnum):
    """What became of an entry."""

    PENDING = later("waiting for a moderator")
    STANDING = later("entered")
    REJECTED = later("rejected")
    WITHDRAWN = later("withdrawn")
    REMOVED = later("removed")
    DISQUALIFIED = later("disqualified")


class Verdict(StrEnum):
    """What is decided about an entry."""

    APPROVE = later("approve")
    REJECT = later("reject")
    WITHDRAW = later("withdraw")
    REMOVE = later("remove")
    DISQUALIFY = later("disqualify")


_RULINGS = {
    Verdict.APPROVE: (frozenset({Status.PENDING}), Status.STANDING),
    Verdict.REJECT: (frozenset({Status.PENDING}), Status.REJECTED),
    Verdict.WITHDRAW: (frozenset({Status.PENDING, Status.STANDING}), Status.WITHDRAWN),
    Verdict.REMOVE: (frozenset({Status.PENDING, Status.STANDING}), Status.REMOVED),
    Verdict.DISQUALIFY: (frozenset({Status.STANDING}), Status.DISQUALIFIED),
}
"""From which statuses a verdict can be spoken, and to which it leads."""

_TAKES_A_PLACE = frozenset({Status.PENDING, Status.STANDING, Status.DISQUALIFIED})
"""Whoever is disqualified does not get another try; whoever withdraws does."""


@dataclass(frozen=True)
class Entry:
    """A dream in a challenge."""

    id: int
    author: int
    preset: str
    entered: datetime
    status: Status = Status.STANDING

    @property
    def standing(self) -> bool:
        """Whether people can vote for it."""
        return self.status is Status.STANDING


@dataclass(frozen=True)
class Ruling:
    """A line of the audit: who decided what about an entry, when and why."""

    entry: int
    by: int | None
    """None for somebody who wished to be forgotten."""
    verdict: Verdict
    before: Status
    after: Status
    at: datetime
    reason: str


def check_entering(person: Person, rules: Rules, phase: Phase, opened: datetime) -> None:
    """Return if a person may enter now.

    Raises:
        WrongPhase: entries are not open.
        NotAdmitted: the host does not let the person in.
    """
    if phase is not Phase.ENTRIES:
        raise WrongPhase(TOO_LATE, phase.words)
    if (obstacle := rules.entrants.obstacle(person, opened)) is not None:
        raise obstacle


def enter(entries: Iterable[Entry], entry: Entry, rules: Rules) -> Entry:
    """Return a new entry beside the ones there are: standing, or pending where a moderator has to approve it.

    Raises:
        EnteredBefore: it is there already.
        TooManyEntries: its author has as many as each may have.
        PresetNotAllowed: the host wants other presets.
    """
    taken = 0
    for other in entries:
        if other.id == entry.id:
            raise EnteredBefore
        taken += other.author == entry.author and other.status in _TAKES_A_PLACE
    if taken >= rules.entries_per_person:
        raise TooManyEntries(rules.entries_per_person)
    if rules.presets and entry.preset not in rules.presets:
        raise PresetNotAllowed(entry.preset, rules.presets)
    return replace(entry, status=Status.PENDING if rules.approval else Status.STANDING)


def withdraw(entry: Entry, person: int, now: datetime) -> tuple[Entry, Ruling]:
    """Return an entry as its author takes it back, and the line about it.

    Raises:
        NotYourEntry: somebody else entered it.
        NoSuchRuling: it is out already.
    """
    if entry.author != person:
        raise NotYourEntry
    return rule(entry, Verdict.WITHDRAW, person, now)


def rule(entry: Entry, verdict: Verdict, by: int, now: datetime, reason: str = "") -> tuple[Entry, Ruling]:
    """Return an entry after a verdict, and the line about it for the audit. Its votes stay on record, uncounted.

    Raises:
        NoSuchRuling: the entry is in no status for it.
    """
    before, after = _RULINGS[verdict]
    if entry.status not in before:
        raise NoSuchRuling(verdict, entry.status)
    return replace(entry, status=after), Ruling(entry.id, by, verdict, entry.status, after, now, reason.strip())
