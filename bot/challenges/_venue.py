"""The venue: whether somebody may hold a challenge in a place, with which prize, and the pictures that they bring."""

import asyncio
from collections.abc import Sequence

import discord
from discord.ext import commands

from bot.challenges.podium import UnreadablePictureError, opened
from bot.challenges.refusals import CannotHost, CannotWriteThere, NotAHost, NotYourRole
from bot.challenges.rules import Rules
from bot.client import DreamBot
from bot.permissions import missing_for_challenges
from bot.servers.rules import HouseRules
from bot.sources.fetching import Fetcher
from bot.sources.finding import Clues, find
from bot.sources.refusals import NotAPicture, PictureTooLarge


def check_host(member: discord.Member, allowed: discord.Permissions, house: HouseRules) -> None:
    """Return if somebody may hold challenges in a server.

    Raises:
        NotAHost: the server leaves that to others.
    """
    if not allowed.manage_events and not {role.id for role in member.roles} & set(house.hosts):
        raise NotAHost(house.hosts)


def check_place(
    ctx: commands.Context[DreamBot],
    host: discord.Member,
    elsewhere: discord.TextChannel | discord.Thread | None = None,
) -> int:
    """Return the channel where somebody may hold a challenge: here, if they name no other.

    Raises:
        Blocked, WrongRole, WrongChannel: the server does not want it there, or not by them.
        NotAHost: the server leaves that to others.
        CannotWriteThere: they name a channel where they may not write themselves.
        CannotHost: the bot may not do there what it takes.
    """
    place = elsewhere or ctx.channel
    theirs = ctx.permissions if elsewhere is None else elsewhere.permissions_for(host)
    mine = ctx.bot_permissions if elsewhere is None else elsewhere.permissions_for(host.guild.me)
    thread = isinstance(place, discord.Thread)
    if elsewhere is not None:
        writes = theirs.send_messages_in_threads if thread else theirs.send_messages
        if not (theirs.view_channel and writes):
            raise CannotWriteThere(place.id)
    ctx.bot.houses.admit(host, place)
    check_host(host, theirs, ctx.bot.houses.of(host.guild.id))
    if lacks := missing_for_challenges(mine, thread=thread):
        raise CannotHost(lacks, place.id)
    return place.id


def can_start_thread(guild: discord.Guild | None, channel: int) -> bool:
    """Return whether the bot may start a thread under a message in a channel; within a thread there is none."""
    place = None if guild is None else guild.get_channel(channel)
    return isinstance(place, discord.TextChannel) and place.permissions_for(place.guild.me).create_public_threads


def check_prize(host: discord.Member, rules: Rules) -> None:
    """Return if the host could give the prize by hand; else anybody could win a moderator's role.

    Raises:
        NotYourRole: they could not.
    """
    prize = None if rules.prize_role is None else host.guild.get_role(rules.prize_role)
    if prize is None or host.guild.owner_id == host.id:
        return
    if not host.guild_permissions.manage_roles or prize >= host.top_role:
        raise NotYourRole


async def kept(
    bot: DreamBot,
    fetcher: Fetcher,
    channel: object,
    files: Sequence[discord.Attachment],
    reply: discord.MessageReference | None = None,
) -> str | None:
    """Keep the picture that came along, or that of the message replied to, and return its key; None without one.

    Raises:
        NotAPicture, PictureTooLarge, PictureGone: there is one, but it cannot be shown again.
    """
    if not files and reply is None:
        return None
    assert isinstance(channel, discord.abc.Messageable), "whoever asks does so where the bot can speak"  # noqa: S101
    found = await find(Clues(channel, bot.me, files=list(files), reply=reply))
    if not found:
        return None
    source = await fetcher.fetch(found[0])
    guild = getattr(channel, "guild", None)
    limit = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES if guild is None else guild.filesize_limit
    if len(source.data) > limit:
        raise PictureTooLarge(limit, len(source.data))
    try:
        await asyncio.to_thread(opened, source.data)
    except UnreadablePictureError:
        raise NotAPicture("That file") from None
    return await bot.dispatcher.store.spool.keep(source.data)
