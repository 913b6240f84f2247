"""A guild's emoji and stickers."""

import base64
import binascii
import re

from aiohttp import web

from bot.playground import errors, roster
from bot.playground.objects import Guild, GuildEmoji, Sticker
from bot.playground.payloads import expressions
from bot.playground.permissions import Permissions
from bot.playground.rest.access import guild_of
from bot.playground.rest.answers import answer, done, snowflake
from bot.playground.rest.bodies import read
from bot.playground.rest.requests.expressions import EmojiRequest
from bot.playground.rest.requests.parsing import parse
from bot.playground.world import World

DATA_URL = re.compile(r"data:image/(?:png|gif|jpeg|webp);base64,(.+)", re.DOTALL)
LARGEST = 256 * 1024  # bytes of an emoji


class Expressions:
    """`/guilds/{guild}/emojis` and `/guilds/{guild}/stickers`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this resource."""
        return [
            web.get("/guilds/{guild}/emojis", self.emojis),
            web.post("/guilds/{guild}/emojis", self.create_emoji),
            web.get("/guilds/{guild}/emojis/{emoji}", self.emoji),
            web.delete("/guilds/{guild}/emojis/{emoji}", self.delete_emoji),
            web.get("/guilds/{guild}/stickers", self.stickers),
            web.get("/guilds/{guild}/stickers/{sticker}", self.guild_sticker),
            web.get("/stickers/{sticker}", self.sticker),
        ]

    async def emojis(self, request: web.Request) -> web.Response:
        """Return the guild's emoji."""
        guild = guild_of(self._world, request)
        return answer([expressions.guild_emoji(each) for each in guild.emojis.values()])

    async def emoji(self, request: web.Request) -> web.Response:
        """Return one emoji. Raises 10014."""
        return answer(expressions.guild_emoji(_emoji(request, guild_of(self._world, request))))

    async def create_emoji(self, request: web.Request) -> web.Response:
        """Make an emoji of a picture. Raises 50035 when it is no picture, or more than 256 KiB."""
        guild = guild_of(self._world, request, Permissions.CREATE_GUILD_EXPRESSIONS)
        wanted = parse(EmojiRequest, (await read(request, 0)).payload)
        image = _picture(wanted.image)
        made = roster.add_emoji(self._world, guild, wanted.name, image, self._world.bot_user)
        return answer(expressions.guild_emoji(made), 201)

    async def delete_emoji(self, request: web.Request) -> web.Response:
        """Take an emoji away; one that another has made needs MANAGE_GUILD_EXPRESSIONS."""
        guild = guild_of(self._world, request)
        emoji = _emoji(request, guild)
        if emoji.creator is not self._world.bot_user:
            guild_of(self._world, request, Permissions.MANAGE_GUILD_EXPRESSIONS)
        roster.drop_emoji(self._world, guild, emoji)
        return done()

    async def stickers(self, request: web.Request) -> web.Response:
        """Return the guild's stickers."""
        guild = guild_of(self._world, request)
        return answer([expressions.sticker(each) for each in guild.stickers.values()])

    async def guild_sticker(self, request: web.Request) -> web.Response:
        """Return one sticker of the guild. Raises 10060."""
        return answer(expressions.sticker(_sticker(request, guild_of(self._world, request))))

    async def sticker(self, request: web.Request) -> web.Response:
        """Return a sticker of any guild. Raises 10060."""
        return answer(expressions.sticker(self._world.sticker(snowflake(request, "sticker"))))


def _emoji(request: web.Request, guild: Guild) -> GuildEmoji:
    found = guild.emojis.get(snowflake(request, "emoji"))
    if found is None:
        raise errors.unknown("Emoji")
    return found


def _sticker(request: web.Request, guild: Guild) -> Sticker:
    found = guild.stickers.get(snowflake(request, "sticker"))
    if found is None:
        raise errors.unknown("Sticker")
    return found


def _picture(url: str) -> bytes:
    """Return the picture in a data URL."""
    found = DATA_URL.fullmatch(url)
    try:
        picture = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        picture = b""
    if not picture:
        raise errors.invalid_form("image", "IMAGE_INVALID", "Invalid image data")
    if len(picture) > LARGEST:
        raise errors.invalid_form("image", "BINARY_TYPE_MAX_SIZE", "File cannot be larger than 256.0 kb.")
    return picture
