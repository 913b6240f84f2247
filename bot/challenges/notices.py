"""What the bot says about a challenge; each notice ends in a mark by which it is found again after a crash."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

import discord

from bot.challenges.kinds import Kind
from bot.challenges.phases import Action, Doing, Phase, Timetable
from bot.challenges.refusals import moment
from bot.challenges.rules import Ballot, Rules, Voting
from bot.challenges.season import Finish
from bot.refusals import quoted
from bot.store.challenges import Contest
from bot.store.entries import Submission
from bot.words import Saying, count, later, listed, say

HEART = "❤️"
MEDALS = ("🥇", "🥈", "🥉")

LISTED = 10
"""Entries that the results name."""


_ALIVE = re.compile(r"[\\`*_~|<>\[\]()#:]")
"""Marks that Discord's markdown, mentions and links are made of; behind a backslash each is only itself."""

_NAMED = 40
"""People whom there is room for after those."""

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
    return " ".join(rules.theme.split()) or say("One picture, many dreams")


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


def opening(number: int | None, host: int, rules: Rules, plan: Timetable, prefix: str) -> str:
    """Return the words that open a challenge for entries; without a number they are a preview."""
    head = say("🏁 {challenge} by {host}", challenge=_called(rules, number), host=f"<@{host}>")
    entries_end = f"{moment(plan.entries_end)} ({relative(plan.entries_end)})"
    until = say("It is open until {moment}.", moment=entries_end)
    if plan.voting_end:
        until = say(
            "It is open until {moment}, then everybody votes until {end}.",
            moment=entries_end,
            end=moment(plan.voting_end),
        )
    return "\n".join((head, rules.kind.line, *_how(rules, prefix), until, f"-# {' · '.join(conditions(rules))}"))


def _how(rules: Rules, prefix: str) -> tuple[str, ...]:
    """Return what people can do, in lines."""
    if not rules.kind.takes_dreams:
        return (say("Say what it was with `/challenge guess`, which nobody else sees."),)
    if rules.kind is Kind.RELAY:
        return (
            say(
                "Reply to this with `{prefix}dream`, and to your dream with `{prefix}challenge enter`: a first step.",
                prefix=prefix,
            ),
            say("Whoever goes on replies to the dream of the last step."),
            say("`{prefix}challenge turn` keeps the next step for you for a while.", prefix=prefix),
        )
    enter = say("Then press *Enter* under your dream; what is dreamt in the thread below enters by itself.")
    if rules.kind is Kind.SAME_PICTURE:
        return say("Reply to this with `{prefix}dream` and any words you like.", prefix=prefix), enter
    return say("Dream with `{prefix}dream`.", prefix=prefix), enter


def conditions(rules: Rules) -> list[str]:
    """Return what applies, a phrase for each."""
    several = rules.entries_per_person
    if not rules.kind.takes_dreams:
        return [count("one guess each", "{count} guesses each", several)]
    if rules.kind is Kind.RELAY:
        return [count("one step each", "up to {count} steps each", several)]
    emoji = " ".join(signs(rules.voting))
    votes_with = say("votes with {emoji}", emoji=emoji) if emoji else say("votes between two at a time")
    said = [
        count("one dream each", "up to {count} dreams each", several),
        say("{votes}, in private", votes=votes_with) if rules.in_private else votes_with,
    ]
    if rules.presets:
        said.append(say("presets {presets}", presets=", ".join(rules.presets)))
    if rules.entrants.roles:
        roles = listed([f"<@&{role}>" for role in sorted(rules.entrants.roles)], "or")
        said.append(say("for {roles}", roles=roles))
    if days := rules.entrants.account_days:
        said.append(count("for accounts of at least a day", "for accounts of at least {count} days", days))
    hidden = say("nobody knows whose is which until the end")
    said.append(hidden if rules.anonymous else say("everybody sees whose is which"))
    if rules.approval:
        said.append(say("a moderator looks at each first"))
    if rules.prize_role:
        said.append(say("the prize is {role}", role=f"<@&{rules.prize_role}>"))
    return said


def half(contest: Contest) -> str:
    """Return the reminder at half time."""
    text = {
        _Task.VOTE: later("⏳ {challenge}: half of the time is over, you can vote until {end}."),
        _Task.ENTER: later("⏳ {challenge}: half of the time is over, you can enter until {end}."),
        _Task.GUESS: later("⏳ {challenge}: half of the time is over, you can guess until {end}."),
    }[_task(contest)]
    return say(text, challenge=headline(contest), end=_end(contest))


def last_hour(contest: Contest) -> str:
    """Return the reminder one hour before the end."""
    text = {
        _Task.VOTE: later("⏰ {challenge}: the last hour, you can vote until {end}."),
        _Task.ENTER: later("⏰ {challenge}: the last hour, you can enter until {end}."),
        _Task.GUESS: later("⏰ {challenge}: the last hour, you can guess until {end}."),
    }[_task(contest)]
    return say(text, challenge=headline(contest), end=_end(contest))


def vote(contest: Contest, dreams: int, where: int) -> str:
    """Return the words that open the vote."""
    head = count(
        "🗳️ {challenge}: the vote is open, one dream in {place}.",
        "🗳️ {challenge}: the vote is open, {count} dreams in {place}.",
        dreams,
        challenge=headline(contest),
        place=f"<#{where}>",
    )
    end = _end(contest)
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
    return f"{_medal(finish.place)} {finish.preset} · {line}"


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
    lines = (f"{_medal(one.place)} {_name(one.person)}" for one in solved[:LISTED])
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


def cancelled(contest: Contest) -> str:
    """Return the words when a challenge is called off."""
    return say("🚫 {challenge} was called off.", challenge=headline(contest))


def late(words: str) -> str:
    """Return a notice that comes after its time, and says so."""
    away = say("I was away when this was to happen, so it comes late, and what follows has its full length.")
    return f"{words}\n-# {away}"


def votes(points: float, voting: Voting) -> str:
    """Return what an entry got, in words."""
    match voting:
        case Voting.PAIRS:
            return say("a strength of {points:.0f} in 100", points=points)
        case Voting.HEARTS:
            return count("1 heart", "{count} hearts", round(points))
        case Voting.PLACES:
            return count("1 point", "{count} points", round(points))


def headline(contest: Contest) -> str:
    """Return what a challenge is called, with its number."""
    return _called(contest.rules, contest.id)


def bare(words: str) -> str:
    """Return a person's words in one line so that no mention, link or markdown in them comes alive."""
    return discord.utils.escape_mentions(_ALIVE.sub(r"\\\g<0>", " ".join(words.split())))


def _called(rules: Rules, number: int | None) -> str:
    if number is None:
        return f"**{bare(title(rules))}**"
    return say("**{title}** · challenge {number}", title=bare(title(rules)), number=number)


def _medal(place: int | None) -> str:
    return MEDALS[place - 1] if place is not None and place <= len(MEDALS) else "▫️"


def _name(person: int | None) -> str:
    return say("somebody") if person is None else f"<@{person}>"


def _result(one: Placed) -> str:
    """Return the line of an entry in the results."""
    line = say("{person} with {votes}", person=_name(one.person), votes=one.votes)
    if one.submission is not None and one.submission.number:
        line = f"{line} ({say('dream {number}', number=one.submission.number)})"
    return f"{_medal(one.place)} {line}"


def _rest(people: Sequence[int | None]) -> list[str]:
    """Return how many more there are than are listed, and who: those who took part are told so."""
    more = people[LISTED:]
    if not more:
        return []
    named = list(dict.fromkeys(_name(person) for person in more))[:_NAMED]
    return [f"{say('… and {rest} more', rest=len(more))}: {', '.join(named)}"]


def _task(contest: Contest) -> _Task:
    if contest.course.phase is Phase.VOTING:
        return _Task.VOTE
    return _Task.ENTER if contest.rules.kind.takes_dreams else _Task.GUESS


def _end(contest: Contest) -> str:
    ends = contest.course.ends
    return say("the end") if ends is None else f"{moment(ends)} ({relative(ends)})"


def relative(when: datetime) -> str:
    """Return a time as Discord tells how far it is off."""
    return f"<t:{int(when.timestamp())}:R>"
