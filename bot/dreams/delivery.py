"""Delivery: the card becomes the dream."""

import asyncio
import io
import logging

import discord

from bot.answers import DISCORD_TROUBLE
from bot.dreams import cards
from bot.refusals import NotDelivered
from bot.store.jobs import Job
from engine.protocol import Done

log = logging.getLogger(__name__)

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0

_SUFFIX = {"image/png": "png"}


async def deliver(job: Job, done: Done, file: bytes, message: discord.PartialMessage, view: discord.ui.View) -> None:
    """Edit the card into the dream, as often as it takes until Discord has confirmed it.

    Doing it twice gives the same message, so nothing is ever posted twice.

    Raises:
        discord.NotFound: the card is gone.
        NotDelivered: Discord refuses the dream, for a lack of permission or because the file is too large.
    """
    pause = _FIRST_PAUSE
    while True:
        picture = discord.File(
            io.BytesIO(file),
            f"{job.preset.name}-{done.recipe.seed}.{_SUFFIX[done.media_type]}",
            description=cards.alternative_text(job.preset, of_noise=job.source is None),
            spoiler=job.spoiler,
        )
        try:
            await message.edit(content=cards.done(job.preset, job.asker, done), attachments=[picture], view=view)
            return
        except discord.NotFound:
            raise
        except discord.HTTPException as error:
            if error.status < 500 and error.status != 429:
                log.warning("channel %d refused a dream of %d bytes: %s", message.channel.id, len(file), error)
                raise NotDelivered(len(file), forbidden=isinstance(error, discord.Forbidden)) from None
            problem: Exception = error
        except DISCORD_TROUBLE as error:
            problem = error
        log.warning("dream %s could not be delivered; once more in %.1f s: %s", job.id, pause, problem)
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
