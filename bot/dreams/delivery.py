"""Delivery: the card becomes the dream."""

import asyncio
import io
import logging

import discord

from bot.answers import DISCORD_TROUBLE
from bot.dreams import cards
from bot.refusals import NotDelivered
from bot.sources.source import Source
from engine.protocol import Done, PresetLine

log = logging.getLogger(__name__)

_PAUSES = (0.5, 2.0, 8.0)
"""Seconds before each further attempt when the connection to Discord breaks."""

_SUFFIX = {"image/png": "png"}


async def deliver(
    preset: PresetLine, asker: int, done: Done, file: bytes, message: discord.PartialMessage, source: Source
) -> None:
    """Edit the card into the dream. Doing it twice gives the same message, so nothing is ever posted twice.

    Raises:
        discord.NotFound: the card is gone.
        NotDelivered: Discord refuses the dream, for a lack of permission or because the file is too large, or it
            stays out of reach.
    """
    content = cards.done(preset, asker, done)
    for pause in (*_PAUSES, None):
        picture = discord.File(
            io.BytesIO(file),
            f"{preset.name}-{done.recipe.seed}.{_SUFFIX[done.media_type]}",
            description=cards.alternative_text(preset, of_noise=source.of_noise),
            spoiler=source.spoiler,
        )
        try:
            await message.edit(content=content, attachments=[picture], view=None)
            return
        except discord.NotFound:
            raise
        except discord.HTTPException as error:
            log.warning("channel %d refused a dream of %d bytes: %s", message.channel.id, len(file), error)
            raise NotDelivered(len(file), forbidden=isinstance(error, discord.Forbidden)) from None
        except DISCORD_TROUBLE as error:
            if pause is None:
                raise NotDelivered(len(file), forbidden=False) from error
            log.warning("the connection broke while a dream was delivered; once more in %.1f s: %s", pause, error)
            await asyncio.sleep(pause)
