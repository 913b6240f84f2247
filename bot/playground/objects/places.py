"""Where things happen: guilds, channels, threads."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.playground.objects.expressions import GuildEmoji, Sticker
from bot.playground.objects.people import Member, Role, User
from bot.playground.permissions import Permissions

if TYPE_CHECKING:
    from bot.playground.objects.meetings import Meeting
    from bot.playground.objects.messages import Message

MIB = 1024 * 1024
UPLOAD_LIMITS = {0: 10 * MIB, 1: 10 * MIB, 2: 50 * MIB, 3: 100 * MIB}  # bytes of a file, by level of boosts
DAY = 24 * 60  # minutes


class ChannelType(IntEnum):
    """What kind of channel it is."""

    TEXT = 0
    DIRECT = 1
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


@dataclass
class Overwrite:
    """What a channel allows and denies to one role or one user, whatever their permissions are elsewhere."""

    allow: Permissions = Permissions.NONE
    deny: Permissions = Permissions.NONE


@dataclass(eq=False)
class Channel:
    """A text channel of a guild, or the direct messages of `recipient` with the bot. Messages are oldest first.

    `pins` has the pinned messages with the time at which they were pinned, newest pin last.
    """

    id: int
    name: str
    topic: str = ""
    position: int = 0
    guild: "Guild | None" = None
    recipient: User | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: "dict[int, Message]" = field(default_factory=dict)
    pins: dict[int, float] = field(default_factory=dict)

    @property
    def type(self) -> ChannelType:
        """What kind of channel it is."""
        return ChannelType.TEXT if self.guild else ChannelType.DIRECT

    @property
    def mention(self) -> str:
        """What to write in a message to link to this channel."""
        return f"<#{self.id}>"


@dataclass(eq=False, kw_only=True)
class Thread(Channel):
    """A channel in a channel. Its id is that of the message it started from, if it did.

    `joined` tells who is in it since when, `auto_archive` after how many minutes of silence it is put away.
    """

    parent: Channel
    owner: User
    created: float
    private: bool = False
    archived: bool = False
    archive_changed: float = 0.0
    auto_archive: int = DAY
    locked: bool = False
    invitable: bool = True
    joined: dict[int, float] = field(default_factory=dict)
    said: int = 0

    @property
    def type(self) -> ChannelType:
        """Whether everybody who sees the parent sees the thread."""
        return ChannelType.PRIVATE_THREAD if self.private else ChannelType.PUBLIC_THREAD


@dataclass(eq=False)
class Guild:
    """What people call a server. `boosts` is its level, 0 to 3."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    boosts: int = 0
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    emojis: dict[int, GuildEmoji] = field(default_factory=dict)
    stickers: dict[int, Sticker] = field(default_factory=dict)
    meetings: "dict[int, Meeting]" = field(default_factory=dict)

    @property
    def everyone(self) -> Role:
        """The role that every member has."""
        return self.roles[self.id]

    def named(self, name: str) -> Channel:
        """Return the channel with this name. Raises KeyError."""
        for channel in self.channels.values():
            if channel.name == name:
                return channel
        raise KeyError(name)
