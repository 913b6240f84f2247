"""Scheduled events to plan or to change."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from bot.playground.rest.requests.parsing import Request


class Location(Request):
    """Where it is."""

    location: str = Field(min_length=1, max_length=100)


class MeetingRequest(Request):
    """An event outside of Discord: the guild has no channels in which people speak."""

    name: str = Field(min_length=1, max_length=100)
    description: str | None = Field(default=None, max_length=1000)
    privacy_level: Literal[2]
    entity_type: Literal[3]
    entity_metadata: Location
    scheduled_start_time: AwareDatetime
    scheduled_end_time: AwareDatetime


class MeetingEdit(Request):
    """A change to an event. What is absent stays."""

    name: str | None = Field(default=None, min_length=1, max_length=100)
    description: str | None = Field(default=None, max_length=1000)
    entity_metadata: Location | None = None
    scheduled_start_time: AwareDatetime | None = None
    scheduled_end_time: AwareDatetime | None = None
    status: Literal[1, 2, 3, 4] | None = None


def seconds(moment: datetime | None) -> float | None:
    """Return a time in seconds since 1970."""
    return moment.timestamp() if moment else None
