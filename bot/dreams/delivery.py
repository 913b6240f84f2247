"""Delivery: the card becomes the dream."""

import io
import logging

import discord

from bot.dreams import cards
from bot.refusals import NotDelivered
from engine.protocol import Done, PresetLine

log = logging.getLogger(__name__)

_SUFFIX = {"image/png": "png"}


async def deliver(
    preset: PresetLine, asker: int, done: Done, file: bytes, message: discord.PartialMessage, *, of_noise: bool
) -> None:
    """Edit the card into the dream. Doing it twice gives the same message, so nothing is ever posted twice.

    Raises:
        discord.NotFound: the card is gone.
        NotDelivered: Discord refuses the dream, for a lack of permission or because the file is too large.
    """
    picture = discord.File(
        io.BytesIO(file),
        f"{preset.name}-{done.recipe.seed}.{_SUFFIX[done.media_type]}",
        description=cards.alternative_text(preset, of_noise=of_noise),
    )
    try:
        await message.edit(content=cards.done(preset, asker, done), attachments=[picture], view=None)
    except discord.NotFound:
        raise
    except discord.HTTPException as error:
        log.warning("channel %d refused a dream of %d bytes: %s", message.channel.id, len(file), error)
        raise NotDelivered(len(file), forbidden=isinstance(error, discord.Forbidden)) from None
