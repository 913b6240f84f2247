"""What can happen to guilds, to those who are in them, and to what they plan."""

from dataclasses import dataclass

from bot.playground.objects import Guild, Meeting, Member, Role, User


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
class RoleDeleted:
    """A role is gone."""

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


AboutMeeting = MeetingPlanned | MeetingChanged | MeetingGone | MeetingPromised
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
    | RoleDeleted
    | AboutMeeting
)
