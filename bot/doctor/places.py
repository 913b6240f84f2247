"""Places: where in a server the bot can dream, and what it lacks elsewhere."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import discord
from discord.abc import GuildChannel

from bot.doctor.findings import Finding
from bot.permissions import BETTER, CHALLENGES, lacking, missing
from bot.words import count, listed, say

Speakable = discord.TextChannel | discord.ForumChannel | discord.VoiceChannel | discord.StageChannel


def examine_channels(guild: str, channels: Iterable[GuildChannel], me: discord.Member) -> Iterator[Finding]:
    """Yield a finding for each channel where something is missing, and one for all where nothing is.

    Channels that the bot does not see are not its business and are only counted.
    """
    fine = unseen = poor = 0
    for channel in channels:
        if not isinstance(channel, Speakable):
            continue
        granted = channel.permissions_for(me)
        if not granted.view_channel:
            unseen += 1
            continue
        lacks = _missing_in(channel, granted)
        poorer = lacking(granted, BETTER)
        where = f"{guild} #{channel.name}"
        poor += bool(lacks or poorer)
        if lacks:
            yield Finding(where, "bad", say("I cannot dream there; give me {needed}", needed=_named(lacks)))
        elif poorer:
            yield Finding(where, "doubtful", say("it would be nicer with {needed}", needed=_named(poorer)))
        else:
            fine += 1
    if fine:
        yield Finding(guild, "good", _where_i_may(fine, unseen))
    elif not poor:
        yield Finding(guild, "bad", say("I see no channel; give me View Channel where I should dream"))
    if lacks := lacking(me.guild_permissions, CHALLENGES):
        yield Finding(
            say("{server} challenges", server=guild),
            "doubtful",
            say("they would be more with {needed}", needed=_named(lacks)),
        )


def examine_choices(
    chosen: Collection[int], audit: int | None, channels: Collection[GuildChannel], me: discord.Member
) -> Iterator[Finding]:
    """Yield a finding for each channel that a server has chosen and that does not serve.

    Args:
        chosen: The ids of channels and categories where it wants dreams.
        audit: That of the audit log.
        channels: All there are.
        me: The bot as a member.
    """
    by_id = {channel.id: channel for channel in channels}
    for channel_id in chosen:
        channel = by_id.get(channel_id)
        if channel is None:
            yield Finding(
                say("channels"),
                "doubtful",
                say("{channel} is not there any more; choose the channels anew", channel=channel_id),
            )
        elif not channel.permissions_for(me).view_channel:
            yield Finding(
                say("channels"), "bad", say("I do not see #{channel}; give me View Channel there", channel=channel.name)
            )
    if audit is not None:
        log = by_id.get(audit)
        granted = None if log is None else log.permissions_for(me)
        if granted is None or not (granted.view_channel and granted.send_messages):
            line = say(
                "I cannot write into it; choose another channel, or give me View Channel and Send Messages there"
            )
            yield Finding(say("audit log"), "bad", line)


def _missing_in(channel: Speakable, granted: discord.Permissions) -> list[str]:
    """Return what a dream lacks in a channel or in its threads."""
    everywhere = [] if isinstance(channel, discord.ForumChannel) else missing(granted, posts=True, thread=False)
    has_threads = isinstance(channel, discord.TextChannel | discord.ForumChannel)
    in_threads = missing(granted, posts=True, thread=True) if has_threads else []
    return list(dict.fromkeys([*everywhere, *in_threads]))


def _named(permissions: Sequence[str]) -> str:
    return listed([say(name) for name in permissions], "and")


def _where_i_may(channels: int, unseen: int) -> str:
    line = count("one channel where I may dream", "{count} channels where I may dream", channels)
    return f"{line}, {say('{count} out of my sight', count=unseen)}" if unseen else line
