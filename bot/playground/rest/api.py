"""The REST application: all routes, and what stands before each of them."""

import asyncio
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
from bot.playground.rest.exchanges import SENT, tell_witnesses
from bot.playground.rest.expressions import Expressions
from bot.playground.rest.guilds import Guilds
from bot.playground.rest.limits import TOKEN_IN_PATH, Gate
from bot.playground.rest.login import Login
from bot.playground.rest.meetings import Meetings
from bot.playground.rest.messages import Messages
from bot.playground.rest.pins import Pins
from bot.playground.rest.reactions import Reactions
from bot.playground.rest.roles import Roles
from bot.playground.rest.threads import Threads
from bot.playground.rest.webhooks import Webhooks
from bot.playground.world import World

PREFIX = "/api/v10"


def rest_api(
    world: World,
    token: str,
    commands: Commands,
    interactions: Interactions,
    faults: Faults,
    gate: Gate,
    login: Login,
) -> web.Application:
    """Return the application to mount at /api/v10."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let planned faults happen, count the request, ask for the token, and turn refusals into Discord's bodies."""
        path, route = request.path.removeprefix(PREFIX), _route(request)
        SENT.set(None)
        fault = faults.due(request.method, path)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
            fault = None
        if fault and not fault.afterwards:
            return _broken(fault, request)
        response: web.StreamResponse | None = gate.refusal(request, route)
        if response is None:
            given = request.headers.get("Authorization", "").removeprefix("Bot ")
            trusted = path.startswith(TOKEN_IN_PATH) or secrets.compare_digest(given.encode(), token.encode())
            response = await _answered(request, handler, trusted)
        gate.stamp(request, route, response)
        tell_witnesses(request, path, route, response)
        return _broken(fault, request) if fault else response

    api = web.Application(middlewares=[guard])
    for resource in (
        login,
        Guilds(world),
        Roles(world),
        Expressions(world),
        Meetings(world),
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


async def _answered(request: web.Request, handler: Handler, trusted: bool) -> web.StreamResponse:
    """Return the handler's answer, or Discord's body for what it refuses."""
    try:
        if not trusted:
            raise errors.unauthorized()
        return await handler(request)
    except ApiError as error:
        return answer(error.body, error.status)
    except web.HTTPNotFound:
        refused = errors.not_found()
        return answer(refused.body, refused.status)
    except web.HTTPMethodNotAllowed:
        return answer({"message": "405: Method Not Allowed", "code": 0}, 405)


def _route(request: web.Request) -> str:
    """Return the method and the route, with names in the places of ids: "POST /channels/{channel}/messages"."""
    resource = request.match_info.route.resource
    return f"{request.method} {resource.canonical.removeprefix(PREFIX) if resource else 'nowhere'}"


def _broken(fault: Fault, request: web.Request) -> web.Response:
    if fault.status == CUT:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    return answer(fault.body, fault.status, fault.headers)
