"""What can happen to channels and threads."""

from dataclasses import dataclass

from bot.playground.objects import Channel, Message, Thread, User


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
class ChannelDeleted:
    """A channel is gone."""

    channel: Channel


@dataclass(frozen=True)
class MessagesDeleted:
    """Many messages of one channel are gone at once."""

    channel: Channel
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class PinsUpdated:
    """A message was pinned, or is not any more."""

    channel: Channel


@dataclass(frozen=True)
class ThreadCreated:
    """There is a new thread."""

    thread: Thread


@dataclass(frozen=True)
class ThreadUpdated:
    """A thread was renamed, put away, locked, or the opposite."""

    thread: Thread


@dataclass(frozen=True)
class ThreadDeleted:
    """A thread is gone."""

    thread: Thread


@dataclass(frozen=True)
class ThreadMembersChanged:
    """People have joined a thread, or left it."""

    thread: Thread
    joined: tuple[User, ...]
    left: tuple[User, ...]


AboutChannel = TypingStarted | ChannelCreated | ChannelUpdated | ChannelDeleted | MessagesDeleted | PinsUpdated
AboutThread = ThreadCreated | ThreadUpdated | ThreadDeleted | ThreadMembersChanged
