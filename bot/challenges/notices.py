"""What the bot says while a challenge goes on; each notice ends in a mark by which it is found again after a crash."""

from enum import Enum, auto

from bot.challenges.moments import ending
from bot.challenges.phases import Action, Doing, Phase
from bot.challenges.rules import Ballot, Voting
from bot.challenges.signs import HEART, MEDALS
from bot.challenges.titles import headline
from bot.store.challenges import Contest
from bot.store.entries import Submission
from bot.words import Saying, count, later, say

_PHASES = {
    Phase.ANNOUNCED: later("announced"),
    Phase.ENTRIES: later("entries"),
    Phase.VOTING: later("voting"),
    Phase.RESULTS: later("results"),
    Phase.CANCELLED: later("cancelled"),
}


class _Task(Enum):
    """What there is to do for people."""

    ENTER = auto()
    VOTE = auto()
    GUESS = auto()


def mark(challenge: int, about: Saying) -> str:
    """Return the last line of a notice."""
    return "-# " + say("challenge {number} · {about}", number=challenge, about=about())


def about(action: Action) -> str:
    """Return what the mark of an action's notice says."""
    phase = say(_PHASES[action.phase])
    match action.doing:
        case Doing.BEGIN:
            return phase
        case Doing.REMIND_HALF:
            return say("{phase}, half", phase=phase)
        case Doing.REMIND_HOUR:
            return say("{phase}, last hour", phase=phase)


def about_entry(number: int | None) -> str:
    """Return what the mark of an entry says."""
    return say("entry {number}", number=number)


def half(contest: Contest) -> str:
    """Return the reminder at half time."""
    text = {
        _Task.VOTE: later("⏳ {challenge}: half of the time is over, you can vote until {end}."),
        _Task.ENTER: later("⏳ {challenge}: half of the time is over, you can enter until {end}."),
        _Task.GUESS: later("⏳ {challenge}: half of the time is over, you can guess until {end}."),
    }[_task(contest)]
    return say(text, challenge=headline(contest), end=ending(contest.course.ends))


def last_hour(contest: Contest) -> str:
    """Return the reminder one hour before the end."""
    text = {
        _Task.VOTE: later("⏰ {challenge}: the last hour, you can vote until {end}."),
        _Task.ENTER: later("⏰ {challenge}: the last hour, you can enter until {end}."),
        _Task.GUESS: later("⏰ {challenge}: the last hour, you can guess until {end}."),
    }[_task(contest)]
    return say(text, challenge=headline(contest), end=ending(contest.course.ends))


def vote(contest: Contest, dreams: int, where: int) -> str:
    """Return the words that open the vote."""
    head = count(
        "🗳️ {challenge}: the vote is open, one dream in {place}.",
        "🗳️ {challenge}: the vote is open, {count} dreams in {place}.",
        dreams,
        challenge=headline(contest),
        place=f"<#{where}>",
    )
    end = ending(contest.course.ends)
    match contest.rules.voting:
        case Voting.HEARTS:
            how = say("Give a {heart} to each that you like, until {end}.", heart=HEART, end=end)
        case Voting.PLACES:
            first, second, third = MEDALS
            how = say(
                "Give {first}, {second} and {third}, each to one dream, until {end}.",
                first=first,
                second=second,
                third=third,
                end=end,
            )
        case Voting.PAIRS:
            how = say("Press *Vote* and say again and again which of two you like better, until {end}.", end=end)
    if contest.rules.ballot is Ballot.PRIVATE and contest.rules.voting is not Voting.PAIRS:
        how += " " + say("The buttons under them do it, and nobody else sees that.")
    return f"{head} {how}"


def entry(contest: Contest, submission: Submission) -> str:
    """Return the words under an entry in the vote."""
    preset = submission.entry.preset
    if not contest.rules.anonymous:
        preset = say("{preset} by {person}", preset=preset, person=f"<@{submission.entry.author}>")
    return f"**{submission.number}** · {preset}"


def cancelled(contest: Contest) -> str:
    """Return the words when a challenge is called off."""
    return say("🚫 {challenge} was called off.", challenge=headline(contest))


def late(words: str) -> str:
    """Return a notice that comes after its time, and says so."""
    away = say("I was away when this was to happen, so it comes late, and what follows has its full length.")
    return f"{words}\n-# {away}"


def _task(contest: Contest) -> _Task:
    if contest.course.phase is Phase.VOTING:
        return _Task.VOTE
    return _Task.ENTER if contest.rules.kind.takes_dreams else _Task.GUESS
