"""Threads: starting, finding, joining and leaving them."""

from aiohttp import web

from bot.playground import errors, roster, threads
from bot.playground.errors import JSON
from bot.playground.objects import ChannelType, Thread, User
from bot.playground.objects.places import DAY
from bot.playground.payloads import guilds
from bot.playground.permissions import Permissions
from bot.playground.rest.access import channel_of, guild_of, message_of, require, thread_of
from bot.playground.rest.answers import answer, done, flag, limit, moment, number, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.channels import ThreadRequest
from bot.playground.rest.requests.parsing import parse
from bot.playground.rights import needed_to_speak, permissions_in
from bot.playground.world import World


class Threads:
    """`/channels/{channel}/threads` and `/channels/{channel}/thread-members`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        members = "/channels/{channel}/thread-members"
        return [
            web.post("/channels/{channel}/messages/{message}/threads", self.start_from),
            web.post("/channels/{channel}/threads", self.start),
            web.get("/channels/{channel}/threads/archived/public", self.archived_public),
            web.get("/channels/{channel}/threads/archived/private", self.archived_private),
            web.get("/channels/{channel}/users/@me/threads/archived/private", self.archived_joined),
            web.get("/guilds/{guild}/threads/active", self.active),
            web.get(members, self.members),
            web.put(members + "/@me", self.join),
            web.delete(members + "/@me", self.leave),
            web.get(members + "/{user}", self.member),
            web.put(members + "/{user}", self.add),
            web.delete(members + "/{user}", self.remove),
        ]

    async def start_from(self, request: web.Request) -> web.Response:
        """Start a thread from a message."""
        message = message_of(self._world, request, Permissions.CREATE_PUBLIC_THREADS, Permissions.READ_MESSAGE_HISTORY)
        wanted = parse(ThreadRequest, (await read(request, 0)).payload)
        lasting = wanted.auto_archive_duration or DAY
        thread = threads.start_from(self._world, message, self._world.bot_user, wanted.name, lasting)
        return answer(guilds.thread(thread, self._world.bot_user), 201)

    async def start(self, request: web.Request) -> web.Response:
        """Start a thread in a channel: private unless it is said to be public."""
        channel = channel_of(self._world, request)
        wanted = parse(ThreadRequest, (await read(request, 0)).payload)
        private = wanted.type != int(ChannelType.PUBLIC_THREAD)
        needed = Permissions.CREATE_PRIVATE_THREADS if private else Permissions.CREATE_PUBLIC_THREADS
        require(self._world, channel, needed)
        lasting = wanted.auto_archive_duration or DAY
        thread = threads.start(
            self._world, channel, self._world.bot_user, wanted.name, private=private, auto_archive=lasting
        )
        return answer(guilds.thread(thread, self._world.bot_user), 201)

    async def archived_public(self, request: web.Request) -> web.Response:
        """Return the public threads that were put away, the latest first."""
        channel = channel_of(self._world, request, Permissions.READ_MESSAGE_HISTORY)
        return self._page(request, threads.archived(channel, private=False))

    async def archived_private(self, request: web.Request) -> web.Response:
        """Return the private threads that were put away, the latest first."""
        needed = (Permissions.READ_MESSAGE_HISTORY, Permissions.MANAGE_THREADS)
        return self._page(request, threads.archived(channel_of(self._world, request, *needed), private=True))

    async def archived_joined(self, request: web.Request) -> web.Response:
        """Return the private threads that the bot is in and that were put away, the latest first."""
        channel, bot = channel_of(self._world, request, Permissions.READ_MESSAGE_HISTORY), self._world.bot_user
        found = [each for each in threads.archived(channel, private=True) if bot.id in each.joined]
        most, before = limit(request, 50), number("before", request.query.get("before", str((1 << 64) - 1)))
        found = sorted((each for each in found if each.id < before), key=lambda each: each.id, reverse=True)
        return answer(self._listed(found[:most]) | {"has_more": len(found) > most})

    async def active(self, request: web.Request) -> web.Response:
        """Return the guild's threads that are not put away and that the bot can see."""
        guild, bot = guild_of(self._world, request), self._world.bot_user
        seen = [each for each in guild.threads.values() if Permissions.VIEW_CHANNEL in permissions_in(each, bot)]
        return answer(self._listed([each for each in seen if not each.archived]) | {"has_more": False})

    async def members(self, request: web.Request) -> web.Response:
        """Return who is in the thread."""
        thread = thread_of(self._world, request)
        joined = [self._world.user(user_id) for user_id in thread.joined]
        detailed = flag(request, "with_member")
        return answer([guilds.thread_member(thread, user, detailed=detailed) for user in joined])

    async def member(self, request: web.Request) -> web.Response:
        """Return one of those who are in the thread. Raises 10007."""
        thread, user = self._named(request)
        if user.id not in thread.joined:
            raise errors.unknown("Member")
        return answer(guilds.thread_member(thread, user))

    async def join(self, request: web.Request) -> web.Response:
        """Let the bot be in the thread."""
        threads.join(self._world, thread_of(self._world, request), [self._world.bot_user])
        return done()

    async def leave(self, request: web.Request) -> web.Response:
        """Let the bot leave the thread."""
        threads.leave(self._world, thread_of(self._world, request), self._world.bot_user)
        return done()

    async def add(self, request: web.Request) -> web.Response:
        """Let somebody else be in the thread."""
        thread, user = self._named(request)
        require(self._world, thread, needed_to_speak(thread))
        threads.join(self._world, thread, [user])
        return done()

    async def remove(self, request: web.Request) -> web.Response:
        """Take somebody else out of the thread: who manages threads may, and who owns a private one."""
        thread, user = self._named(request)
        if not (thread.private and thread.owner is self._world.bot_user):
            require(self._world, thread, Permissions.MANAGE_THREADS)
        threads.leave(self._world, thread, user)
        return done()

    def _named(self, request: web.Request) -> tuple[Thread, User]:
        """Return the thread and the member of the guild in the path. Raises 10007."""
        thread = thread_of(self._world, request)
        user_id = snowflake(request, "user")
        if thread.guild is not None:
            roster.member_of(thread.guild, user_id)
        return thread, self._world.user(user_id)

    def _page(self, request: web.Request, found: list[Thread]) -> web.Response:
        """Return those that were put away before the time in the query, as many as it asks for. Raises 50035."""
        most, until = limit(request, 50), moment(request, "before")
        if until is not None:
            found = [thread for thread in found if thread.archive_changed < until]
        return answer(self._listed(found[:most]) | {"has_more": len(found) > most})

    def _listed(self, found: list[Thread]) -> JSON:
        bot = self._world.bot_user
        mine = [guilds.thread_member(each, bot) for each in found if bot.id in each.joined]
        return {"threads": [guilds.thread(each, bot) for each in found], "members": mine}
