"""Things that go wrong on purpose, so that tests can see what the bot makes of them."""

import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from bot.playground.errors import JSON, rate_limited
from bot.playground.gateway import Gateway

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


CUT = 0
"""The status of a fault that gives no answer at all."""

SPARED = -1
"""The status of a fault that did not come to be: the request that meets it is answered as usual."""


@dataclass
class Fault:
    """The next `times` matching requests get this answer. With `afterwards`, what they ask for is done first.

    With a `delay`, they are answered as usual, after so many seconds.
    """

    method: str
    path: re.Pattern[str]
    status: int
    times: int
    body: JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    afterwards: bool = False
    delay: float = 0.0
    met: int = 0

    @property
    def name(self) -> str:
        """What it is, in words."""
        if self.delay:
            return f"{self.delay:g} s late"
        if self.status == CUT:
            return "cut off"
        return f"{self.status} after all" if self.afterwards else str(self.status)


class Faults:
    """What will go wrong, in order. Nothing happens by chance."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._planned: list[Fault] = []

    def answer(
        self,
        method: str,
        path: str,
        status: int,
        *,
        times: int = 1,
        retry_after: float | None = None,
        scope: str = "user",
        code: int = 0,
        message: str = "",
        afterwards: bool = False,
    ) -> Fault:
        r"""Answer the next requests like this with an error, and return the fault, whose `met` counts them.

        Args:
            method: Such as "POST"; "*" is any.
            path: A regular expression that matches from the beginning, without `/api/v10`: r"/channels/\d+/messages".
            status: The HTTP status. With 429, Discord's rate limit headers and body are sent.
            times: How many requests.
            retry_after: Seconds that a 429 asks to wait.
            scope: Of a 429: "user", "shared" or "global".
            code: Discord's number for the error.
            message: Discord's sentence for it.
            afterwards: Do what was asked first, and lose only the answer.
        """
        headers: dict[str, str] = {}
        body: JSON = {"message": message or f"{status}: told to fail", "code": code}
        if status == web.HTTPTooManyRequests.status_code:
            wait = 0.01 if retry_after is None else retry_after
            body = rate_limited(wait, scope)
            headers = {
                "Retry-After": str(wait),
                "X-RateLimit-Limit": "5",
                "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset-After": str(wait),
                "X-RateLimit-Scope": scope,
            }
            if scope == "global":
                headers["X-RateLimit-Global"] = "true"
        fault = Fault(method.upper(), re.compile(path), status, times, body, headers, afterwards)
        self._planned.append(fault)
        return fault

    def scatter(self, method: str, path: str, status: int, *, among: int, share: float, seed: int) -> list[Fault]:
        """Let this share of the next so many requests like this fail, the same ones for the same seed; return them."""
        chance = random.Random(seed)  # noqa: S311 - what is wanted is that it can be repeated
        fates = [status if chance.random() < share else SPARED for _ in range(among)]
        faults = [
            Fault(method.upper(), re.compile(path), fate, 1, {"message": f"{fate}: told to fail", "code": 0})
            for fate in fates
        ]
        self._planned += faults
        return [fault for fault in faults if fault.status != SPARED]

    def cut(self, method: str, path: str, *, times: int = 1, afterwards: bool = False) -> Fault:
        """Break the connection of the next requests like this without an answer, and return the fault."""
        fault = Fault(method.upper(), re.compile(path), CUT, times, {}, afterwards=afterwards)
        self._planned.append(fault)
        return fault

    def delay(self, method: str, path: str, seconds: float, *, times: int = 1) -> Fault:
        """Let the next requests like this wait so many seconds for their answer, and return the fault."""
        fault = Fault(method.upper(), re.compile(path), CUT, times, {}, delay=seconds)
        self._planned.append(fault)
        return fault

    @property
    def pending(self) -> list[Fault]:
        """What is still to go wrong."""
        return [fault for fault in self._planned if fault.met < fault.times and fault.status != SPARED]

    def due(self, method: str, path: str) -> Fault | None:
        """Return the fault that this request meets, if any, and count the request."""
        for fault in self._planned:
            if fault.method in ("*", method) and fault.path.match(path) and fault.met < fault.times:
                fault.met += 1
                return None if fault.status == SPARED else fault
        return None

    def heal(self) -> None:
        """Let nothing go wrong from now on."""
        self._planned.clear()

    async def drop_gateway(self, code: int | None = 4000, *, resumable: bool = True) -> None:
        """Close all gateway connections with this code; with None, cut the lines without a word.

        Unless `resumable`, the sessions are forgotten, and the bot has to identify again.
        """
        await self._gateway.hang_up(code)
        if not resumable:
            self._gateway.invalidate()

    def ask_to_reconnect(self) -> None:
        """Ask the bot to reconnect and resume, as Discord does now and then."""
        self._gateway.reconnect()
