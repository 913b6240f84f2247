"""The CDN: attachments under signed addresses, and avatars."""

import asyncio
from http import HTTPStatus

from aiohttp import web

from bot.playground.avatars import DEFAULTS, avatar_png
from bot.playground.payloads.people import avatar_hash
from bot.playground.world import World

# Whatever somebody uploads is shown by the same host as the page: it must not run there.
HARMLESS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Cdn:
    """Gives out what the payloads' addresses point to."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the CDN's routes."""
        return [
            web.get("/attachments/{channel}/{attachment}/{name}", self.attachment),
            web.get("/avatars/{user}/{name}", self.avatar),
            web.get("/embed/avatars/{name}", self.default_avatar),
        ]

    async def attachment(self, request: web.Request) -> web.Response:
        """Return a file, or 404 when its address has expired or was made up."""
        signature = [request.query.get(key, "") for key in ("ex", "is", "hm")]
        found = self._world.attachments.find(request.path, *signature)
        if found is None:
            return web.Response(status=HTTPStatus.NOT_FOUND, text="This content is no longer available.")
        content_type = found.content_type or "application/octet-stream"
        headers = dict(HARMLESS)
        if content_type not in SHOWN:
            headers["Content-Disposition"] = f'attachment; filename="{found.filename}"'
        return web.Response(body=found.content, content_type=content_type, headers=headers)

    async def avatar(self, request: web.Request) -> web.Response:
        """Return a user's face."""
        name = request.match_info["name"].partition(".")[0]
        for user in self._world.users.values():
            if str(user.id) == request.match_info["user"] and avatar_hash(user) == name:
                return await _png(user.accent, one_eyed=user.bot)
        raise web.HTTPNotFound

    async def default_avatar(self, request: web.Request) -> web.Response:
        """Return one of the faces of those who have none."""
        number = request.match_info["name"].partition(".")[0]
        if not number.isdecimal() or int(number) >= len(DEFAULTS):
            raise web.HTTPNotFound
        return await _png(DEFAULTS[int(number)])


async def _png(accent: int, *, one_eyed: bool = False) -> web.Response:
    picture = await asyncio.to_thread(avatar_png, accent, one_eyed)
    return web.Response(body=picture, content_type="image/png", headers={"Cache-Control": "max-age=3600"})
