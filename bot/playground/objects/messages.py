"""What is said, and what hangs on it."""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING

from bot.playground.errors import JSON
from bot.playground.objects.expressions import Emoji, Sticker
from bot.playground.objects.people import Role, User
from bot.playground.objects.places import Channel, Thread

if TYPE_CHECKING:
    from bot.playground.objects.interactions import Interaction


class MessageType(IntEnum):
    """How a message came to be."""

    DEFAULT = 0
    CHANNEL_PINNED_MESSAGE = 6
    THREAD_CREATED = 18
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    THREAD_STARTER_MESSAGE = 21
    CONTEXT_MENU_COMMAND = 23


class ReferenceType(IntEnum):
    """What a message has to do with the one it refers to."""

    REPLY = 0
    FORWARD = 1


class MessageFlags(IntFlag):
    """What is special about a message."""

    NONE = 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    HAS_SNAPSHOT = 1 << 14
    COMPONENTS_V2 = 1 << 15


@dataclass(eq=False)
class Attachment:
    """A file of a message. `width` and `height` are there when it is a picture."""

    id: int
    channel_id: int
    filename: str
    content: bytes
    uploaded: float
    content_type: str | None = None
    width: int | None = None
    height: int | None = None
    description: str | None = None

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


@dataclass(eq=False)
class Reaction:
    """An emoji under a message, and who put it there, in order."""

    emoji: Emoji
    users: dict[int, User] = field(default_factory=dict)


@dataclass(eq=False)
class Snapshot:
    """What a forwarded message was when it was forwarded."""

    type: MessageType
    content: str
    embeds: list[JSON]
    attachments: list[Attachment]
    components: list[JSON]
    stickers: list[Sticker]
    mentions: list[User]
    mention_roles: list[Role]
    timestamp: float
    edited: float | None
    flags: MessageFlags


@dataclass(eq=False)
class Forward:
    """Where a forwarded message came from, and what it was."""

    channel: Channel
    message_id: int
    snapshot: Snapshot


@dataclass(eq=False)
class Message:
    """A message. `ephemeral_for` is the only person who sees it, when there is one.

    `reference_id` and `referenced` are what a reply answers, `thread` is the one that was started from it.
    """

    id: int
    channel: Channel
    author: User
    timestamp: float
    type: MessageType = MessageType.DEFAULT
    content: str = ""
    embeds: list[JSON] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    stickers: list[Sticker] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[Role] = field(default_factory=list)
    mention_everyone: bool = False
    reactions: dict[str, Reaction] = field(default_factory=dict)
    flags: MessageFlags = MessageFlags.NONE
    nonce: str | None = None
    reference_id: int | None = None
    referenced: "Message | None" = None
    forward: Forward | None = None
    thread: Thread | None = None
    edited: float | None = None
    interaction: "Interaction | None" = None
    ephemeral_for: User | None = None

    @property
    def pinned(self) -> bool:
        """Whether it is pinned in its channel."""
        return self.id in self.channel.pins

    @property
    def is_there(self) -> bool:
        """Whether it still is in its channel."""
        return self.id in self.channel.messages

    def seen_by(self, user: User) -> bool:
        """Whether this user sees the message in the channel."""
        return self.is_there and (self.ephemeral_for is None or user in (self.ephemeral_for, self.author))

    def reaction(self, emoji: str) -> Reaction | None:
        """Return the reaction with this emoji, or None."""
        return self.reactions.get(Emoji.parse(emoji).key)
