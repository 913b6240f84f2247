"""Places: where in a server the bot can dream, and what it lacks elsewhere."""

from collections.abc import Collection, Iterable, Iterator

import discord
from discord.abc import GuildChannel

from bot.doctor.findings import Finding
from bot.permissions import BETTER, CHALLENGES, lacking, missing
from bot.refusals import listed

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
            yield Finding(where, "bad", f"I cannot dream there; give me {listed(lacks, 'and')}")
        elif poorer:
            yield Finding(where, "doubtful", f"it would be nicer with {listed(poorer, 'and')}")
        else:
            fine += 1
    if fine:
        yield Finding(guild, "good", f"{_counted(fine)} where I may dream" + _hidden(unseen))
    elif not poor:
        yield Finding(guild, "bad", "I see no channel; give me View Channel where I should dream")
    if lacks := lacking(me.guild_permissions, CHALLENGES):
        yield Finding(f"{guild} challenges", "doubtful", f"they would be more with {listed(lacks, 'and')}")


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
            yield Finding("channels", "doubtful", f"{channel_id} is not there any more; choose the channels anew")
        elif not channel.permissions_for(me).view_channel:
            yield Finding("channels", "bad", f"I do not see #{channel.name}; give me View Channel there")
    if audit is not None:
        log = by_id.get(audit)
        granted = None if log is None else log.permissions_for(me)
        if granted is None or not (granted.view_channel and granted.send_messages):
            line = "I cannot write into it; choose another channel, or give me View Channel and Send Messages there"
            yield Finding("audit log", "bad", line)


def _missing_in(channel: Speakable, granted: discord.Permissions) -> list[str]:
    """Return what a dream lacks in a channel or in its threads."""
    everywhere = [] if isinstance(channel, discord.ForumChannel) else missing(granted, posts=True, thread=False)
    has_threads = isinstance(channel, discord.TextChannel | discord.ForumChannel)
    in_threads = missing(granted, posts=True, thread=True) if has_threads else []
    return list(dict.fromkeys([*everywhere, *in_threads]))


def _counted(channels: int) -> str:
    return "one channel" if channels == 1 else f"{channels} channels"


def _hidden(unseen: int) -> str:
    return f", {unseen} out of my sight" if unseen else ""
