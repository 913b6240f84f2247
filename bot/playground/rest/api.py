"""The REST application: all routes, and what stands before each of them."""

import secrets

from aiohttp import web

from bot.playground import errors
from bot.playground.commands import Commands
from bot.playground.errors import ApiError
from bot.playground.faults import CUT, Fault, Faults, Handler
from bot.playground.interactions import Interactions
from bot.playground.rest.answers import answer
from bot.playground.rest.callbacks import Callbacks
from bot.playground.rest.channels import Channels
from bot.playground.rest.commands import CommandRoutes
from bot.playground.rest.expressions import Expressions
from bot.playground.rest.guilds import Guilds
from bot.playground.rest.login import Login
from bot.playground.rest.messages import Messages
from bot.playground.rest.pins import Pins
from bot.playground.rest.reactions import Reactions
from bot.playground.rest.threads import Threads
from bot.playground.rest.webhooks import Webhooks
from bot.playground.world import World

PREFIX = "/api/v10"
OPEN = ("/interactions/", "/webhooks/")  # the token is in the path


def rest_api(
    world: World,
    token: str,
    commands: Commands,
    interactions: Interactions,
    faults: Faults,
    gateway_url: str,
    shards: int,
) -> web.Application:
    """Return the application to mount at /api/v10."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let planned faults happen, ask for the token, and turn refusals into Discord's bodies."""
        path = request.path.removeprefix(PREFIX)
        fault = faults.due(request.method, path)
        if fault and not fault.afterwards:
            return _broken(fault, request)
        try:
            given = request.headers.get("Authorization", "").removeprefix("Bot ")
            if not path.startswith(OPEN) and not secrets.compare_digest(given.encode(), token.encode()):
                raise errors.unauthorized()
            response = await handler(request)
        except ApiError as error:
            response = answer(error.body, error.status)
        except web.HTTPNotFound:
            refused = errors.not_found()
            response = answer(refused.body, refused.status)
        except web.HTTPMethodNotAllowed:
            response = answer({"message": "405: Method Not Allowed", "code": 0}, 405)
        return _broken(fault, request) if fault else response

    api = web.Application(middlewares=[guard])
    for resource in (
        Login(world, gateway_url, shards),
        Guilds(world),
        Expressions(world),
        Channels(world),
        Pins(world),
        Messages(world),
        Threads(world),
        Reactions(world),
        CommandRoutes(world, commands),
        Callbacks(world, interactions),
        Webhooks(world, interactions),
    ):
        api.add_routes(resource.routes())
    return api


def _broken(fault: Fault, request: web.Request) -> web.Response:
    if fault.status == CUT:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    return answer(fault.body, fault.status, fault.headers)
