"""The results of a challenge in words: who won, what the picture was, or how far they came."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.challenges.rules import Rules
from bot.challenges.season import Finish
from bot.challenges.signs import medal, votes
from bot.challenges.titles import headline
from bot.refusals import quoted
from bot.store.challenges import Contest
from bot.store.entries import Submission
from bot.words import count, listed, say

LISTED = 10
"""Lines in which somebody is named, before all that follow are put together."""

_NAMED = 40
"""People whom there is room for after those."""


@dataclass(frozen=True)
class Placed:
    """How an entry ended."""

    place: int | None
    person: int | None
    votes: str
    submission: Submission | None
    """None where its author wished to be forgotten."""


def results(contest: Contest, placed: Sequence[Placed], voters: int) -> str:
    """Return the results."""
    if not placed:
        return say("🌫️ {challenge} is over, and nobody entered.", challenge=headline(contest))
    turned_out = turnout(len(placed), voters)
    head = say("🏆 {challenge}: the results of {turnout}.", challenge=headline(contest), turnout=turned_out)
    return "\n".join((head, *(_result(one) for one in placed[:LISTED]), *_rest([one.person for one in placed])))


def placed(finish: Finish, points: float, rules: Rules) -> str:
    """Return what stands beside a dream in the gallery of a challenge that is over."""
    line = say("{person} with {votes}", person=_name(finish.person), votes=votes(points, rules.voting))
    return f"{medal(finish.place)} {finish.preset} · {line}"


def solution(contest: Contest, finishes: Sequence[Finish]) -> str:
    """Return what a blind picture was, and who guessed it in which order."""
    answer = quoted(contest.rules.answers[0])
    head = say("💡 {challenge}: it was {answer}.", challenge=headline(contest), answer=answer)
    solved = [one for one in finishes if one.place]
    if not solved:
        return f"{head} {say('Nobody guessed it.')}"
    told = count(
        "One person of {all} guessed it:",
        "{count} people of {all} guessed it, these first:",
        len(solved),
        all=len(finishes),
    )
    lines = (f"{medal(one.place)} {_name(one.person)}" for one in solved[:LISTED])
    return "\n".join((f"{head} {told}", *lines, *_rest([one.person for one in solved])))


def way(contest: Contest, steps: Sequence[Submission], *, film: bool) -> str:
    """Return how far a relay came, and who went the way."""
    if not steps:
        return say("🌫️ {challenge} is over, and nobody dreamt a step.", challenge=headline(contest))
    people = list(dict.fromkeys(f"<@{step.entry.author}>" for step in steps))
    named = ", ".join(people[:LISTED])
    if len(people) > LISTED:
        named = say("{shown} and {rest} more", shown=named, rest=len(people) - LISTED)
    told = count(
        "🎞️ {challenge}: one step deep, by {people}.",
        "🎞️ {challenge}: {count} steps deep, by {people}.",
        len(steps),
        challenge=headline(contest),
        people=named,
    )
    return f"{told} {say('This is the whole way.')}" if film else told


def turnout(dreams: int, voters: int) -> str:
    """Return how many took part."""
    return listed([count("1 dream", "{count} dreams", dreams), count("1 voter", "{count} voters", voters)], "and")


def _name(person: int | None) -> str:
    return say("somebody") if person is None else f"<@{person}>"


def _result(one: Placed) -> str:
    """Return the line of an entry in the results."""
    line = say("{person} with {votes}", person=_name(one.person), votes=one.votes)
    if one.submission is not None and one.submission.number:
        line = f"{line} ({say('dream {number}', number=one.submission.number)})"
    return f"{medal(one.place)} {line}"


def _rest(people: Sequence[int | None]) -> list[str]:
    """Return how many more there are than are listed, and who: those who took part are told so."""
    more = people[LISTED:]
    if not more:
        return []
    named = list(dict.fromkeys(_name(person) for person in more))[:_NAMED]
    return [f"{say('… and {rest} more', rest=len(more))}: {', '.join(named)}"]
