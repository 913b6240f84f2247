"""Scheduled events."""

from aiohttp import web

from bot.playground import errors, meetings
from bot.playground.objects import Guild, Meeting, MeetingStatus
from bot.playground.payloads import people
from bot.playground.payloads.meetings import meeting as payload_of
from bot.playground.permissions import Permissions
from bot.playground.rest.access import guild_of
from bot.playground.rest.answers import answer, done, flag, limit, number, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.meetings import MeetingEdit, MeetingRequest, seconds
from bot.playground.rest.requests.parsing import parse
from bot.playground.rights import granted_by_roles
from bot.playground.world import World

INTERESTED = 1


class Meetings:
    """`/guilds/{guild}/scheduled-events`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        every = "/guilds/{guild}/scheduled-events"
        one = every + "/{meeting}"
        return [
            web.get(every, self.all),
            web.post(every, self.plan),
            web.get(one, self.get),
            web.patch(one, self.change),
            web.delete(one, self.call_off),
            web.get(one + "/users", self.interested),
        ]

    async def all(self, request: web.Request) -> web.Response:
        """Return the guild's events."""
        found = guild_of(self._world, request).meetings.values()
        return answer([payload_of(each, counted=flag(request, "with_user_count")) for each in found])

    async def plan(self, request: web.Request) -> web.Response:
        """Plan an event."""
        guild = guild_of(self._world, request, Permissions.CREATE_EVENTS)
        wanted = parse(MeetingRequest, (await read(request, 0)).payload)
        meeting = Meeting(
            id=self._world.snowflakes.next(),
            guild=guild,
            name=wanted.name,
            description=wanted.description or "",
            location=wanted.entity_metadata.location,
            starts=wanted.scheduled_start_time.timestamp(),
            ends=wanted.scheduled_end_time.timestamp(),
            creator=self._world.bot_user,
        )
        return answer(payload_of(meetings.plan(self._world, meeting)))

    async def get(self, request: web.Request) -> web.Response:
        """Return one event. Raises 10070."""
        return answer(
            payload_of(_meeting(request, guild_of(self._world, request)), counted=flag(request, "with_user_count"))
        )

    async def change(self, request: web.Request) -> web.Response:
        """Change an event; the status can only go on."""
        meeting = self._changeable(request)
        wanted = parse(MeetingEdit, (await read(request, 0)).payload)
        meetings.change(
            self._world,
            meeting,
            name=wanted.name,
            description=wanted.description,
            location=wanted.entity_metadata.location if wanted.entity_metadata else None,
            starts=seconds(wanted.scheduled_start_time),
            ends=seconds(wanted.scheduled_end_time),
            status=MeetingStatus(wanted.status) if wanted.status else None,
        )
        return answer(payload_of(meeting))

    async def call_off(self, request: web.Request) -> web.Response:
        """Take an event away."""
        meetings.call_off(self._world, self._changeable(request))
        return done()

    async def interested(self, request: web.Request) -> web.Response:
        """Return who will come, in the order of their ids, page by page."""
        meeting = _meeting(request, guild_of(self._world, request))
        after = number("after", request.query.get("after", "0"))
        found = [meeting.interested[each] for each in sorted(meeting.interested) if each > after]
        rows = [
            {
                "guild_scheduled_event_id": str(meeting.id),
                "user_id": str(user.id),
                "user": people.user(user),
                "response": INTERESTED,
            }
            for user in found[: limit(request, 100)]
        ]
        return answer(rows)

    def _changeable(self, request: web.Request) -> Meeting:
        """Return the event in the path, which the bot has planned itself or may manage. Raises 50013, 10070."""
        guild = guild_of(self._world, request)
        meeting, granted = _meeting(request, guild), granted_by_roles(guild, self._world.bot_user)
        own = meeting.creator is self._world.bot_user and Permissions.CREATE_EVENTS in granted
        if not own and Permissions.MANAGE_EVENTS not in granted:
            raise errors.missing_permissions()
        return meeting


def _meeting(request: web.Request, guild: Guild) -> Meeting:
    return meetings.meeting_of(guild, snowflake(request, "meeting"))
