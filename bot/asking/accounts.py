"""Accounts: what there is to tell people of their dreams, as embeds: past ones, those under way, and how many."""

from collections.abc import Sequence

import discord

from bot.asking.showing import COLOUR
from bot.dreams.cards import in_line, title_of
from bot.dreams.forgetting import Forgotten
from bot.dreams.live_card import Waiting
from bot.dreams.sheets import EMOJI, NAME
from bot.store.jobs import Job
from bot.store.tallies import Tally
from bot.words import count, say

ON_A_PAGE = 8

_FAVOURITES = 5


def link(job: Job) -> str:
    """Return the address of a job's card in Discord; empty where it has none."""
    place = "@me" if job.guild is None else job.guild
    return "" if job.card is None else f"https://discord.com/channels/{place}/{job.channel}/{job.card}"


def past_dreams(page: Sequence[Job], number: int, total: int) -> discord.Embed:
    """Return a page of somebody's dreams, the so-many-th counted from 0, the latest dream first."""
    embed = discord.Embed(title=say("Your dreams"), colour=COLOUR)
    embed.description = "\n".join(_line(job) for job in page) or say("You have no dreams here yet; show me a picture.")
    if total:
        first = number * ON_A_PAGE + 1
        embed.set_footer(text=say("{first}–{last} of {total}", first=first, last=first + len(page) - 1, total=total))
    return embed


def under_way(dreams: Sequence[tuple[Job, Waiting | float | None]], others: int) -> discord.Embed:
    """Return how somebody's unfinished dreams stand, and how many of other people wait.

    Args:
        dreams: Each with its place in the line, the share of it that is dreamt, or None where it is on its way back.
        others: Dreams of other people that wait.
    """
    embed = discord.Embed(title=say("Under way for you"), colour=COLOUR)
    lines = [f"{_linked(job)} · {_standing(where)}" for job, where in dreams]
    embed.description = "\n".join(lines) or say("Nothing; show me a picture.")
    embed.set_footer(
        text=count(
            "1 dream of other people in the line. Everybody gets their turn.",
            "{count:,} dreams of other people in the line. Everybody gets their turn.",
            others,
        )
        if others
        else say("Nobody else waits. Everybody gets their turn.")
    )
    return embed


def figures(here: Tally | None, own: Tally) -> discord.Embed:
    """Return how much was dreamt in a server, where it is asked for in one, and for one person there."""
    embed = discord.Embed(title=say("So much was dreamt"), colour=COLOUR)
    if here is not None:
        people = count("for 1 person", "for {count:,} people", here.people)
        embed.add_field(name=say("In this server"), value=_figures(here, people), inline=False)
    embed.add_field(name=say("For you"), value=_figures(own, "" if here is None else say("of them")), inline=False)
    return embed


def forgotten(what: Forgotten) -> str:
    """Return what to say when somebody is forgotten."""
    if not what.dreams:
        return say("There is nothing that I know of you.")
    dreams = count("1 dream that you asked for", "{count:,} dreams that you asked for", what.dreams)
    if what.stopped:
        had_to = count("of which 1 had to be stopped", "of which {count:,} had to be stopped", what.stopped)
        dreams = f"{dreams}, {had_to}"
    pictures = count("1 picture", "{count:,} pictures", what.pictures)
    if what.bytes >= 2**19:
        pictures += say(" ({weight:.1f} MB)", weight=what.bytes / 2**20)
    return say(
        "I have forgotten {dreams}, and erased {pictures} behind and in them. The buttons and reactions "
        "under those dreams do nothing any more; the messages are yours to delete.",
        dreams=dreams,
        pictures=pictures,
    )


def _line(job: Job) -> str:
    return f"{_linked(job)} · {say('seed {seed}', seed=job.seed)} · {discord.utils.format_dt(job.asked_at, 'R')}"


def _linked(job: Job) -> str:
    address, title = link(job), title_of(job)
    return f"{title.emoji} [{title.name}]({address})" if address else f"{title.emoji} **{title.name}**"


def _standing(where: Waiting | float | None) -> str:
    match where:
        case Waiting(before, ready):
            return in_line(before, ready)
        case None:
            return say("on its way to you")
        case fraction:
            return say("{percent:.0f}% dreamt", percent=100 * fraction)


def _figures(tally: Tally, whose: str) -> str:
    if not tally.dreams:
        return say("Nothing yet.")
    favourites = " · ".join(
        say("{label} {times:,}", label=_called(label), times=n) for label, n in tally.favourites[:_FAVOURITES]
    )
    dreams = count("**1 dream**", "**{count:,} dreams**", tally.dreams)
    time = say("{time} of dreaming", time=_time(tally.seconds))
    return f"{dreams} {whose}".strip() + f", {time}\n{favourites}"


def _called(label: str) -> str:
    """Return what people call what was dreamt; a tasting sheet is called otherwise in other languages."""
    return f"{EMOJI} {say(NAME)}" if label == f"{EMOJI} {NAME}" else label


def _time(seconds: float) -> str:
    if seconds < 120:
        return count("1 second", "{count} seconds", round(seconds))
    if seconds < 7200:
        return count("1 minute", "{count} minutes", round(seconds / 60))
    return say("{hours:.1f} hours", hours=seconds / 3600)
