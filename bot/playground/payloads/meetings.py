"""Scheduled events."""

from bot.playground.errors import JSON
from bot.playground.objects import Meeting
from bot.playground.payloads.people import timestamp, user

GUILD_ONLY = 2  # who can see it
EXTERNAL = 3  # where it is: at a place that is described in words


def meeting(of: Meeting, *, counted: bool = False) -> JSON:
    """Return a scheduled event object; `counted`, with how many people are interested."""
    payload: JSON = {
        "id": str(of.id),
        "guild_id": str(of.guild.id),
        "name": of.name,
        "description": of.description or None,
        "channel_id": None,
        "creator_id": str(of.creator.id),
        "creator": user(of.creator),
        "image": None,
        "scheduled_start_time": timestamp(of.starts),
        "scheduled_end_time": timestamp(of.ends),
        "status": int(of.status),
        "entity_type": EXTERNAL,
        "entity_id": None,
        "entity_metadata": {"location": of.location},
        "recurrence_rule": None,
        "privacy_level": GUILD_ONLY,
        "guild_scheduled_event_exceptions": [],
    }
    return payload | {"user_count": len(of.interested)} if counted else payload
