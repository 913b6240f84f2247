"""Channels, direct messages, typing, and who may do what in a channel."""

from aiohttp import web

from bot.playground import errors, roster, threads
from bot.playground.events import ChannelUpdated, ThreadUpdated
from bot.playground.objects import Channel, Thread
from bot.playground.payloads import guilds
from bot.playground.permissions import Permissions
from bot.playground.rest.access import channel_of, require
from bot.playground.rest.answers import answer, done, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.channels import ChannelEdit, OverwriteRequest, Recipient
from bot.playground.rest.requests.parsing import parse
from bot.playground.rights import needed_to_speak, permissions_in
from bot.playground.world import World


class Channels:
    """`/channels/{channel}` and `/users/@me/channels`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        overwrite = "/channels/{channel}/permissions/{target}"
        return [
            web.get("/channels/{channel}", self.get),
            web.patch("/channels/{channel}", self.edit),
            web.delete("/channels/{channel}", self.delete),
            web.post("/channels/{channel}/typing", self.typing),
            web.put(overwrite, self.overwrite),
            web.delete(overwrite, self.lift_overwrite),
            web.post("/users/@me/channels", self.open_direct),
        ]

    async def get(self, request: web.Request) -> web.Response:
        """Return a channel or thread."""
        return answer(guilds.channel(channel_of(self._world, request), self._world.bot_user))

    async def edit(self, request: web.Request) -> web.Response:
        """Change a channel, or rename, lock or put away a thread."""
        channel = channel_of(self._world, request)
        change = parse(ChannelEdit, (await read(request, 0)).payload)
        if isinstance(channel, Thread):
            self._edit_thread(channel, change)
        else:
            require(self._world, channel, Permissions.MANAGE_CHANNELS)
            channel.name = change.name or channel.name
            channel.topic = channel.topic if change.topic is None else change.topic
            self._world.announce(ChannelUpdated(channel))
        return answer(guilds.channel(channel, self._world.bot_user))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a channel or a thread. Raises 50003 in direct messages."""
        channel = channel_of(self._world, request)
        if isinstance(channel, Thread):
            require(self._world, channel, Permissions.MANAGE_THREADS)
            threads.remove(self._world, channel)
        elif channel.guild is None:
            raise errors.ApiError(403, 50003, "Cannot execute action on a DM channel")
        else:
            require(self._world, channel, Permissions.MANAGE_CHANNELS)
            roster.delete_channel(self._world, channel.guild, channel)
        return answer(guilds.channel(channel, self._world.bot_user))

    async def typing(self, request: web.Request) -> web.Response:
        """Show that the bot is typing."""
        channel = channel_of(self._world, request)
        require(self._world, channel, needed_to_speak(channel))
        self._world.type_in(channel, self._world.bot_user)
        return done()

    async def overwrite(self, request: web.Request) -> web.Response:
        """Allow and deny permissions here to a role or a member."""
        channel, target = self._overwritable(request)
        wanted = parse(OverwriteRequest, (await read(request, 0)).payload)
        overwrite = wanted.overwrite
        self._world.overwrite(channel, target, allow=overwrite.allow, deny=overwrite.deny)
        return done()

    async def lift_overwrite(self, request: web.Request) -> web.Response:
        """Let a role or a member have here what they have elsewhere."""
        channel, target = self._overwritable(request)
        self._world.lift_overwrite(channel, target)
        return done()

    async def open_direct(self, request: web.Request) -> web.Response:
        """Return the bot's direct messages with a person. Raises 10013; 50007 for the bot itself."""
        user = self._world.user(parse(Recipient, (await read(request, 0)).payload).recipient_id)
        if user.id not in self._world.direct:
            raise errors.closed_direct()
        return answer(guilds.channel(self._world.direct[user.id], self._world.bot_user))

    def _overwritable(self, request: web.Request) -> tuple[Channel, int]:
        """Return the channel and the role or user in the path. Raises 10009, 50024."""
        channel, target = channel_of(self._world, request, Permissions.MANAGE_ROLES), snowflake(request, "target")
        if channel.guild is None or isinstance(channel, Thread):
            raise errors.wrong_channel_type()
        if target not in channel.guild.roles and target not in channel.guild.members:
            raise errors.unknown("Overwrite")
        return channel, target

    def _edit_thread(self, thread: Thread, change: ChannelEdit) -> None:
        """Change a thread: its owner may, and who manages threads. Raises 50013, 50083."""
        bot = self._world.bot_user
        manages = Permissions.MANAGE_THREADS in permissions_in(thread, bot)
        opens = change.archived is False and not thread.locked
        if not manages and (change.locked is not None or not (thread.owner is bot or opens)):
            raise errors.missing_permissions()
        if thread.archived and change.archived is not False:
            raise errors.archived_thread()
        thread.name = change.name or thread.name
        thread.auto_archive = change.auto_archive_duration or thread.auto_archive
        thread.locked = thread.locked if change.locked is None else change.locked
        thread.invitable = thread.invitable if change.invitable is None else change.invitable
        if change.archived is None or change.archived is thread.archived:
            self._world.announce(ThreadUpdated(thread))
        else:
            threads.put_away(self._world, thread, change.archived)
