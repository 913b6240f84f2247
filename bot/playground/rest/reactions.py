"""Reactions under messages."""

from aiohttp import web

from bot.playground import errors, reactions
from bot.playground.objects import Emoji
from bot.playground.payloads import people
from bot.playground.permissions import Permissions
from bot.playground.rest.access import message_of
from bot.playground.rest.answers import answer, done, limit, number, snowflake
from bot.playground.rights import permissions_in
from bot.playground.world import World

HISTORY = Permissions.READ_MESSAGE_HISTORY


class Reactions:
    """`/channels/{channel}/messages/{message}/reactions`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        every = "/channels/{channel}/messages/{message}/reactions"
        one = every + "/{emoji}"
        return [
            web.delete(every, self.clear),
            web.get(one, self.users),
            web.delete(one, self.clear_emoji),
            web.put(one + "/@me", self.add),
            web.delete(one + "/@me", self.remove_own),
            web.delete(one + "/{user}", self.remove),
        ]

    async def add(self, request: web.Request) -> web.Response:
        """Put the bot's reaction under a message; an emoji that is not there yet needs ADD_REACTIONS."""
        message, emoji = message_of(self._world, request, HISTORY), _emoji(request)
        granted = permissions_in(message.channel, self._world.bot_user)
        if emoji.key not in message.reactions:
            guild = message.channel.guild
            foreign = emoji.id is not None and (guild is None or emoji.id not in guild.emojis)
            needed = Permissions.ADD_REACTIONS | (Permissions.USE_EXTERNAL_EMOJIS if foreign else Permissions.NONE)
            if needed not in granted:
                raise errors.missing_permissions()
        reactions.react(self._world, message, emoji, self._world.bot_user)
        return done()

    async def remove_own(self, request: web.Request) -> web.Response:
        """Take the bot's reaction away."""
        reactions.unreact(self._world, message_of(self._world, request), _emoji(request), self._world.bot_user)
        return done()

    async def remove(self, request: web.Request) -> web.Response:
        """Take somebody's reaction away."""
        message = message_of(self._world, request, Permissions.MANAGE_MESSAGES)
        reactions.unreact(self._world, message, _emoji(request), self._world.user(snowflake(request, "user")))
        return done()

    async def clear(self, request: web.Request) -> web.Response:
        """Take all reactions away."""
        reactions.clear(self._world, message_of(self._world, request, Permissions.MANAGE_MESSAGES))
        return done()

    async def clear_emoji(self, request: web.Request) -> web.Response:
        """Take all reactions with one emoji away."""
        message = message_of(self._world, request, Permissions.MANAGE_MESSAGES)
        reactions.clear(self._world, message, _emoji(request))
        return done()

    async def users(self, request: web.Request) -> web.Response:
        """Return who reacted with this emoji, in the order of their ids, page by page."""
        message, after = message_of(self._world, request), number("after", request.query.get("after", "0"))
        reaction = message.reactions.get(_emoji(request).key)
        if reaction is None:
            raise errors.unknown("Emoji")
        found = [reaction.users[user_id] for user_id in sorted(reaction.users) if user_id > after]
        return answer([people.user(user) for user in found[: limit(request, 25)]])


def _emoji(request: web.Request) -> Emoji:
    """Return the emoji in the path. Raises 10014."""
    try:
        return Emoji.parse(request.match_info["emoji"])
    except ValueError:
        raise errors.unknown("Emoji") from None
