"""The first answer to an interaction."""

from aiohttp import web

from bot.playground.interactions import Answer, Interactions
from bot.playground.payloads import interactions as payloads
from bot.playground.rest.answers import answer, done, flag, snowflake
from bot.playground.rest.bodies import Body, read
from bot.playground.rest.requests import interactions as requests
from bot.playground.rest.requests.components import numbered
from bot.playground.rest.requests.messages import EditRequest, MessageRequest
from bot.playground.rest.requests.parsing import parse
from bot.playground.world import World


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
        interaction_id, token = snowflake(request, "interaction"), request.match_info["token"]
        body = await read(request, self._interactions.upload_limit(interaction_id))
        wanted = parse(requests.CALLBACK, body.payload)
        if isinstance(wanted, requests.Pong):
            return done()
        interaction = self._interactions.respond(interaction_id, token, _answer(wanted, body))
        if flag(request, "with_response"):
            return answer(payloads.callback(self._world, interaction))
        return done()


def _answer(wanted: requests.FirstAnswer, body: Body) -> Answer:
    """Return the answer that these fields and the body's files ask for."""
    match wanted:
        case requests.Answer() | requests.Deferral():
            return Answer(wanted.type, draft=(wanted.data or MessageRequest()).draft(body))
        case requests.Update():
            return Answer(wanted.type, edit=(wanted.data or EditRequest()).edit(body))
        case requests.DeferredUpdate():
            return Answer(wanted.type)
        case requests.Suggestions():
            return Answer(wanted.type, choices=[choice.json_object for choice in wanted.data.choices])
        case requests.OpenModal():
            components = numbered(list(wanted.data.components))
            return Answer(wanted.type, modal=wanted.data.json_object | {"components": components})
