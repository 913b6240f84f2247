"""What handlers answer with, and how they read a request's path."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.playground import errors


def answer(data: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:  # noqa: ANN401
    """Return a JSON response. The content type is bare, because discord.py compares it to the letter."""
    body = json.dumps(data).encode()
    response = web.Response(body=body, status=status, headers=headers)
    response.headers["Content-Type"] = "application/json"
    return response


def done() -> web.Response:
    """Return the empty response of a request that has nothing to tell."""
    return web.Response(status=204)


def snowflake(request: web.Request, name: str) -> int:
    """Return an id of the path. Raises 50035 when it is none."""
    return number(name, request.match_info[name])


def number(name: str, text: str) -> int:
    """Return a field as a number. Raises 50035 when it is none."""
    if not text.isdecimal():
        raise errors.invalid_form(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
    return int(text)


def limit(request: web.Request, default: int, most: int = 100) -> int:
    """Return how many things the query asks for. Raises 50035 when that is out of bounds."""
    wanted = number("limit", request.query.get("limit", str(default)))
    if not 1 <= wanted <= most:
        raise errors.invalid_form("limit", "NUMBER_TYPE_RANGE", f"int value should be between 1 and {most}.")
    return wanted


def flag(request: web.Request, name: str) -> bool:
    """Return whether the query says yes to this."""
    return request.query.get(name, "").casefold() in ("1", "true")


def moment(request: web.Request, name: str) -> float | None:
    """Return a time of the query in seconds since 1970; None when it is not given. Raises 50035 when it is none."""
    text = request.query.get(name)
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        message = "Could not parse this. Should be ISO8601."
        raise errors.invalid_form(name, "DATE_TIME_TYPE_PARSE", message) from None
