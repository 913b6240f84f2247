"""The announcement of a challenge: what it is about, what people can do, until when and on which terms."""

from bot.challenges.kinds import Kind
from bot.challenges.moments import ending, moment
from bot.challenges.people import Admission
from bot.challenges.phases import Timetable
from bot.challenges.rules import Rules
from bot.challenges.signs import signs
from bot.challenges.titles import called
from bot.words import count, listed, say


def opening(number: int | None, host: int, rules: Rules, plan: Timetable, prefix: str, *, thread: bool) -> str:
    """Return the words that open a challenge for entries.

    Args:
        number: The challenge's; without one they are a preview.
        host: Who holds it.
        rules: What the host has decided.
        plan: When what happens.
        prefix: What commands start with there.
        thread: Whether there is a thread below in which dreams enter by themselves.
    """
    until = say("It is open until {moment}.", moment=ending(plan.entries_end))
    if plan.voting_end:
        until = say(
            "It is open until {moment}, then everybody votes until {end}.",
            moment=ending(plan.entries_end),
            end=moment(plan.voting_end),
        )
    return "\n".join((_head(number, host, rules), *_how(rules, prefix, thread=thread), until, _terms(rules)))


def overdue(number: int, host: int, rules: Rules) -> str:
    """Return the words that tell of a challenge whose entries are over already; the vote follows."""
    over = say("I could not announce it in time. The entries are over, and the vote follows.")
    return "\n".join((_head(number, host, rules), over, _terms(rules)))


def conditions(rules: Rules) -> list[str]:
    """Return what applies, a phrase for each."""
    said = [_as_many(rules)]
    if rules.votes:
        said.append(_votes_with(rules))
    if rules.presets:
        said.append(say("presets {presets}", presets=", ".join(rules.presets)))
    said += _admission(rules)
    if rules.votes:
        hidden = say("nobody knows whose is which until the end")
        said.append(hidden if rules.anonymous else say("everybody sees whose is which"))
    if rules.approval and rules.kind.takes_dreams:
        said.append(say("a moderator looks at each first"))
    if rules.prize_role:
        said.append(say("the prize is {role}", role=f"<@&{rules.prize_role}>"))
    return said


def _head(number: int | None, host: int, rules: Rules) -> str:
    head = say("🏁 {challenge} by {host}", challenge=called(rules, number), host=f"<@{host}>")
    return f"{head}\n{rules.kind.line}"


def _terms(rules: Rules) -> str:
    return f"-# {' · '.join(conditions(rules))}"


def _how(rules: Rules, prefix: str, *, thread: bool) -> tuple[str, ...]:
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
    enter = say("Then press *Enter* under your dream.")
    if thread:
        enter = say("Then press *Enter* under your dream; what is dreamt in the thread below enters by itself.")
    if rules.kind is Kind.SAME_PICTURE:
        return say("Reply to this with `{prefix}dream` and any words you like.", prefix=prefix), enter
    return say("Dream with `{prefix}dream`.", prefix=prefix), enter


def _as_many(rules: Rules) -> str:
    """Return how often each can take part."""
    several = rules.entries_per_person
    if not rules.kind.takes_dreams:
        return count("one guess each", "{count} guesses each", several)
    if rules.kind is Kind.RELAY:
        return count("one step each", "up to {count} steps each", several)
    return count("one dream each", "up to {count} dreams each", several)


def _votes_with(rules: Rules) -> str:
    """Return how people vote."""
    emoji = " ".join(signs(rules.voting))
    said = say("votes with {emoji}", emoji=emoji) if emoji else say("votes between two at a time")
    return say("{votes}, in private", votes=said) if rules.in_private else said


def _admission(rules: Rules) -> list[str]:
    """Return for whom it is; whoever votes is named where those are others than the ones who enter."""
    said = []
    if not rules.votes or rules.entrants.roles == rules.voters.roles:
        if rules.entrants.roles:
            said.append(say("for {roles}", roles=_roles(rules.entrants)))
    elif rules.entrants.roles:
        said.append(say("{roles} enter", roles=_roles(rules.entrants)))
        said.append(say("{roles} vote", roles=_roles(rules.voters)) if rules.voters.roles else say("everybody votes"))
    else:
        said.append(say("everybody enters"))
        said.append(say("{roles} vote", roles=_roles(rules.voters)))
    if days := rules.entrants.account_days:
        said.append(count("for accounts of at least a day", "for accounts of at least {count} days", days))
    return said


def _roles(admission: Admission) -> str:
    return listed([f"<@&{role}>" for role in sorted(admission.roles)], "or")
