"""What the bot tells somebody who asks: how a challenge stands, who is good at it, what repeats."""

import itertools
from collections.abc import Mapping, Sequence

from bot.challenges.announcement import conditions
from bot.challenges.guesses import Guess, right
from bot.challenges.moments import ending, moment
from bot.challenges.ranking import Standing
from bot.challenges.results import LISTED
from bot.challenges.rules import Rules, Voting
from bot.challenges.season import Line
from bot.challenges.signs import signs, votes
from bot.challenges.titles import bare, headline, title
from bot.refusals import quoted
from bot.store.challenges import Contest
from bot.store.drafts import Draft
from bot.store.repeats import Series
from bot.words import count, later, listed, say

_NOBODY = {
    "ever": later("Nobody has points yet in this server; a challenge would change that."),
    "year": later("Nobody has points yet this year; a challenge would change that."),
    "month": later("Nobody has points yet this month; a challenge would change that."),
}
_BEST = {
    "ever": later("The best dreamers of this server"),
    "year": later("The best dreamers of this year"),
    "month": later("The best dreamers of this month"),
}


def guessed(guesses: Sequence[Guess], rules: Rules) -> str:
    """Return what somebody hears who has guessed just now."""
    if right(guesses[-1].words, rules.answers):
        return say("That is it! Keep it to yourself; at the end I tell who was first.")
    left = rules.entries_per_person - len(guesses)
    if not left:
        return say("No, that is not it.")
    return count(
        "No, that is not it; you have 1 guess left.", "No, that is not it; you have {count} guesses left.", left
    )


def status(contest: Contest, entered: int, mine: int) -> str:
    """Return how a challenge stands, for somebody who asks."""
    course = contest.course
    words = [say("{challenge} is {phase}.", challenge=headline(contest), phase=say(course.phase.words))]
    if course.ends is not None:
        words.append(say("This lasts until {moment}.", moment=ending(course.ends)))
    if contest.rules.kind.takes_dreams:
        so_far = count("One dream has been entered", "{count} dreams have been entered", entered)
    else:
        so_far = count("One guess has been made", "{count} guesses have been made", entered)
    words.append(say("{so_far}, {mine} of them yours.", so_far=so_far, mine=mine) if mine else f"{so_far}.")
    return " ".join(words) + f"\n-# {' · '.join(conditions(contest.rules))}"


def repeat(series: Series) -> str:
    """Return when a challenge comes again."""
    return say(
        "number {number} comes {words}, next {moment}: **{title}**",
        number=series.id,
        words=series.words,
        moment=moment(series.next),
        title=bare(title(series.plan.rules)),
    )


def template(draft: Draft) -> str:
    """Return what a template holds."""
    rules = draft.plan.rules
    every = f", {draft.every}" if draft.every else ""
    return f"{quoted(draft.name or '')}: **{bare(title(rules))}**, {rules.kind}, {rules.voting}, {draft.length}{every}"


def paper(given: Sequence[tuple[int, int]], rules: Rules) -> str:
    """Return what somebody has given so far, places and the numbers of the dreams."""
    emoji = signs(rules.voting)
    if not given:
        return say("You have given nothing yet; the buttons under the dreams do.")
    if rules.voting is Voting.HEARTS:
        dreams = listed([str(number) for _, number in given], "and")
        told = say("Your {heart} so far: dream {dreams}.", heart=emoji[0], dreams=dreams)
    else:
        told = " · ".join(f"{emoji[place - 1]} {say('dream {number}', number=number)}" for place, number in given)
    return f"{told}\n-# {say('Nobody else sees this; press again to take one back.')}"


def so_far(standings: Sequence[Standing], numbers: Mapping[int, int | None], rules: Rules) -> str:
    """Return how the vote stands, by the numbers of the dreams alone."""
    told = (
        f"{one.place}. {say('dream {number}', number=numbers.get(one.entry))} · {votes(one.points, rules.voting)}"
        for one in standings
    )
    return "\n".join(itertools.islice(told, LISTED))


def leaderboard(lines: Sequence[Line], span: str, page: int = 0) -> str:
    """Return a page of the best, the first being page 0; of a `month`, a `year` or `ever`."""
    if not lines:
        return say(_NOBODY[span])
    pages = -(-len(lines) // LISTED)
    of = ["-# " + say("page {page} of {pages}", page=page + 1, pages=pages)] if pages > 1 else []
    told = (_ranked(line) for line in lines[page * LISTED : (page + 1) * LISTED])
    return "\n".join((f"**{say(_BEST[span])}**", *told, *of))


def figures(line: Line) -> dict[str, str]:
    """Return what a member has reached, in figures by what they are called."""
    return {
        say("Place"): f"{line.place}.",
        say("Points"): str(line.points),
        say("Challenges"): str(line.challenges),
        say("Wins"): str(line.wins),
        say("On the podium"): str(line.podiums),
        say("Votes"): str(line.votes),
    }


def profile(line: Line | None, person: int) -> str:
    """Return what a member has reached."""
    who = f"<@{person}>"
    if line is None:
        return say("{person} has not been in a challenge yet.", person=who)
    reached = [
        count("1 win", "{count} wins", line.wins),
        count("once on the podium", "{count} times on the podium", line.podiums),
        count("1 vote", "{count} votes", line.votes),
    ]
    if line.best:
        reached.append(say("best place {place}", place=line.best))
    return say(
        "{person} is number {place} here: {points} from {challenges}, {reached}.",
        person=who,
        place=line.place,
        points=count("1 point", "{count} points", line.points),
        challenges=count("1 challenge", "{count} challenges", line.challenges),
        reached=", ".join(reached),
    )


def _ranked(line: Line) -> str:
    points = f"{line.place}. <@{line.person}> · {count('1 point', '{count} points', line.points)}"
    return f"{points} · {count('1 win', '{count} wins', line.wins)}" if line.wins else points
