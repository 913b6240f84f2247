"""Requests with their answers, for whoever wants to see that both are what Discord describes."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground.errors import JSON

SENT: ContextVar[Any] = ContextVar("sent", default=None)
"""The JSON that was read from the body of the request that is being answered."""


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. `route` has names in the places of ids; bodies are None where there is none."""

    method: str
    path: str
    route: str
    sent: Any
    multipart: bool
    status: int
    answered: JSON | list[Any] | None
    headers: dict[str, str]


Witness = Callable[[Exchange], None]
WITNESSES: list[Witness] = []
"""Who sees every exchange of every playground of this process: tests put theirs in here and take it out again."""


def tell_witnesses(request: web.Request, path: str, route: str, response: web.StreamResponse) -> None:
    """Let every witness see this exchange."""
    if not WITNESSES:
        return
    body = response.body if isinstance(response, web.Response) else None
    exchange = Exchange(
        method=request.method,
        path=path,
        route=route,
        sent=SENT.get(),
        multipart=request.content_type.startswith("multipart/"),
        status=response.status,
        answered=json.loads(body) if isinstance(body, bytes) and body else None,
        headers=dict(response.headers),
    )
    for witness in WITNESSES:
        witness(exchange)
