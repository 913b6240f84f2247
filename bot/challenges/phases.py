"""The phases of a challenge: what becomes due when, each exactly once.

A course is all that has to be remembered; `step` moves it on and says what is to be done. Every action has a key that
is the same whoever works it out and however often, so a store that takes each key once makes each action happen once,
over restarts, jumps of the clock and two loops at a time. A phase never goes back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.challenges.refusals import WrongPhase
from bot.words import later

GRACE = timedelta(minutes=5)
"""What comes later than this comes late: it says so, and what follows keeps its length."""

LAST_HOUR = timedelta(hours=1)

WORTH_REMINDING = timedelta(hours=4)
"""A phase shorter than this is over before anybody needs a reminder."""


class Phase(StrEnum):
    """How far a challenge is."""

    ANNOUNCED = "announced"
    ENTRIES = "entries"
    VOTING = "voting"
    RESULTS = "results"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        """What it is, after "this challenge is", as `say` takes it."""
        return _WORDS[self]

    @property
    def over(self) -> bool:
        """Whether nothing follows."""
        return self in (Phase.RESULTS, Phase.CANCELLED)


_WORDS = {
    Phase.ANNOUNCED: later("announced"),
    Phase.ENTRIES: later("open for entries"),
    Phase.VOTING: later("in the vote"),
    Phase.RESULTS: later("over"),
    Phase.CANCELLED: later("cancelled"),
}


class Doing(StrEnum):
    """What an action does."""

    BEGIN = "begin"
    """Begin a phase and tell people."""
    REMIND_HALF = "half"
    """Say that half of the phase is over."""
    REMIND_HOUR = "hour"
    """Say that the last hour has begun."""


@dataclass(frozen=True)
class Timetable:
    """When what is planned to happen."""

    opens: datetime
    entries_end: datetime
    voting_end: datetime | None = None
    """None where nobody votes."""


@dataclass(frozen=True)
class Action:
    """Something to be done once."""

    key: str
    """The same for the same thing, always."""
    doing: Doing
    phase: Phase
    """The one that begins, or that the reminder is about."""
    due: datetime
    late: bool = False
    """Whether people should hear that it comes later than planned."""


@dataclass(frozen=True)
class Course:
    """How far a challenge is and what it has said."""

    challenge: int
    timetable: Timetable
    phase: Phase = Phase.ANNOUNCED
    said: frozenset[str] = frozenset()
    """The keys of the reminders."""

    @property
    def began(self) -> datetime | None:
        """When the present phase began; None before the first and after the last."""
        plan = self.timetable
        return {Phase.ENTRIES: plan.opens, Phase.VOTING: plan.entries_end}.get(self.phase)

    @property
    def ends(self) -> datetime | None:
        """When the present phase ends; None after the last."""
        plan = self.timetable
        ends = {Phase.ANNOUNCED: plan.opens, Phase.ENTRIES: plan.entries_end, Phase.VOTING: plan.voting_end}
        return ends.get(self.phase)


def step(course: Course, now: datetime) -> tuple[Course, tuple[Action, ...]]:
    """Return the course as it is now, and what is to be done on the way there, in order.

    A phase that begins late, because nobody was there to begin it, keeps its length. A reminder that nobody gave in
    its time is left out.
    """
    actions = []
    while (action := _due(course, now)) is not None:
        course = _after(course, action, now)
        actions.append(action)
    return course, tuple(actions)


def wakes(course: Course, now: datetime) -> datetime | None:
    """Return the next moment after now at which something may be due; None if nothing will be."""
    if course.ends is None:
        return None
    moments = [course.ends, *(reminder.due for reminder, _ in _reminders(course))]
    return min((moment for moment in moments if moment > now), default=now)


def extend(course: Course, until: datetime) -> Course:
    """Return the course with the present phase ending at another time; what follows keeps its length.

    Raises:
        WrongPhase: the challenge is over.
    """
    if course.ends is None:
        raise WrongPhase(
            later("You can extend a challenge until its results are out; this challenge is {phase}."),
            course.phase.words,
        )
    return replace(course, timetable=_moved(course, until.astimezone(UTC)))


def close(course: Course, now: datetime) -> Course:
    """Return the course with the present phase ending now; the next step begins what follows.

    Raises:
        WrongPhase: entries have not begun, or the challenge is over.
    """
    if course.began is None:
        raise WrongPhase(
            later("You can close a challenge while it is open for entries or in the vote; this challenge is {phase}."),
            course.phase.words,
        )
    return replace(course, timetable=_moved(course, now.astimezone(UTC)))


def cancel(course: Course, now: datetime) -> tuple[Course, Action]:
    """Return the course of a challenge that is called off, and the word about it.

    Raises:
        WrongPhase: the challenge is over.
    """
    if course.phase.over:
        raise WrongPhase(
            later("You can cancel a challenge until its results are out; this challenge is {phase}."),
            course.phase.words,
        )
    action = Action(f"{course.challenge}:{Phase.CANCELLED}", Doing.BEGIN, Phase.CANCELLED, now)
    return replace(course, phase=Phase.CANCELLED), action


def _due(course: Course, now: datetime) -> Action | None:
    if course.ends is None:
        return None
    if now >= course.ends:
        phase = _following(course)
        key = f"{course.challenge}:{phase}"
        return Action(key, Doing.BEGIN, phase, course.ends, late=now - course.ends > GRACE)
    for reminder, until in _reminders(course):
        if reminder.due <= now < until and reminder.key not in course.said:
            return reminder
    return None


def _after(course: Course, action: Action, now: datetime) -> Course:
    if action.doing is not Doing.BEGIN:
        return replace(course, said=course.said | {action.key})
    timetable = _moved(course, now.astimezone(UTC)) if action.late else course.timetable
    return replace(course, phase=action.phase, timetable=timetable)


def _following(course: Course) -> Phase:
    if course.phase is Phase.ANNOUNCED:
        return Phase.ENTRIES
    votes = course.phase is Phase.ENTRIES and course.timetable.voting_end is not None
    return Phase.VOTING if votes else Phase.RESULTS


def _reminders(course: Course) -> Iterator[tuple[Action, datetime]]:
    """Yield the reminders of the present phase, and until when each still makes sense."""
    if course.began is None or course.ends is None or course.ends - course.began < WORTH_REMINDING:
        return
    about = f"{course.challenge}:{course.phase}"
    last_hour = course.ends - LAST_HOUR
    half = course.began + (course.ends - course.began) / 2
    yield Action(f"{about}:{Doing.REMIND_HALF}", Doing.REMIND_HALF, course.phase, half), last_hour
    # An end that was moved has a last hour of its own.
    hour = f"{about}:{Doing.REMIND_HOUR}:{int(course.ends.timestamp())}"
    yield Action(hour, Doing.REMIND_HOUR, course.phase, last_hour), course.ends


def _moved(course: Course, end: datetime) -> Timetable:
    """Return the timetable with the present phase's end there and all that follows moved by as much."""
    plan = course.timetable
    by = end - course.ends if course.ends is not None else timedelta()
    opens = plan.opens + by if course.phase is Phase.ANNOUNCED else plan.opens
    entries_end = plan.entries_end if course.phase is Phase.VOTING else plan.entries_end + by
    return Timetable(opens, entries_end, plan.voting_end + by if plan.voting_end is not None else None)
