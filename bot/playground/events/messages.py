"""What can happen to messages."""

from dataclasses import dataclass

from bot.playground.objects import Emoji, Message, User


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


AboutMessage = MessageCreated | MessageUpdated | MessageDeleted | ReactionAdded | ReactionRemoved | ReactionsCleared
