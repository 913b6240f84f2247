"""What can happen in the world. Whoever listens (the gateway, the page, a waiting test) gets these."""

from bot.playground.events.guilds import (
    AboutGuild,
    AboutMeeting,
    EmojisChanged,
    GuildChanged,
    GuildJoined,
    GuildLeft,
    MeetingChanged,
    MeetingGone,
    MeetingPlanned,
    MeetingPromised,
    MemberChanged,
    MemberJoined,
    MemberLeft,
    RoleChanged,
    RoleCreated,
    RoleDeleted,
    StickersChanged,
)
from bot.playground.events.messages import (
    AboutMessage,
    MessageCreated,
    MessageDeleted,
    MessageUpdated,
    ReactionAdded,
    ReactionRemoved,
    ReactionsCleared,
)
from bot.playground.events.places import (
    AboutChannel,
    AboutThread,
    ChannelCreated,
    ChannelDeleted,
    ChannelUpdated,
    MessagesDeleted,
    PinsUpdated,
    ThreadCreated,
    ThreadDeleted,
    ThreadMembersChanged,
    ThreadUpdated,
    TypingStarted,
)
from bot.playground.events.presence import (
    BotOnline,
    CommandsChanged,
    InteractionChanged,
    PersonArrived,
)

Event = (
    AboutMessage
    | AboutChannel
    | AboutThread
    | AboutGuild
    | PersonArrived
    | BotOnline
    | CommandsChanged
    | InteractionChanged
)

__all__ = [
    "AboutChannel",
    "AboutGuild",
    "AboutMeeting",
    "AboutMessage",
    "AboutThread",
    "BotOnline",
    "ChannelCreated",
    "ChannelDeleted",
    "ChannelUpdated",
    "CommandsChanged",
    "EmojisChanged",
    "Event",
    "GuildChanged",
    "GuildJoined",
    "GuildLeft",
    "InteractionChanged",
    "MeetingChanged",
    "MeetingGone",
    "MeetingPlanned",
    "MeetingPromised",
    "MemberChanged",
    "MemberJoined",
    "MemberLeft",
    "MessageCreated",
    "MessageDeleted",
    "MessageUpdated",
    "MessagesDeleted",
    "PersonArrived",
    "PinsUpdated",
    "ReactionAdded",
    "ReactionRemoved",
    "ReactionsCleared",
    "RoleChanged",
    "RoleCreated",
    "RoleDeleted",
    "StickersChanged",
    "ThreadCreated",
    "ThreadDeleted",
    "ThreadMembersChanged",
    "ThreadUpdated",
    "TypingStarted",
]
