"""Who the bot is, and where its gateway is."""

from aiohttp import web

from bot.playground.payloads import applications, people
from bot.playground.rest.answers import answer, snowflake
from bot.playground.world import World


class Login:
    """`/users/@me`, `/oauth2/applications/@me`, `/gateway`."""

    def __init__(self, world: World, gateway_url: str, shards: int) -> None:
        self._world = world
        self._gateway_url = gateway_url
        self._shards = shards

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        return [
            web.get("/users/@me", self.me),
            web.get("/users/{user}", self.user),
            web.get("/oauth2/applications/@me", self.application),
            web.get("/applications/@me", self.application),
            web.get("/gateway", self.gateway),
            web.get("/gateway/bot", self.gateway_for_bots),
        ]

    async def me(self, _: web.Request) -> web.Response:
        """Return the bot's user."""
        private = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}
        return answer(people.user(self._world.bot_user) | private)

    async def user(self, request: web.Request) -> web.Response:
        """Return any user."""
        return answer(people.user(self._world.user(snowflake(request, "user"))))

    async def application(self, _: web.Request) -> web.Response:
        """Return the bot's application."""
        return answer(applications.application(self._world))

    async def gateway(self, _: web.Request) -> web.Response:
        """Return the gateway's address."""
        return answer({"url": self._gateway_url})

    async def gateway_for_bots(self, _: web.Request) -> web.Response:
        """Return the gateway's address and how many shards to open."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return answer({"url": self._gateway_url, "shards": self._shards, "session_start_limit": limit})
