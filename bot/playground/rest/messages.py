"""Messages: read, send, edit, delete."""

from aiohttp import web

from bot.playground import errors, messages, threads
from bot.playground.drafts import Draft
from bot.playground.objects import MessageFlags, Thread
from bot.playground.payloads import messages as payloads
from bot.playground.permissions import Permissions
from bot.playground.reactions import check_not_archived
from bot.playground.rest.access import channel_of, message_of, require
from bot.playground.rest.answers import answer, done, limit, number
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.messages import BulkDelete, EditRequest, MessageRequest
from bot.playground.rest.requests.parsing import parse
from bot.playground.rights import needed_to_speak, permissions_in
from bot.playground.world import World

HISTORY = Permissions.READ_MESSAGE_HISTORY


class Messages:
    """`/channels/{channel}/messages`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        one = "/channels/{channel}/messages/{message}"
        return [
            web.get("/channels/{channel}/messages", self.history),
            web.post("/channels/{channel}/messages", self.create),
            web.get(one, self.get),
            web.patch(one, self.edit),
            web.delete(one, self.delete),
            web.post("/channels/{channel}/messages/bulk-delete", self.delete_all),
        ]

    async def history(self, request: web.Request) -> web.Response:
        """Return messages of a channel, newest first: the last, or those before, after or around an id."""
        channel, most = channel_of(self._world, request, HISTORY), limit(request, 50)
        newest_first = [each for each in reversed(channel.messages.values()) if each.ephemeral_for is None]
        if "before" in request.query:
            before = number("before", request.query["before"])
            found = [each for each in newest_first if each.id < before][:most]
        elif "after" in request.query:
            after = number("after", request.query["after"])
            found = [each for each in newest_first if each.id > after][-most:]
        elif "around" in request.query:
            around = number("around", request.query["around"])
            older = [each for each in newest_first if each.id <= around][: most // 2 + 1]
            newer = [each for each in newest_first if each.id > around]
            found = [*newer[max(0, len(newer) - most // 2) :], *older][:most]
        else:
            found = newest_first[:most]
        return answer([payloads.for_rest(self._world, message) for message in found])

    async def get(self, request: web.Request) -> web.Response:
        """Return one message."""
        return answer(payloads.for_rest(self._world, message_of(self._world, request, HISTORY)))

    async def create(self, request: web.Request) -> web.Response:
        """Send a message. Into a thread that was put away, it opens it again."""
        channel = channel_of(self._world, request)
        require(self._world, channel, needed_to_speak(channel))
        if channel.recipient and channel.recipient.direct_closed:
            raise errors.closed_direct()
        body = await read(request, self._world.limit_in(channel))
        draft = parse(MessageRequest, body.payload).draft(body)
        draft.flags &= ~MessageFlags.EPHEMERAL  # only answers to interactions can be
        granted = permissions_in(channel, self._world.bot_user)
        self._check_draft(draft, granted)
        if isinstance(channel, Thread):
            threads.enter(self._world, channel, self._world.bot_user, Permissions.MANAGE_THREADS in granted)
        return answer(payloads.for_rest(self._world, messages.post(self._world, channel, self._world.bot_user, draft)))

    async def edit(self, request: web.Request) -> web.Response:
        """Change a message of the bot's own."""
        message = message_of(self._world, request)
        body = await read(request, self._world.limit_in(message.channel))
        change = parse(EditRequest, body.payload).edit(body)
        if message.author is not self._world.bot_user:
            raise errors.not_the_author()
        check_not_archived(message)
        if body.files and Permissions.ATTACH_FILES not in permissions_in(message.channel, self._world.bot_user):
            raise errors.missing_permissions()
        return answer(payloads.for_rest(self._world, messages.edit(self._world, message, change)))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message; another's needs MANAGE_MESSAGES."""
        message = message_of(self._world, request)
        if message.author is not self._world.bot_user:
            if message.channel.guild is None:
                raise errors.ApiError(403, 50003, "Cannot execute action on a DM channel")
            require(self._world, message.channel, Permissions.MANAGE_MESSAGES)
        messages.delete(self._world, message)
        return done()

    async def delete_all(self, request: web.Request) -> web.Response:
        """Delete many messages at once."""
        channel = channel_of(self._world, request, Permissions.MANAGE_MESSAGES)
        if channel.guild is None:
            raise errors.ApiError(403, 50003, "Cannot execute action on a DM channel")
        wanted = parse(BulkDelete, (await read(request, 0)).payload)
        messages.delete_all(self._world, channel, wanted.messages)
        return done()

    def _check_draft(self, draft: Draft, granted: Permissions) -> None:
        """Raise 50013, 160002 or 50001 when the bot may not say this; embeds it may not send are left out."""
        if draft.uploads and Permissions.ATTACH_FILES not in granted:
            raise errors.missing_permissions()
        if Permissions.EMBED_LINKS not in granted:
            draft.embeds = []  # dropped without a word, as Discord does
        if draft.reply_to and HISTORY not in granted:
            raise errors.ApiError(400, 160002, "Cannot reply without permission to read message history")
        if draft.forward:
            source = self._world.channel(draft.forward[0])
            if HISTORY | Permissions.VIEW_CHANNEL not in permissions_in(source, self._world.bot_user):
                raise errors.missing_access()
