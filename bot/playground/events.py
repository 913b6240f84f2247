"""What can happen in the world. Whoever listens (the gateway, the page, a waiting test) gets these."""

from dataclasses import dataclass

from bot.playground.objects import Channel, Emoji, Guild, Interaction, Meeting, Member, Message, Role, Thread, User


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
class MessagesDeleted:
    """Many messages of one channel are gone at once."""

    channel: Channel
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class PinsUpdated:
    """A message was pinned, or is not any more."""

    channel: Channel


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


@dataclass(frozen=True)
class PersonArrived:
    """There is somebody new."""

    user: User


@dataclass(frozen=True)
class GuildJoined:
    """The bot is in a guild in which it was not."""

    guild: Guild


@dataclass(frozen=True)
class GuildLeft:
    """The bot is not in this guild any more."""

    guild: Guild


@dataclass(frozen=True)
class GuildChanged:
    """A guild's name or level is another."""

    guild: Guild


@dataclass(frozen=True)
class EmojisChanged:
    """A guild has other emoji."""

    guild: Guild


@dataclass(frozen=True)
class StickersChanged:
    """A guild has other stickers."""

    guild: Guild


@dataclass(frozen=True)
class MemberJoined:
    """Somebody is in a guild in which they were not."""

    guild: Guild
    member: Member


@dataclass(frozen=True)
class MemberChanged:
    """A member has other roles or another name."""

    guild: Guild
    member: Member


@dataclass(frozen=True)
class MemberLeft:
    """Somebody is not in this guild any more."""

    guild: Guild
    user: User


@dataclass(frozen=True)
class RoleCreated:
    """There is a new role."""

    guild: Guild
    role: Role


@dataclass(frozen=True)
class RoleChanged:
    """A role allows something else."""

    guild: Guild
    role: Role


@dataclass(frozen=True)
class MeetingPlanned:
    """A guild has planned an event."""

    guild: Guild
    meeting: Meeting


@dataclass(frozen=True)
class MeetingChanged:
    """A planned event is another, or has begun, or is over."""

    guild: Guild
    meeting: Meeting


@dataclass(frozen=True)
class MeetingGone:
    """A planned event was called off."""

    guild: Guild
    meeting: Meeting


@dataclass(frozen=True)
class MeetingPromised:
    """Somebody will come to an event, or will not."""

    guild: Guild
    meeting: Meeting
    user: User
    comes: bool


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


AboutGuild = (
    GuildJoined
    | GuildLeft
    | GuildChanged
    | EmojisChanged
    | StickersChanged
    | MemberJoined
    | MemberChanged
    | MemberLeft
    | RoleCreated
    | RoleChanged
    | MeetingPlanned
    | MeetingChanged
    | MeetingGone
    | MeetingPromised
)
AboutThread = ThreadCreated | ThreadUpdated | ThreadDeleted | ThreadMembersChanged
AboutMessage = MessageCreated | MessageUpdated | MessageDeleted | ReactionAdded | ReactionRemoved | ReactionsCleared
Event = (
    AboutGuild
    | AboutThread
    | AboutMessage
    | MessagesDeleted
    | PinsUpdated
    | TypingStarted
    | ChannelCreated
    | ChannelUpdated
    | PersonArrived
    | CommandsChanged
    | InteractionChanged
    | BotOnline
)
