"""Scheduled events: what a guild plans to do together."""

from dataclasses import dataclass, field
from enum import IntEnum

from bot.playground.objects.people import User
from bot.playground.objects.places import Guild


class MeetingStatus(IntEnum):
    """How far it is."""

    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELED = 4


@dataclass(eq=False)
class Meeting:
    """An event at a place outside of Discord's own channels. Times are seconds since 1970."""

    id: int
    guild: Guild
    name: str
    description: str
    location: str
    starts: float
    ends: float
    creator: User
    status: MeetingStatus = MeetingStatus.SCHEDULED
    interested: dict[int, User] = field(default_factory=dict)
