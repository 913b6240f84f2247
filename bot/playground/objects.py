"""Discord's nouns, as the playground holds them. They know nothing of JSON, HTTP or who is listening."""

import asyncio
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import Literal

from bot.playground.errors import JSON
from bot.playground.permissions import Permissions

TEXT_CHANNEL = 0
DIRECT_MESSAGES = 1


class MessageType(IntEnum):
    """How a message came to be."""

    DEFAULT = 0
    REPLY = 19
    CHAT_INPUT_COMMAND = 20


class MessageFlags(IntFlag):
    """What is special about a message."""

    NONE = 0
    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12


class InteractionType(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4


@dataclass(eq=False)
class User:
    """A person, or the bot. `accent` is the colour of the avatar, 0xRRGGBB."""

    id: int
    username: str
    global_name: str
    accent: int
    bot: bool = False
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        """What to write in a message to mention this user."""
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    """A set of permissions with a name. The role whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: Permissions
    color: int = 0
    position: int = 0
    mentionable: bool = False
    managed_by: int | None = None


@dataclass(eq=False)
class Member:
    """A user in the guild."""

    user: User
    joined: float
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass
class Overwrite:
    """What a channel allows and denies to one role or one user, whatever their permissions are elsewhere."""

    allow: Permissions = Permissions.NONE
    deny: Permissions = Permissions.NONE


@dataclass(eq=False)
class Channel:
    """A text channel of the guild, or the direct messages of `recipient` with the bot. Messages are oldest first."""

    id: int
    name: str
    topic: str = ""
    position: int = 0
    guild: "Guild | None" = None
    recipient: User | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: "dict[int, Message]" = field(default_factory=dict)

    @property
    def type(self) -> int:
        """Discord's number for this kind of channel."""
        return TEXT_CHANNEL if self.guild else DIRECT_MESSAGES

    @property
    def mention(self) -> str:
        """What to write in a message to link to this channel."""
        return f"<#{self.id}>"


@dataclass(eq=False)
class Guild:
    """What people call a server."""

    id: int
    name: str
    owner: User
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)

    @property
    def everyone(self) -> Role:
        """The role that every member has."""
        return self.roles[self.id]


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


@dataclass(frozen=True)
class Emoji:
    """A Unicode emoji (no id), or a guild's own."""

    name: str
    id: int | None = None

    @property
    def key(self) -> str:
        """What makes two emoji the same; the variation selector does not."""
        return str(self.id) if self.id else self.name.replace("\ufe0f", "")

    @classmethod
    def parse(cls, text: str) -> "Emoji":
        """Return the emoji of a route or a person: `👁`, or `name:id`. Raises ValueError when it is neither."""
        name, _, identifier = text.strip("<>").removeprefix("a:").lstrip(":").partition(":")
        if identifier:
            return cls(name, int(identifier))
        keycap = "\u20e3" in text
        if not text or len(text) > 32 or (text.isascii() and not keycap) or text[0].isalpha():
            raise ValueError(f"{text!r} is not an emoji")
        return cls(text)


@dataclass(eq=False)
class Reaction:
    """An emoji under a message, and who put it there, in order."""

    emoji: Emoji
    users: dict[int, User] = field(default_factory=dict)


@dataclass(eq=False)
class Message:
    """A message. `ephemeral_for` is the only person who sees it, when there is one."""

    id: int
    channel: Channel
    author: User
    timestamp: float
    type: MessageType = MessageType.DEFAULT
    content: str = ""
    embeds: list[JSON] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[Role] = field(default_factory=list)
    mention_everyone: bool = False
    reactions: dict[str, Reaction] = field(default_factory=dict)
    flags: MessageFlags = MessageFlags.NONE
    nonce: str | None = None
    reference_id: int | None = None
    referenced: "Message | None" = None
    edited: float | None = None
    interaction: "Interaction | None" = None
    ephemeral_for: User | None = None

    def seen_by(self, user: User) -> bool:
        """Whether this user sees the message in the channel."""
        return self.ephemeral_for is None or user in (self.ephemeral_for, self.author)

    def reaction(self, emoji: str) -> Reaction | None:
        """Return the reaction with this emoji, or None."""
        return self.reactions.get(Emoji.parse(emoji).key)


@dataclass
class Resolved:
    """What the options of a command refer to by id."""

    attachments: list[Attachment] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


InteractionState = Literal["sent", "acknowledged", "failed"]


@dataclass(eq=False)
class Interaction:
    """Something a person did that the bot has to answer: a command, a button, the letters typed so far.

    `message` is the one that carries the button, `original` the bot's first response, `answer` that response's type.
    """

    id: int
    token: str
    type: InteractionType
    user: User
    channel: Channel
    created: float
    data: JSON
    name: str = ""
    message: Message | None = None
    state: InteractionState = "sent"
    delivered: bool = False
    answer: int | None = None
    original: Message | None = None
    resolved: Resolved = field(default_factory=Resolved)
    choices: list[JSON] = field(default_factory=list)
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    async def outcome(self) -> InteractionState:
        """Wait until the bot has answered or its time is over, and return which."""
        await self.settled.wait()
        return self.state
