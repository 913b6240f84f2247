"""The first answer to an interaction."""

from aiohttp import web

from bot.playground import errors
from bot.playground.drafts import Draft, Edit
from bot.playground.errors import JSON
from bot.playground.interactions import ANSWER, CHOICES, DEFERRED, DEFERRED_UPDATE, UPDATE, Interactions
from bot.playground.payloads import interactions as payloads
from bot.playground.rest.answers import answer, done, snowflake
from bot.playground.rest.bodies import draft_of, edit_of, fields, read
from bot.playground.world import World

PONG = 1
MAX_CHOICES = 25


class Callbacks:
    """`/interactions/{interaction}/{token}/callback`."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        return [web.post("/interactions/{interaction}/{token}/callback", self.respond)]

    async def respond(self, request: web.Request) -> web.Response:
        """Answer an interaction; with `with_response`, tell what became of the answer."""
        body = await read(request, self._world.upload_limit)
        payload = fields(body.payload)
        kind, data = payload.get("type"), payload.get("data") or {}
        response: Draft | Edit | list[JSON]
        if kind == PONG:
            return done()
        if kind in (ANSWER, DEFERRED):
            response = draft_of(data, body.files)
        elif kind in (UPDATE, DEFERRED_UPDATE):
            response = edit_of(data, body.files)
        elif kind == CHOICES:
            response = list(data.get("choices") or [])[: MAX_CHOICES + 1]
            if len(response) > MAX_CHOICES:
                message = f"Must be {MAX_CHOICES} or fewer in length."
                raise errors.invalid_form("data.choices", "BASE_TYPE_MAX_LENGTH", message)
        else:
            message = "Value must be one of {1, 4, 5, 6, 7, 8}."
            raise errors.invalid_form("type", "BASE_TYPE_CHOICES", message)
        interaction_id, token = snowflake(request, "interaction"), request.match_info["token"]
        interaction = self._interactions.respond(interaction_id, token, kind, response)
        if request.query.get("with_response") in ("1", "true", "True"):
            return answer(payloads.callback(self._world, interaction))
        return done()
