"""The CDN: attachments under signed addresses, avatars, emoji, stickers, and pictures of elsewhere."""

import asyncio
from http import HTTPStatus

from aiohttp import web

from bot.playground.avatars import DEFAULTS, SIDE, SIZES, avatar_png
from bot.playground.errors import ApiError
from bot.playground.payloads.people import avatar_hash
from bot.playground.pictures import measure
from bot.playground.world import World

# Whatever somebody uploads is shown by the same host as the page: it must not run there.
HARMLESS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
STILL, MOVING = ("png", "webp"), ("gif", "webp", "png")  # what an emoji can be asked for as
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
            web.get("/emojis/{name}", self.emoji),
            web.get("/stickers/{name}", self.sticker),
            web.get("/external/{signature}/{link:.+}", self.preview),
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
        name = _png_name(request)
        for user in self._world.users.values():
            if str(user.id) == request.match_info["user"] and avatar_hash(user) == name:
                return await _face(request, user.accent, one_eyed=user.bot)
        raise web.HTTPNotFound

    async def default_avatar(self, request: web.Request) -> web.Response:
        """Return one of the faces of those who have none."""
        number = _png_name(request)
        if not number.isdecimal() or int(number) >= len(DEFAULTS):
            raise web.HTTPNotFound
        return await _face(request, DEFAULTS[int(number)])

    async def emoji(self, request: web.Request) -> web.Response:
        """Return a guild's emoji in the format that it was made in, whichever of the possible ones is asked for."""
        name, _, ending = request.match_info["name"].partition(".")
        try:
            found = self._world.emoji(int(name))
        except (ApiError, ValueError):
            raise web.HTTPNotFound from None
        if ending not in (MOVING if found.animated else STILL):
            raise web.HTTPUnsupportedMediaType
        return _picture(found.image)

    async def sticker(self, request: web.Request) -> web.Response:
        """Return a guild's sticker."""
        try:
            return _picture(self._world.sticker(int(_png_name(request))).image)
        except (ApiError, ValueError):
            raise web.HTTPNotFound from None

    async def preview(self, request: web.Request) -> web.Response:
        """Return a picture of another website that somebody has brought along."""
        found = self._world.previews.find(request.match_info["signature"], request.match_info["link"])
        if found is None:
            raise web.HTTPNotFound
        return _picture(found)


def _png_name(request: web.Request) -> str:
    """Return the file's name without its ending. Raises 415 when that is another than PNG."""
    name, _, ending = request.match_info["name"].partition(".")
    if ending != "png":
        raise web.HTTPUnsupportedMediaType
    return name


async def _face(request: web.Request, accent: int, *, one_eyed: bool = False) -> web.Response:
    """Return a face in the size that the query asks for; none is made larger than it is."""
    wanted = request.query.get("size", str(SIDE))
    if not wanted.isdecimal() or int(wanted) not in SIZES:
        raise web.HTTPBadRequest
    return _picture(await asyncio.to_thread(avatar_png, accent, one_eyed, min(int(wanted), SIDE)))


def _picture(content: bytes) -> web.Response:
    """Return a picture that may be kept for an hour."""
    measured = measure(content)
    content_type = measured[0] if measured else "application/octet-stream"
    return web.Response(body=content, content_type=content_type, headers=HARMLESS | {"Cache-Control": "max-age=3600"})
