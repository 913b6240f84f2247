"""An interaction's later answers, given with its token."""

from aiohttp import web

from bot.playground import errors, messages
from bot.playground.interactions import Interactions
from bot.playground.objects import Interaction, Message
from bot.playground.payloads import messages as payloads
from bot.playground.rest.answers import answer, done, number, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.messages import EditRequest, MessageRequest
from bot.playground.rest.requests.parsing import parse
from bot.playground.world import World


class Webhooks:
    """`/webhooks/{application}/{token}`."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        one = "/webhooks/{application}/{token}/messages/{message}"
        return [
            web.post("/webhooks/{application}/{token}", self.create),
            web.get(one, self.get),
            web.patch(one, self.edit),
            web.delete(one, self.delete),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """Say something more."""
        interaction = self._interaction(request)
        body = await read(request, self._world.limit_in(interaction.channel))
        draft = parse(MessageRequest, body.payload).draft(body)
        return answer(payloads.for_rest(self._world, self._interactions.follow_up(interaction, draft)))

    async def get(self, request: web.Request) -> web.Response:
        """Return one of the interaction's messages; `@original` is the first answer."""
        return answer(payloads.for_rest(self._world, self._message(request)))

    async def edit(self, request: web.Request) -> web.Response:
        """Change one of the interaction's messages."""
        message = self._message(request)
        body = await read(request, self._world.limit_in(message.channel))
        change = parse(EditRequest, body.payload).edit(body)
        return answer(payloads.for_rest(self._world, messages.edit(self._world, message, change)))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete one of the interaction's messages."""
        messages.delete(self._world, self._message(request))
        return done()

    def _interaction(self, request: web.Request) -> Interaction:
        """Return the interaction with the path's token. Raises 10015, 50027."""
        if snowflake(request, "application") != self._world.bot_user.id:
            raise errors.unknown("Webhook")
        return self._interactions.with_token(request.match_info["token"])

    def _message(self, request: web.Request) -> Message:
        """Return the message in the path. Raises 10008 too."""
        which = request.match_info["message"]
        message_id = None if which == "@original" else number("message", which)
        return self._interactions.message(self._interaction(request), message_id)
