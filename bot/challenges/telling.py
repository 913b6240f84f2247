"""What the bot tells somebody who asks: how a challenge stands, who is good at it, what repeats."""

import itertools
from collections.abc import Mapping, Sequence

from bot.challenges.guesses import Guess, right
from bot.challenges.notices import LISTED, bare, conditions, headline, plural, relative, signs, title, votes
from bot.challenges.ranking import Standing
from bot.challenges.refusals import moment
from bot.challenges.rules import Rules, Voting
from bot.challenges.season import Line
from bot.refusals import listed, quoted
from bot.store.challenges import Contest
from bot.store.drafts import Draft
from bot.store.repeats import Series


def guessed(guesses: Sequence[Guess], rules: Rules) -> str:
    """Return what somebody hears who has guessed just now."""
    if right(guesses[-1].words, rules.answers):
        return "That is it! Keep it to yourself; at the end I tell who was first."
    left = rules.entries_per_person - len(guesses)
    return f"No, that is not it; you have {left} {plural(left, 'guess')} left." if left else "No, that is not it."


def status(contest: Contest, entered: int, mine: int) -> str:
    """Return how a challenge stands, for somebody who asks."""
    course, words = contest.course, [f"{headline(contest)} is {contest.course.phase.words}."]
    if course.ends is not None:
        words.append(f"This lasts until {moment(course.ends)} ({relative(course.ends)}).")
    if contest.rules.kind.takes_dreams:
        words.append("One dream has been entered" if entered == 1 else f"{entered} dreams have been entered")
    else:
        words.append(f"{entered} {plural(entered, 'guess')} have been made")
    words[-1] += f", {mine} of them yours." if mine else "."
    return " ".join(words) + f"\n-# {' · '.join(conditions(contest.rules))}"


def repeat(series: Series) -> str:
    """Return when a challenge comes again."""
    return f"number {series.id} comes {series.words}, next {moment(series.next)}: **{bare(title(series.plan.rules))}**"


def template(draft: Draft) -> str:
    """Return what a template holds."""
    rules = draft.plan.rules
    every = f", {draft.every}" if draft.every else ""
    return f"{quoted(draft.name or '')}: **{bare(title(rules))}**, {rules.kind}, {rules.voting}, {draft.length}{every}"


def paper(given: Sequence[tuple[int, int]], rules: Rules) -> str:
    """Return what somebody has given so far, places and the numbers of the dreams."""
    emoji = signs(rules.voting)
    if not given:
        return "You have given nothing yet; the buttons under the dreams do."
    if rules.voting is Voting.HEARTS:
        told = f"Your {emoji[0]} so far: dream {listed([str(number) for _, number in given], 'and')}."
    else:
        told = " · ".join(f"{emoji[place - 1]} dream {number}" for place, number in given)
    return f"{told}\n-# Nobody else sees this; press again to take one back."


def so_far(standings: Sequence[Standing], numbers: Mapping[int, int | None], rules: Rules) -> str:
    """Return how the vote stands, by the numbers of the dreams alone."""
    told = (f"{one.place}. dream {numbers.get(one.entry)} · {votes(one.points, rules.voting)}" for one in standings)
    return "\n".join(itertools.islice(told, LISTED))


def leaderboard(lines: Sequence[Line], span: str, page: int = 0) -> str:
    """Return a page of the best, the first being page 0."""
    if not lines:
        return f"Nobody has points yet {span}; a challenge would change that."
    told = [
        f"{line.place}. <@{line.person}> · {line.points} {plural(line.points, 'point')}"
        + (f" · {line.wins} {plural(line.wins, 'win')}" if line.wins else "")
        for line in lines[page * LISTED : (page + 1) * LISTED]
    ]
    pages = -(-len(lines) // LISTED)
    of = [f"-# page {page + 1} of {pages}"] if pages > 1 else []
    return "\n".join((f"**The best dreamers {span}**", *told, *of))


def figures(line: Line) -> dict[str, str]:
    """Return what a member has reached, in figures by what they are called."""
    return {
        "Place": f"{line.place}.",
        "Points": str(line.points),
        "Challenges": str(line.challenges),
        "Wins": str(line.wins),
        "On the podium": str(line.podiums),
        "Votes": str(line.votes),
    }


def profile(line: Line | None, person: int) -> str:
    """Return what a member has reached."""
    if line is None:
        return f"<@{person}> has not been in a challenge yet."
    return (
        f"<@{person}> is number {line.place} here: {line.points} {plural(line.points, 'point')} from "
        f"{line.challenges} {plural(line.challenges, 'challenge')}, {line.wins} {plural(line.wins, 'win')}, "
        f"{line.podiums} {plural(line.podiums, 'time')} on the podium, {line.votes} {plural(line.votes, 'vote')}"
        + (f", best place {line.best}." if line.best else ".")
    )
