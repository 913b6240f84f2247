"""What a host can choose when a challenge begins, in words as `theme: …` and in Discord's form."""

import asyncio
from collections.abc import Sequence
from typing import Literal

import discord
from discord.ext import commands

from bot.challenges.kinds import Kind
from bot.challenges.podium import UnreadablePictureError, opened
from bot.challenges.refusals import BadRules, CannotHostHere, NotYourRole
from bot.challenges.rules import Rules, decide
from bot.client import DreamBot
from bot.dreams.menu import Menu
from bot.permissions import missing_for_challenges
from bot.refusals import NotAPicture, PictureTooLarge
from bot.sources.fetching import Fetcher
from bot.sources.finding import Clues, find
from bot.sources.source import Source
from bot.words import later


class Choices(commands.FlagConverter, case_insensitive=True):
    """The options of `challenge start`."""

    theme: str | None = commands.flag(default=None, description="What it is about, such as: make your pet a cathedral")
    length: str = commands.flag(
        default="2d", aliases=["for", "until"], description="How long people can enter: 2d, 1w 12h, friday 18:00"
    )
    voting: str = commands.flag(default="1d", description="How long people can vote after that: 1d, 12h, sunday noon")
    every: str | None = commands.flag(
        default=None, description="Let it come again: friday 18:00, other monday, day at noon, first sunday"
    )
    vote: Literal["hearts", "places", "pairs"] = commands.flag(
        default="hearts", description="Hearts for all one likes, places for one's three best, or one of two at a time"
    )
    entries: commands.Range[int, 1, 10] = commands.flag(
        default=1, description="How many dreams each may enter, or guesses make"
    )
    presets: str | None = commands.flag(default=None, description="Presets that may enter, such as: animals, eyes")
    answers: str | None = commands.flag(
        default=None, description="What the picture was before it was dreamt, for people to guess: cat, kitten"
    )
    relay: bool = commands.flag(
        default=False, description="Whether each dreams one step deeper into the last one's dream of the picture"
    )
    role: discord.Role | None = commands.flag(default=None, description="Only people with this role enter and vote")
    age: commands.Range[int, 0, 3650] = commands.flag(
        default=0, description="How many days old an account has to be to enter and vote"
    )
    anonymous: bool = commands.flag(default=True, description="Whether nobody knows whose is which until the end")
    hidden: bool = commands.flag(default=True, description="Whether nobody sees the standings before the end")
    ties: Literal["shared", "earlier"] = commands.flag(
        default="shared", description="Whether the same points share a place, or the earlier dream goes first"
    )
    approval: bool = commands.flag(default=False, description="Whether you or a moderator have to approve each dream")
    prize: discord.Role | None = commands.flag(default=None, description="A role for the winners")


def rules_of(choices: Choices, presets: Sequence[str], *, picture: bool) -> Rules:
    """Return the rules that a host has chosen; with a picture it is what everybody dreams, or guesses.

    Raises:
        BadRules: they make no challenge.
    """
    answers = [words.strip() for words in (choices.answers or "").split(",") if words.strip()]
    if answers and not picture:
        raise BadRules(later("there is nothing to guess without a picture, the dream that people are to see"))
    if choices.relay and (answers or not picture):
        raise BadRules(later("a relay begins with a picture, and there is nothing to guess"))
    kind = Kind.RELAY if choices.relay else Kind.BLIND if answers else Kind.SAME_PICTURE if picture else Kind.THEME
    admission = {
        "roles": [] if choices.role is None else [choices.role.id],
        "account_days": choices.age,
    }
    return decide(
        {
            "kind": kind,
            "answers": answers,
            "theme": choices.theme or "",
            "voting": choices.vote,
            "entries_per_person": choices.entries,
            "presets": presets,
            "entrants": admission,
            "voters": admission,
            "anonymous": choices.anonymous,
            "hidden_standings": choices.hidden,
            "ties": choices.ties,
            "approval": choices.approval,
            "prize_role": None if choices.prize is None else choices.prize.id,
        }
    )


def check_prize(host: discord.Member, prize: discord.Role | None) -> None:
    """Return if the host could give the prize by hand; else anybody could win a moderator's role.

    Raises:
        NotYourRole: they could not.
    """
    if prize is None or host.guild.owner_id == host.id:
        return
    if not host.guild_permissions.manage_roles or prize >= host.top_role:
        raise NotYourRole


async def brought(
    ctx: commands.Context[DreamBot], picture: discord.Attachment | None, fetcher: Fetcher
) -> Source | None:
    """Return the picture that came along, or that of the message replied to; None if there is neither.

    Raises:
        NotAPicture, PictureTooLarge, PictureGone: there is one, but it cannot be shown again.
    """
    reference = ctx.message.reference if ctx.interaction is None else None
    if picture is None and reference is None:
        return None
    files = [] if picture is None else [picture]
    found = await find(Clues(ctx.channel, ctx.bot.me, files=files, reply=reference))
    if not found:
        return None
    source = await fetcher.fetch(found[0])
    if len(source.data) > ctx.filesize_limit:
        raise PictureTooLarge(ctx.filesize_limit, len(source.data))
    try:
        await asyncio.to_thread(opened, source.data)
    except UnreadablePictureError:
        raise NotAPicture(later("That file")) from None
    return source


def check_place(ctx: commands.Context[DreamBot]) -> None:
    """Return if a challenge can be held where somebody asks for one.

    Raises:
        Blocked, WrongRole, WrongChannel: the server does not want it there, or not by them.
        CannotHostHere: the bot may not do there what it takes.
    """
    ctx.bot.houses.admit(ctx.author, ctx.channel)
    thread = isinstance(ctx.channel, discord.Thread)
    if lacks := missing_for_challenges(ctx.bot_permissions, thread=thread):
        raise CannotHostHere(lacks)


def known_presets(words: str | None, menu: Menu) -> list[str]:
    """Return the names of the presets that a host lists.

    Raises:
        UnknownPreset: one of them is none.
    """
    return [menu.named(name.strip()).name for name in (words or "").split(",") if name.strip()]
