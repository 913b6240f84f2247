"""The doorkeeper: over TCP, where a socket's file modes guard nothing, only who bears the token gets an answer.

`/readyz` is open: probes of clusters cannot carry secrets, and it tells nothing but whether there is an engine.
"""

import hmac

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_OPEN = "/readyz"


class Doorkeeper:
    """ASGI middleware that turns away whoever does not bear the token (RFC 6750) before anything else is read."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with 401."""
        if scope["type"] == "http" and scope["path"] != _OPEN:
            shown = HTTPConnection(scope).headers.get("authorization", "")
            if not hmac.compare_digest(shown.encode("utf-8", "replace"), self._expected):
                refusal = PlainTextResponse("this engine wants a token\n", 401, {"www-authenticate": "Bearer"})
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)
