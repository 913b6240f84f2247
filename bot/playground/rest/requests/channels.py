"""Channels to change, threads to start, permissions to overwrite."""

from typing import Literal

from pydantic import Field

from bot.playground.objects import Overwrite
from bot.playground.permissions import ALL, Permissions
from bot.playground.rest.requests.parsing import Bits, Request, Snowflake

Minutes = Literal[60, 1440, 4320, 10080]


class ThreadRequest(Request):
    """A thread. Without a message to start from, its type is private when nothing is said."""

    name: str = Field(min_length=1, max_length=100)
    auto_archive_duration: Minutes | None = None
    rate_limit_per_user: int | None = Field(default=None, ge=0, le=21600)
    type: Literal[11, 12] | None = None
    invitable: bool | None = None


class ChannelEdit(Request):
    """A change to a channel or a thread. What is absent stays."""

    name: str | None = Field(default=None, min_length=1, max_length=100)
    topic: str | None = Field(default=None, max_length=4096)
    archived: bool | None = None
    locked: bool | None = None
    invitable: bool | None = None
    auto_archive_duration: Minutes | None = None
    rate_limit_per_user: int | None = Field(default=None, ge=0, le=21600)


class OverwriteRequest(Request):
    """What to allow and deny to a role or a member."""

    type: Literal[0, 1]
    allow: Bits | int | None = None
    deny: Bits | int | None = None

    @property
    def overwrite(self) -> Overwrite:
        """What it comes to."""
        allow, deny = (Permissions(int(bits or 0) & ALL) for bits in (self.allow, self.deny))
        return Overwrite(allow, deny)


class OverwriteEntry(OverwriteRequest):
    """The same, with whom it is about."""

    id: Snowflake


class ChannelRequest(Request):
    """A text channel to make."""

    name: str = Field(min_length=1, max_length=100)
    type: Literal[0] = 0
    topic: str | None = Field(default=None, max_length=1024)
    permission_overwrites: list[OverwriteEntry] | None = Field(default=None, max_length=100)


class Recipient(Request):
    """Whose direct messages to open."""

    recipient_id: Snowflake
