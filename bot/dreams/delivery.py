"""Delivery: the card becomes the dream."""

import asyncio
import io
import logging

import discord

from bot.answers import DISCORD_TROUBLE, passes
from bot.dreams import cards
from bot.dreams.refusals import NotDelivered
from bot.pauses import doubling
from bot.store.jobs import Job
from engine.protocol import Done, Tasted

log = logging.getLogger(__name__)

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0

_SUFFIX = {"image/png": "png", "image/webp": "webp", "image/jpeg": "jpg", "image/gif": "gif", "video/mp4": "mp4"}

_TOO_LARGE = 413
_TOO_LARGE_CODE = 40005


class FileRefusedError(Exception):
    """Discord does not take so many bytes here."""


async def deliver(
    job: Job, done: Done | Tasted, file: bytes, message: discord.PartialMessage, view: discord.ui.View
) -> None:
    """Edit the card into the dream, as often as it takes until Discord has confirmed it.

    Doing it twice gives the same message, so nothing is ever posted twice.

    Raises:
        discord.NotFound: the card is gone.
        FileRefusedError: the file is too large.
        NotDelivered: Discord refuses the dream for another reason, such as a lack of permission.
    """
    for pause in doubling(_FIRST_PAUSE, _LONGEST_PAUSE):
        picture = discord.File(
            io.BytesIO(file),
            f"{job.kind}-{_seed(job, done)}.{_SUFFIX[done.media_type]}",
            description=cards.alternative_text(job),
            spoiler=job.spoiler,
        )
        try:
            await message.edit(content=cards.done(job, done), attachments=[picture], view=view)
            return
        except discord.NotFound:
            raise
        except discord.HTTPException as error:
            if error.status == _TOO_LARGE or error.code == _TOO_LARGE_CODE:
                raise FileRefusedError from None
            if not passes(error):
                log.warning("channel %d refused a dream of %d bytes: %s", message.channel.id, len(file), error)
                raise NotDelivered(len(file), forbidden=isinstance(error, discord.Forbidden)) from None
            problem: Exception = error
        except DISCORD_TROUBLE as error:
            problem = error
        log.warning("dream %s could not be delivered; once more in %.1f s: %s", job.id, pause, problem)
        await asyncio.sleep(pause)


def _seed(job: Job, done: Done | Tasted) -> int:
    """Return the seed that people know it by: that of a deeper dream is not the one that was asked for."""
    return done.recipe.seed if isinstance(done, Done) else job.seed
