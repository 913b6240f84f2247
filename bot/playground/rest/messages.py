"""Messages: read, send, edit, delete."""

from aiohttp import web

from bot.playground import errors
from bot.playground.errors import JSON
from bot.playground.objects import Message, MessageFlags
from bot.playground.payloads import messages
from bot.playground.permissions import Permissions, permissions_in
from bot.playground.rest.access import channel_of, message_of
from bot.playground.rest.answers import answer, done, limit, number
from bot.playground.rest.bodies import draft_of, edit_of, fields, read
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
        return answer([self._shown(message) for message in found])

    async def get(self, request: web.Request) -> web.Response:
        """Return one message."""
        return answer(self._shown(message_of(self._world, request, HISTORY)))

    async def create(self, request: web.Request) -> web.Response:
        """Send a message."""
        channel = channel_of(self._world, request, Permissions.SEND_MESSAGES)
        body = await read(request, self._world.upload_limit)
        draft = draft_of(fields(body.payload), body.files)
        draft.flags &= ~MessageFlags.EPHEMERAL  # only answers to interactions can be
        granted = permissions_in(channel, self._world.bot_user)
        if draft.uploads and Permissions.ATTACH_FILES not in granted:
            raise errors.missing_permissions()
        if Permissions.EMBED_LINKS not in granted:
            draft.embeds = []  # dropped without a word, as Discord does
        if draft.reply_to and HISTORY not in granted:
            raise errors.ApiError(400, 160002, "Cannot reply without permission to read message history")
        return answer(self._shown(self._world.post(channel, self._world.bot_user, draft)))

    async def edit(self, request: web.Request) -> web.Response:
        """Change a message of the bot's own."""
        message = message_of(self._world, request)
        body = await read(request, self._world.upload_limit)
        if message.author is not self._world.bot_user:
            raise errors.not_the_author()
        if body.files and Permissions.ATTACH_FILES not in permissions_in(message.channel, self._world.bot_user):
            raise errors.missing_permissions()
        return answer(self._shown(self._world.edit(message, edit_of(fields(body.payload), body.files))))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message; another's needs MANAGE_MESSAGES."""
        message = message_of(self._world, request)
        if message.author is not self._world.bot_user:
            if message.channel.guild is None:
                raise errors.ApiError(403, 50003, "Cannot execute action on a DM channel")
            message_of(self._world, request, Permissions.MANAGE_MESSAGES)
        self._world.delete(message)
        return done()

    def _shown(self, message: Message) -> JSON:
        """Return the message as this application may read it: REST follows the application's setting."""
        return messages.message(self._world, message, content_withheld=not self._world.message_content_allowed)
