"""The gathering: a challenge as one of the server's scheduled events, where the bot may plan any.

Nothing depends on it: where it may not, or Discord is out of reach, the challenge goes on without.
"""

import logging
from datetime import timedelta

import discord

from bot.answers import DISCORD_TROUBLE
from bot.challenges.timekeeper import utc_now
from bot.challenges.titles import title
from bot.store.challenges import Contest

log = logging.getLogger(__name__)

_SOON = timedelta(minutes=1)
"""An event has to begin later than now."""

_LONGEST_NAME = 100


async def call(guild: discord.Guild, contest: Contest) -> None:
    """Plan the event of a challenge that has opened, or move its end to where that is now."""
    plan = contest.course.timetable
    ends = plan.voting_end or plan.entries_end
    if not guild.me.guild_permissions.create_events:
        return
    try:
        if (event := await _found(guild, contest)) is not None:
            await event.edit(end_time=ends)
            return
        channel = guild.get_channel_or_thread(contest.channel)
        await guild.create_scheduled_event(
            name=title(contest.rules)[:_LONGEST_NAME],
            description=f"{contest.rules.kind.line}\n{_mark(contest)}",
            start_time=utc_now() + _SOON,
            end_time=max(ends, utc_now() + 2 * _SOON),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location=f"#{channel}" if channel is not None else guild.name,
        )
    except DISCORD_TROUBLE as error:
        log.info("challenge %d has no event, or an old one: %s", contest.id, error)


async def end(guild: discord.Guild, contest: Contest) -> None:
    """Let the event of a challenge be over."""
    if not guild.me.guild_permissions.create_events:
        return
    try:
        if (event := await _found(guild, contest)) is None:
            return
        if event.status is discord.EventStatus.active:
            await event.end()
        else:
            await event.delete()
    except DISCORD_TROUBLE as error:
        log.info("challenge %d: its event cannot be ended: %s", contest.id, error)


async def _found(guild: discord.Guild, contest: Contest) -> discord.ScheduledEvent | None:
    """Return the event, which ends in a mark: no crash makes another one."""
    events = await guild.fetch_scheduled_events(with_counts=False)
    mine = (event for event in events if (event.description or "").endswith(_mark(contest)))
    return next((event for event in mine if event.creator_id == guild.me.id), None)


def _mark(contest: Contest) -> str:
    return f"challenge {contest.id}"
