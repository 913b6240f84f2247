"""What the bot says about a challenge; each notice ends in a mark by which it is found again after a crash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.challenges.kinds import Kind
from bot.challenges.phases import Action, Doing, Phase, Timetable
from bot.challenges.refusals import moment
from bot.challenges.rules import Ballot, Rules, Voting
from bot.challenges.season import Finish
from bot.refusals import quoted
from bot.store.challenges import Contest
from bot.store.entries import Submission

HEART = "❤️"
MEDALS = ("🥇", "🥈", "🥉")

LISTED = 10
"""Entries that the results name."""


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


def signs(voting: Voting) -> tuple[str, ...]:
    """Return the emoji that votes are given with; the first is for the first place. Pairs have none."""
    return {Voting.HEARTS: (HEART,), Voting.PLACES: MEDALS}.get(voting, ())


def reactions(rules: Rules) -> tuple[str, ...]:
    """Return the reactions that people vote with; none where they do so in private."""
    return () if rules.in_private else signs(rules.voting)


def place_of(emoji: str, rules: Rules) -> int | None:
    """Return the place that a reaction stands for, from 1, or None if it is no vote."""
    bare = [each.rstrip("\N{VARIATION SELECTOR-16}") for each in reactions(rules)]
    given = emoji.rstrip("\N{VARIATION SELECTOR-16}")
    return bare.index(given) + 1 if given in bare else None


def title(rules: Rules) -> str:
    """Return what a challenge is called."""
    return " ".join(rules.theme.split()) or "One picture, many dreams"


def mark(challenge: int, about: str) -> str:
    """Return the last line of a notice."""
    return f"-# challenge {challenge} · {about}"


def about(action: Action) -> str:
    """Return what the mark of an action's notice says."""
    if action.doing is Doing.BEGIN:
        return action.phase
    return f"{action.phase}, {'half' if action.doing is Doing.REMIND_HALF else 'last hour'}"


def opening(number: int | None, host: int, rules: Rules, plan: Timetable, prefix: str) -> str:
    """Return the words that open a challenge for entries; without a number they are a preview."""
    until = f"It is open until {moment(plan.entries_end)} ({relative(plan.entries_end)})"
    then = f", then everybody votes until {moment(plan.voting_end)}." if plan.voting_end else "."
    head = f"🏁 {_called(rules, number)} by <@{host}>"
    lines = (head, rules.kind.line, *_how(rules, prefix), until + then, f"-# {' · '.join(conditions(rules))}")
    return "\n".join(lines)


def _how(rules: Rules, prefix: str) -> tuple[str, ...]:
    """Return what people can do, in lines."""
    if not rules.kind.takes_dreams:
        return ("Say what it was with `/challenge guess`, which nobody else sees.",)
    if rules.kind is Kind.RELAY:
        return (
            f"Reply to this with `{prefix}dream`, and to your dream with `{prefix}challenge enter`: a first step.",
            "Whoever goes on replies to the dream of the last step.",
            f"`{prefix}challenge turn` keeps the next step for you for a while.",
        )
    same = rules.kind is Kind.SAME_PICTURE
    dream = f"Reply to this with `{prefix}dream` and any words you like." if same else f"Dream with `{prefix}dream`."
    return dream, "Then press *Enter* under your dream; what is dreamt in the thread below enters by itself."


def conditions(rules: Rules) -> list[str]:
    """Return what applies, a phrase for each."""
    several = rules.entries_per_person
    if not rules.kind.takes_dreams:
        return ["one guess each" if several == 1 else f"{several} guesses each"]
    if rules.kind is Kind.RELAY:
        return ["one step each" if several == 1 else f"up to {several} steps each"]
    said = ["one dream each" if several == 1 else f"up to {several} dreams each"]
    with_signs = f"votes with {' '.join(signs(rules.voting))}" if signs(rules.voting) else "votes between two at a time"
    said.append(f"{with_signs}, in private" if rules.in_private else with_signs)
    if rules.presets:
        said.append(f"presets {', '.join(rules.presets)}")
    if rules.entrants.roles:
        said.append(f"for {' and '.join(f'<@&{role}>' for role in sorted(rules.entrants.roles))}")
    if rules.entrants.account_days:
        said.append(f"for accounts of at least {rules.entrants.account_days} days")
    said.append("nobody knows whose is which until the end" if rules.anonymous else "everybody sees whose is which")
    if rules.approval:
        said.append("a moderator looks at each first")
    if rules.prize_role:
        said.append(f"the prize is <@&{rules.prize_role}>")
    return said


def half(contest: Contest) -> str:
    """Return the reminder at half time."""
    return f"⏳ {headline(contest)}: half of the time is over, {_to_do(contest)} until {_end(contest)}."


def last_hour(contest: Contest) -> str:
    """Return the reminder one hour before the end."""
    return f"⏰ {headline(contest)}: the last hour, {_to_do(contest)} until {_end(contest)}."


def vote(contest: Contest, count: int, where: int) -> str:
    """Return the words that open the vote."""
    dreams = "one dream" if count == 1 else f"{count} dreams"
    how = {
        Voting.HEARTS: f"Give a {HEART} to each that you like",
        Voting.PLACES: f"Give {MEDALS[0]}, {MEDALS[1]} and {MEDALS[2]}, each to one dream",
        Voting.PAIRS: "Press *Vote* and say again and again which of two you like better",
    }[contest.rules.voting]
    if contest.rules.ballot is Ballot.PRIVATE and contest.rules.voting is not Voting.PAIRS:
        how += " with the buttons under them, which nobody else sees"
    return f"🗳️ {headline(contest)}: the vote is open, {dreams} in <#{where}>. {how}, until {_end(contest)}."


def entry(contest: Contest, submission: Submission) -> str:
    """Return the words under an entry in the vote."""
    whose = "" if contest.rules.anonymous else f" by <@{submission.entry.author}>"
    return f"**{submission.number}** · {submission.entry.preset}{whose}"


def results(contest: Contest, placed: Sequence[Placed], voters: int) -> str:
    """Return the results."""
    if not placed:
        return f"🌫️ {headline(contest)} is over, and nobody entered."
    lines = [
        f"{_medal(one.place)} {_name(one.person)} with {one.votes}"
        + (f" (dream {one.submission.number})" if one.submission and one.submission.number else "")
        for one in placed[:LISTED]
    ]
    rest = [f"… and {_and_more([one.person for one in placed[LISTED:]])}"] if len(placed) > LISTED else []
    return "\n".join((f"🏆 {headline(contest)}: the results of {turnout(len(placed), voters)}.", *lines, *rest))


def placed(finish: Finish, points: float, rules: Rules) -> str:
    """Return what stands beside a dream in the gallery of a challenge that is over."""
    return f"{_medal(finish.place)} {finish.preset} by {_name(finish.person)} with {votes(points, rules.voting)}"


def solution(contest: Contest, finishes: Sequence[Finish]) -> str:
    """Return what a blind picture was, and who guessed it in which order."""
    answer = quoted(contest.rules.answers[0])
    head = f"💡 {headline(contest)}: it was {answer}."
    solved = [one for one in finishes if one.place]
    if not solved:
        return f"{head} Nobody guessed it."
    lines = [f"{_medal(one.place)} {_name(one.person)}" for one in solved[:LISTED]]
    people = "one person" if len(solved) == 1 else f"{len(solved)} people"
    rest = [f"… and {_and_more([one.person for one in solved[LISTED:]])}"] if len(solved) > LISTED else []
    return "\n".join((f"{head} {people.capitalize()} of {len(finishes)} guessed it, these first:", *lines, *rest))


def way(contest: Contest, steps: Sequence[Submission], *, film: bool) -> str:
    """Return how far a relay came, and who went the way."""
    if not steps:
        return f"🌫️ {headline(contest)} is over, and nobody dreamt a step."
    people = list(dict.fromkeys(f"<@{step.entry.author}>" for step in steps))
    named = ", ".join(people[:LISTED]) + (f" and {len(people) - LISTED} more" if len(people) > LISTED else "")
    end = "; this is the whole way" if film else ""
    return f"🎞️ {headline(contest)}: {len(steps)} {plural(len(steps), 'step')} deep, by {named}{end}."


def turnout(dreams: int, voters: int) -> str:
    """Return how many took part."""
    return f"{dreams} {plural(dreams, 'dream')} and {voters} {plural(voters, 'voter')}"


def cancelled(contest: Contest) -> str:
    """Return the words when a challenge is called off."""
    return f"🚫 {headline(contest)} was called off."


def late(words: str) -> str:
    """Return a notice that comes after its time, and says so."""
    return f"{words}\n-# I was away when this was to happen, so it comes late, and what follows has its full length."


def votes(points: float, voting: Voting) -> str:
    """Return what an entry got, in words."""
    if voting is Voting.PAIRS:
        return f"a strength of {points:.0f} in 100"
    return f"{points:.0f} {plural(round(points), 'heart' if voting is Voting.HEARTS else 'point')}"


def headline(contest: Contest) -> str:
    """Return what a challenge is called, with its number."""
    return _called(contest.rules, contest.id)


def bare(words: str) -> str:
    """Return words without what would end bold letters."""
    return words.replace("*", "").replace("`", "’")


def _called(rules: Rules, number: int | None) -> str:
    return f"**{bare(title(rules))}**" + ("" if number is None else f" · challenge {number}")


def _medal(place: int | None) -> str:
    return MEDALS[place - 1] if place is not None and place <= len(MEDALS) else "▫️"


def _name(person: int | None) -> str:
    return "somebody" if person is None else f"<@{person}>"


def _and_more(people: Sequence[int | None]) -> str:
    """Return how many more there are, and who: those who took part are told so."""
    named = list(dict.fromkeys(_name(person) for person in people))[:_NAMED]
    return f"{len(people)} more, by {', '.join(named)}"


def _to_do(contest: Contest) -> str:
    if contest.course.phase is Phase.VOTING:
        return "you can vote"
    return "you can enter" if contest.rules.kind.takes_dreams else "you can guess"


def _end(contest: Contest) -> str:
    ends = contest.course.ends
    return "the end" if ends is None else f"{moment(ends)} ({relative(ends)})"


def relative(when: datetime) -> str:
    """Return a time as Discord tells how far it is off."""
    return f"<t:{int(when.timestamp())}:R>"


def plural(count: int, noun: str) -> str:
    """Return a noun for so many."""
    return noun if count == 1 else f"{noun}es" if noun.endswith("s") else f"{noun}s"
