"""What can happen in the world. Whoever listens (the gateway, the page, a waiting test) gets these."""

from dataclasses import dataclass

from bot.playground.objects import Channel, Emoji, Interaction, Message, User


@dataclass(frozen=True)
class MessageCreated:
    """Somebody said something."""

    message: Message


@dataclass(frozen=True)
class MessageUpdated:
    """A message was edited."""

    message: Message


@dataclass(frozen=True)
class MessageDeleted:
    """A message is gone."""

    message: Message


@dataclass(frozen=True)
class ReactionAdded:
    """Somebody put an emoji under a message."""

    message: Message
    emoji: Emoji
    user: User


@dataclass(frozen=True)
class ReactionRemoved:
    """A user's emoji was taken away."""

    message: Message
    emoji: Emoji
    user: User


@dataclass(frozen=True)
class ReactionsCleared:
    """All reactions of a message were taken away, or all with one emoji."""

    message: Message
    emoji: Emoji | None


@dataclass(frozen=True)
class TypingStarted:
    """Somebody is typing."""

    channel: Channel
    user: User
    at: float


@dataclass(frozen=True)
class ChannelCreated:
    """There is a new channel."""

    channel: Channel


@dataclass(frozen=True)
class ChannelUpdated:
    """A channel's topic or permissions changed."""

    channel: Channel


@dataclass(frozen=True)
class CommandsChanged:
    """The bot has registered other application commands."""


@dataclass(frozen=True)
class InteractionChanged:
    """An interaction was sent, acknowledged, or has failed: its state tells."""

    interaction: Interaction


@dataclass(frozen=True)
class BotOnline:
    """The bot's first connection to the gateway stands, or its last one is gone."""

    online: bool


Event = (
    MessageCreated
    | MessageUpdated
    | MessageDeleted
    | ReactionAdded
    | ReactionRemoved
    | ReactionsCleared
    | TypingStarted
    | ChannelCreated
    | ChannelUpdated
    | CommandsChanged
    | InteractionChanged
    | BotOnline
)
