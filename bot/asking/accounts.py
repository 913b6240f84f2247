"""Accounts: what there is to tell people of their dreams, as embeds: past ones, those under way, and how many."""

from collections.abc import Sequence

import discord

from bot.asking.showing import COLOUR
from bot.dreams.forgetting import Forgotten
from bot.dreams.live_card import Waiting
from bot.store.jobs import Job
from bot.store.tallies import Tally

ON_A_PAGE = 8

_FAVOURITES = 5


def link(job: Job) -> str:
    """Return the address of a job's card in Discord; empty where it has none."""
    place = "@me" if job.guild is None else job.guild
    return "" if job.card is None else f"https://discord.com/channels/{place}/{job.channel}/{job.card}"


def past_dreams(page: Sequence[Job], number: int, total: int) -> discord.Embed:
    """Return a page of somebody's dreams, the so-many-th counted from 0, the latest dream first."""
    embed = discord.Embed(title="Your dreams", colour=COLOUR)
    embed.description = "\n".join(_line(job) for job in page) or "You have no dreams here yet; show me a picture."
    if total:
        first = number * ON_A_PAGE + 1
        embed.set_footer(text=f"{first}–{first + len(page) - 1} of {total}")
    return embed


def under_way(dreams: Sequence[tuple[Job, Waiting | float | None]], others: int) -> discord.Embed:
    """Return how somebody's unfinished dreams stand, and how many of other people wait.

    Args:
        dreams: Each with its place in the line, the share of it that is dreamt, or None where it is on its way back.
        others: Dreams of other people that wait.
    """
    embed = discord.Embed(title="Under way for you", colour=COLOUR)
    lines = [f"{_linked(job)} · {_standing(where)}" for job, where in dreams]
    embed.description = "\n".join(lines) or "Nothing; show me a picture."
    people = "Nobody else waits" if not others else f"{_many(others, 'dream')} of other people in the line"
    embed.set_footer(text=f"{people}. Everybody gets their turn.")
    return embed


def figures(here: Tally | None, own: Tally) -> discord.Embed:
    """Return how much was dreamt in a server, where it is asked for in one, and for one person there."""
    embed = discord.Embed(title="So much was dreamt", colour=COLOUR)
    if here is not None:
        people = "1 person" if here.people == 1 else f"{here.people:,} people"
        embed.add_field(name="In this server", value=_figures(here, f"for {people}"), inline=False)
    embed.add_field(name="For you", value=_figures(own, "" if here is None else "of them"), inline=False)
    return embed


def forgotten(what: Forgotten) -> str:
    """Return what to say when somebody is forgotten."""
    if not what.dreams:
        return "There is nothing that I know of you."
    stopped = f", of which {what.stopped} had to be stopped" if what.stopped else ""
    weight = f" ({what.bytes / 2**20:.1f} MB)" if what.bytes >= 2**19 else ""
    return (
        f"I have forgotten {_many(what.dreams, 'dream')} that you asked for{stopped}, "
        f"and erased {_many(what.pictures, 'picture')}{weight} behind and in them. "
        "The buttons and reactions under those dreams do nothing any more; the messages are yours to delete."
    )


def _line(job: Job) -> str:
    moment = discord.utils.format_dt(job.asked_at, "R")
    return f"{_linked(job)} · seed {job.seed} · {moment}"


def _linked(job: Job) -> str:
    address = link(job)
    name = f"[{job.title.name}]({address})" if address else f"**{job.title.name}**"
    return f"{job.title.emoji} {name}"


def _standing(where: Waiting | float | None) -> str:
    match where:
        case Waiting(before, ready):
            line = "next in line" if before == 0 else f"{before} before you"
            return line if ready is None else f"{line} · ready <t:{round(ready)}:R>"
        case None:
            return "on its way to you"
        case fraction:
            return f"{fraction:.0%} dreamt"


def _figures(tally: Tally, whose: str) -> str:
    if not tally.dreams:
        return "Nothing yet."
    favourites = " · ".join(f"{label} {count:,}" for label, count in tally.favourites[:_FAVOURITES])
    return f"**{_many(tally.dreams, 'dream')}** {whose}, {_time(tally.seconds)} of dreaming\n{favourites}"


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.1f} hours"


def _many(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"
