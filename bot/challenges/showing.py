"""Showing a picture of the spool: as a file to post."""

import io
import logging

import discord

from bot.store.opening import Store

log = logging.getLogger(__name__)


async def shown(store: Store, key: str | None, name: str, *, spoiler: bool = False) -> list[discord.File]:
    """Return the picture with that key as a file; nothing where there is none, or it is no longer kept."""
    data = None if key is None else await store.spool.read(key)
    if data is None:
        if key is not None:
            log.warning("a picture of a challenge is no longer in the spool: %s", key)
        return []
    return [discord.File(io.BytesIO(data), f"{name}.{_suffix(data)}", spoiler=spoiler)]


def _suffix(data: bytes) -> str:
    """Return how files of this kind are called."""
    if data.startswith(b"\xff\xd8"):
        return "jpg"
    if data.startswith(b"RIFF"):
        return "webp"
    return "gif" if data.startswith(b"GIF8") else "png"
