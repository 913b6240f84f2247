"""Rate limits: how many requests may come in how many seconds, in each bucket and in all.

Discord does not publish the figures; those of `DISCORD` are what clients have seen in its headers for years. The ones a
playground has by default are so wide that nothing ordinary meets them, though the headers are always there.
"""

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aiohttp import web

from bot.playground.errors import rate_limited
from bot.playground.rest.answers import answer

REMEMBERED = 4096  # buckets, before those are forgotten that count nothing any more
MAJOR = ("channel", "guild", "token")  # what has a bucket of its own in the same route
TOKEN_IN_PATH = ("/interactions/", "/webhooks/")  # the limit of all requests together counts a bot by its own token
ONE_MESSAGE = "/channels/{channel}/messages/{message}"
REACTION = ONE_MESSAGE + "/reactions/{emoji}"


class Limit(NamedTuple):
    """So many requests in so many seconds."""

    requests: int
    seconds: float


@dataclass(frozen=True)
class Limits:
    """The limit of all requests together, of most buckets, and of some by method and route."""

    together: Limit
    each: Limit
    special: Mapping[str, Limit] = field(default_factory=dict)

    def of(self, route: str) -> Limit:
        """Return the limit of a route, such as "POST /channels/{channel}/messages"."""
        return self.special.get(route, self.each)


WIDE = Limits(together=Limit(5000, 1), each=Limit(1000, 1))
REACTIONS = {f"{method} {REACTION}/@me": Limit(1, 0.25) for method in ("PUT", "DELETE")}
PACED_REACTIONS = Limits(WIDE.together, WIDE.each, REACTIONS)
DISCORD = Limits(
    together=Limit(50, 1),
    each=Limit(10, 1),
    special={
        "POST /channels/{channel}/messages": Limit(5, 5),
        f"PATCH {ONE_MESSAGE}": Limit(5, 5),
        f"DELETE {ONE_MESSAGE}": Limit(5, 1),
        "POST /channels/{channel}/typing": Limit(5, 5),
        "POST /webhooks/{application}/{token}": Limit(5, 2),
        **REACTIONS,
    },
)


@dataclass
class Bucket:
    """One limit at work: how many requests are left until when."""

    limit: Limit
    left: int = 0
    until: float = 0.0

    def take(self, now: float) -> bool:
        """Count a request; return whether it was within the limit."""
        if now >= self.until:
            self.left, self.until = self.limit.requests, now + self.limit.seconds
        if self.left == 0:
            return False
        self.left -= 1
        return True

    def wait(self, now: float) -> float:
        """Return in how many seconds the limit starts anew."""
        return max(0.0, self.until - now)


class Gate:
    """Counts every request, and turns away those that are too many. `turned_away` tells how many that were."""

    def __init__(self, clock: Callable[[], float], limits: Limits) -> None:
        self.turned_away = 0
        self._clock = clock
        self._limits = limits
        self._together = Bucket(limits.together)
        self._buckets: dict[tuple[str, ...], Bucket] = {}

    def refusal(self, request: web.Request, route: str) -> web.Response | None:
        """Return the 429 for a request that is one too many; None when it may pass."""
        now, bucket = self._clock(), self._bucket(request, route)
        if not route.partition(" ")[2].startswith(TOKEN_IN_PATH) and not self._together.take(now):
            return self._too_many(self._together.wait(now), "global")
        if not bucket.take(now):
            return self._too_many(bucket.wait(now), "user")
        return None

    def stamp(self, request: web.Request, route: str, response: web.StreamResponse) -> None:
        """Write into a response how much of its bucket is left."""
        bucket = self._bucket(request, route)
        wait = bucket.wait(self._clock())
        response.headers.update(
            {
                "X-RateLimit-Limit": str(bucket.limit.requests),
                "X-RateLimit-Remaining": str(bucket.left),
                "X-RateLimit-Reset": f"{bucket.until:.3f}",
                "X-RateLimit-Reset-After": f"{wait:.3f}",
                "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
            }
        )

    def _bucket(self, request: web.Request, route: str) -> Bucket:
        key = (route, *(request.match_info.get(major, "") for major in MAJOR))
        if key not in self._buckets:
            if len(self._buckets) >= REMEMBERED:
                now = self._clock()
                self._buckets = {each: bucket for each, bucket in self._buckets.items() if bucket.until > now}
            self._buckets[key] = Bucket(self._limits.of(route))
        return self._buckets[key]

    def _too_many(self, wait: float, scope: str) -> web.Response:
        self.turned_away += 1
        response = answer(rate_limited(round(wait, 3), scope), web.HTTPTooManyRequests.status_code)
        response.headers.update({"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": scope})
        if scope == "global":
            response.headers["X-RateLimit-Global"] = "true"
        return response
