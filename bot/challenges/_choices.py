"""What a host can choose when a challenge begins, in words as `theme: …` and in Discord's form."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Literal

import discord
from discord.ext import commands

from bot.challenges.kinds import Kind
from bot.challenges.refusals import BadRules
from bot.challenges.rules import Rules, decide
from bot.dreams.menu import Menu
from bot.words import later

USUAL_LENGTH = "2d"
USUAL_VOTING = "1d"

_FIELDS = {"vote": "voting", "entries": "entries_per_person", "age": "account_days", "hidden": "hidden_standings"}
"""Choices that the rules call by another name."""
_BESIDES = frozenset({"length", "voting", "every", "template", "channel"})
"""Choices that are no rules."""


class Choices(commands.FlagConverter, case_insensitive=True):
    """The options of `challenge start`; what is left out is as the template has it, or as usual."""

    theme: str | None = commands.flag(default=None, description="What it is about, such as: make your pet a cathedral")
    template: str | None = commands.flag(
        name="from", default=None, description="Settings that were saved, by their name; what you say goes before"
    )
    length: str | None = commands.flag(
        default=None, aliases=["for", "until"], description="How long people can enter: 2d, 1w 12h, friday 18:00"
    )
    voting: str | None = commands.flag(default=None, description="How long people can vote after that: 1d, 12h, noon")
    every: str | None = commands.flag(
        default=None, description="Let it come again: friday 18:00, other monday, day at noon, first sunday"
    )
    vote: Literal["hearts", "places", "pairs"] | None = commands.flag(
        default=None, description="Hearts for all one likes, places for one's three best, or one of two at a time"
    )
    ballot: Literal["reactions", "private"] | None = commands.flag(
        default=None, description="Whether people vote with reactions, or on buttons that tell nobody"
    )
    entries: commands.Range[int, 1, 10] | None = commands.flag(
        default=None, description="How many dreams each may enter, or guesses make"
    )
    presets: str | None = commands.flag(default=None, description="Presets that may enter, such as: animals, eyes")
    answers: str | None = commands.flag(
        default=None, description="What the picture was before it was dreamt, for people to guess: cat, kitten"
    )
    relay: bool | None = commands.flag(
        default=None, description="Whether each dreams one step deeper into the last one's dream of the picture"
    )
    role: discord.Role | None = commands.flag(default=None, description="Only people with this role enter and vote")
    voters: discord.Role | None = commands.flag(
        default=None, description="Another role than that for voting; @everyone lets all vote"
    )
    age: commands.Range[int, 0, 3650] | None = commands.flag(
        default=None, description="How many days old an account has to be to enter and vote"
    )
    anonymous: bool | None = commands.flag(
        default=None, description="Whether nobody knows whose is which until the end"
    )
    hidden: bool | None = commands.flag(default=None, description="Whether nobody sees the standings before the end")
    ties: Literal["shared", "earlier"] | None = commands.flag(
        default=None, description="Whether the same points share a place, or the earlier dream goes first"
    )
    approval: bool | None = commands.flag(
        default=None, description="Whether you or a moderator have to approve each dream"
    )
    prize: discord.Role | None = commands.flag(default=None, description="A role for the winners")
    channel: discord.TextChannel | discord.Thread | None = commands.flag(
        default=None, aliases=["in"], description="Where it is held; without it, here"
    )


def said(choices: Choices, menu: Menu | None) -> dict[str, object]:
    """Return what a host has said, as fields of the rules; presets are looked up in the menu.

    Raises:
        UnknownPreset: one of them is none.
    """
    given = {name: value for name, value in choices if value is not None and name not in _BESIDES}
    fields: dict[str, object] = {_FIELDS.get(name, name): value for name, value in given.items()}
    if choices.presets is not None and menu is not None:
        fields["presets"] = [menu.named(name).name for name in listed(choices.presets)]
    if choices.answers is not None:
        fields["answers"] = listed(choices.answers)
    for option, field in (("role", "roles"), ("voters", "voting_roles")):
        if isinstance(role := fields.pop(option, None), discord.Role):
            fields[field] = [] if role.is_default() else [role.id]
    if (prize := fields.pop("prize", None)) is not None:
        fields["prize_role"] = getattr(prize, "id", None)
    return fields


def rules_of(fields: Mapping[str, object], before: Rules | None, *, picture: bool) -> Rules:
    """Return the rules that a host has chosen; with a picture it is what everybody dreams, or guesses.

    Args:
        fields: What was said, as fields of the rules; besides, `relay`, `roles` and `account_days` of all who take
            part, and `voting_roles` where others vote than enter.
        before: What holds where nothing was said.
        picture: Whether the host has brought one.

    Raises:
        BadRules: they make no challenge.
    """
    rules: dict[str, object] = {} if before is None else before.model_dump()
    rules |= {name: value for name, value in fields.items() if name in Rules.model_fields}
    relay = fields.get("relay", before is not None and before.kind is Kind.RELAY)
    answers = rules.get("answers")
    if answers and not picture:
        raise BadRules(later("there is nothing to guess without a picture, the dream that people are to see"))
    if relay and (answers or not picture):
        raise BadRules(later("a relay begins with a picture, and there is nothing to guess"))
    kind = Kind.RELAY if relay else Kind.BLIND if answers else Kind.SAME_PICTURE if picture else Kind.THEME
    entrants = {} if before is None else before.entrants.model_dump()
    admission = entrants | {name: fields[name] for name in ("roles", "account_days") if name in fields}
    voters = admission
    if "voting_roles" in fields:
        voters = admission | {"roles": fields["voting_roles"]}
    elif before is not None and before.voters.roles != before.entrants.roles:
        voters = admission | {"roles": before.voters.roles}
    return decide({**rules, "kind": kind, "entrants": admission, "voters": voters})


def listed(words: str) -> list[str]:
    """Return what stands between commas."""
    return [word.strip() for word in words.split(",") if word.strip()]


def span(time: timedelta) -> str:
    """Return a length of time as a host would say it."""
    minutes = max(1, round(time.total_seconds() / 60))
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "m"))
    return " ".join(f"{count}{unit}" for count, unit in parts if count)


def spans(words: str) -> tuple[str, str]:
    """Return how long people can enter, and then vote, from words like `2d, then 1d`."""
    length, _, voting = words.partition("then")
    return length.strip(" ,") or USUAL_LENGTH, voting.strip() or USUAL_VOTING


def together(parts: Sequence[str]) -> str:
    """Return both in such words."""
    return ", then ".join(parts)
