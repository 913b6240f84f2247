"""What can be done in a challenge now; so the one that somebody means is found."""

from bot.challenges.kinds import Judging, Kind
from bot.challenges.phases import Phase
from bot.store.challenges import Contest


def is_open(contest: Contest) -> bool:
    """Return whether there is something to do for people."""
    return contest.course.phase in (Phase.ENTRIES, Phase.VOTING)


def takes_dreams(contest: Contest) -> bool:
    """Return whether dreams can enter."""
    return contest.course.phase is Phase.ENTRIES and contest.rules.kind.takes_dreams


def is_relay(contest: Contest) -> bool:
    """Return whether people take turns."""
    return contest.course.phase is Phase.ENTRIES and contest.rules.kind is Kind.RELAY


def takes_guesses(contest: Contest) -> bool:
    """Return whether there is something to guess."""
    return contest.course.phase is Phase.ENTRIES and contest.rules.kind.judging is Judging.GUESSES
