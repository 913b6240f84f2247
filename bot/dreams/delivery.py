"""Delivery: the card becomes the dream."""

import io

import discord

from bot.dreams import cards
from engine.protocol import Done, PresetLine

_SUFFIX = {"image/png": "png"}


async def deliver(
    preset: PresetLine, asker: int, done: Done, file: bytes, message: discord.PartialMessage, *, of_noise: bool
) -> None:
    """Edit the card into the dream. Doing it twice gives the same message, so nothing is ever posted twice.

    Raises:
        discord.NotFound: the card is gone.
        discord.HTTPException: Discord refuses the file.
    """
    picture = discord.File(
        io.BytesIO(file),
        f"{preset.name}-{done.recipe.seed}.{_SUFFIX[done.media_type]}",
        description=cards.alternative_text(preset, of_noise=of_noise),
    )
    await message.edit(content=cards.done(preset, asker, done), attachments=[picture], view=None)
