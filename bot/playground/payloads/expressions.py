"""Emoji and stickers."""

from bot.playground.errors import JSON
from bot.playground.objects import Emoji, GuildEmoji, Sticker
from bot.playground.payloads.people import user

PNG = 1  # the format of a sticker
OF_GUILD = 2  # the type of a sticker


def emoji(of: Emoji) -> JSON:
    """Return a partial emoji object, as reactions carry it."""
    payload: JSON = {"id": str(of.id) if of.id else None, "name": of.name}
    return payload | {"animated": of.animated} if of.id else payload


def guild_emoji(of: GuildEmoji) -> JSON:
    """Return an emoji object."""
    return {
        "id": str(of.id),
        "name": of.name,
        "user": user(of.creator),
        "roles": [],
        "require_colons": True,
        "managed": False,
        "animated": of.animated,
        "available": True,
    }


def sticker(of: Sticker) -> JSON:
    """Return a sticker object."""
    return sticker_item(of) | {
        "tags": of.tags,
        "type": OF_GUILD,
        "description": of.description,
        "available": True,
        "guild_id": str(of.guild_id),
    }


def sticker_item(of: Sticker) -> JSON:
    """Return what a message says of its sticker."""
    return {"id": str(of.id), "name": of.name, "format_type": PNG}
