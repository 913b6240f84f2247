"""Planning an event, changing it, calling it off; saying that one will come."""

from bot.playground import errors, events
from bot.playground.objects import Guild, Meeting, MeetingStatus, User
from bot.playground.world import World

MAX_MEETINGS = 100  # that are planned or going on in one guild
NEXT = {
    MeetingStatus.SCHEDULED: (MeetingStatus.ACTIVE, MeetingStatus.CANCELED),
    MeetingStatus.ACTIVE: (MeetingStatus.COMPLETED,),
    MeetingStatus.COMPLETED: (),
    MeetingStatus.CANCELED: (),
}


def plan(world: World, meeting: Meeting) -> Meeting:
    """Let a guild have this event, and return it. Raises 50035 when it would be in the past, 30038 for too many."""
    guild = meeting.guild
    _check_start(world, meeting.starts)
    _check_end(meeting.starts, meeting.ends)
    open_ones = [each for each in guild.meetings.values() if NEXT[each.status]]
    if len(open_ones) >= MAX_MEETINGS:
        raise errors.ApiError(400, 30038, f"Maximum number of guild scheduled events reached ({MAX_MEETINGS})")
    guild.meetings[meeting.id] = meeting
    world.announce(events.MeetingPlanned(guild, meeting))
    return meeting


def change(
    world: World,
    meeting: Meeting,
    *,
    name: str | None = None,
    description: str | None = None,
    location: str | None = None,
    starts: float | None = None,
    ends: float | None = None,
    status: MeetingStatus | None = None,
) -> None:
    """Change an event; what is None stays. Raises 180000 when it is over, 50035 for times that have gone by."""
    if not NEXT[meeting.status]:
        raise errors.ApiError(400, 180000, "Cannot update a finished event")
    if starts is not None:
        _check_start(world, starts)
    _check_end(starts or meeting.starts, ends or meeting.ends)
    if status is not None and status is not meeting.status and status not in NEXT[meeting.status]:
        message = f"Cannot go from {meeting.status.name} to {status.name}"
        raise errors.invalid_form("status", "GUILD_SCHEDULED_EVENT_STATUS_TRANSITION", message)
    meeting.name = name or meeting.name
    meeting.description = meeting.description if description is None else description
    meeting.location = location or meeting.location
    meeting.starts, meeting.ends = starts or meeting.starts, ends or meeting.ends
    meeting.status = status or meeting.status
    world.announce(events.MeetingChanged(meeting.guild, meeting))


def call_off(world: World, meeting: Meeting) -> None:
    """Take an event away, whatever its state."""
    del meeting.guild.meetings[meeting.id]
    world.announce(events.MeetingGone(meeting.guild, meeting))


def promise(world: World, meeting: Meeting, user: User, comes: bool = True) -> None:
    """Say that one will come, or will not."""
    if comes is (user.id in meeting.interested):
        return
    if comes:
        meeting.interested[user.id] = user
    else:
        del meeting.interested[user.id]
    world.announce(events.MeetingPromised(meeting.guild, meeting, user, comes))


def meeting_of(guild: Guild, meeting_id: int) -> Meeting:
    """Return an event of a guild. Raises 10070."""
    try:
        return guild.meetings[meeting_id]
    except KeyError:
        raise errors.unknown("Guild Scheduled Event") from None


def _check_start(world: World, starts: float) -> None:
    if starts < world.clock():
        message = "Cannot schedule event in the past."
        raise errors.invalid_form("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)


def _check_end(starts: float, ends: float) -> None:
    if ends <= starts:
        message = "End time must be after start time."
        raise errors.invalid_form("scheduled_end_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_END", message)
