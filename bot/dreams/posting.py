"""Posting: the first words of a card, once, whatever breaks in between."""

import asyncio
import logging
from datetime import timedelta
from typing import Any, Protocol

import discord

from bot.answers import DISCORD_TROUBLE, passes
from bot.store.jobs import Job

log = logging.getLogger(__name__)

_PAUSES = (0.5, 2.0, 8.0)
"""Seconds before each further attempt when the connection to Discord breaks."""

_LOOKED_AT = 100
"""Messages after the question among which a card is looked for."""

_CLOCKS_APART = timedelta(seconds=30)


class Post(Protocol):
    """Posts a message where the dream was asked for, as an answer to whatever asked."""

    async def __call__(self, content: str, *, view: discord.ui.View, nonce: str) -> discord.Message:
        """Post it and return it. A second message with the same nonce is the first one."""


def answer_to(channel: discord.PartialMessageable, question: int | None) -> Post:
    """Return what posts in a channel, as a reply to a message if one is given."""

    async def post(content: str, *, view: discord.ui.View, nonce: str) -> discord.Message:
        options: dict[str, Any] = {}
        if question is not None:
            options["reference"] = channel.get_partial_message(question).to_reference(fail_if_not_exists=False)
        return await channel.send(content, view=view, nonce=nonce, **options)

    return post


async def post_once(post: Post, job: Job, content: str, view: discord.ui.View) -> int:
    """Post the card of a job and return its id, trying again when the connection breaks.

    Raises:
        discord.HTTPException: Discord refuses it.
        OSError, aiohttp.ClientError, TimeoutError: Discord stays out of reach.
    """
    for pause in _PAUSES:
        try:
            return (await post(content, view=view, nonce=job.id)).id
        except DISCORD_TROUBLE as error:
            if not passes(error):
                raise
            problem = error
        log.warning("the card of dream %s could not be posted; once more in %.1f s: %s", job.id, pause, problem)
        await asyncio.sleep(pause)
    return (await post(content, view=view, nonce=job.id)).id


async def find_card(channel: discord.PartialMessageable, job: Job, myself: int, button: str) -> int | None:
    """Return the message that was posted as a job's card before a crash could note it, found by its button.

    A nonce protects for some minutes only, and the bot may have been away for longer.

    Raises:
        discord.HTTPException: the channel is gone, or its history must not be read.
    """
    async for message in channel.history(limit=_LOOKED_AT, after=job.asked_at - _CLOCKS_APART, oldest_first=True):
        if message.author.id == myself and button in _buttons(message):
            return message.id
    return None


def _buttons(message: discord.Message) -> set[str | None]:
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    return {button.custom_id for row in rows for button in row.children}
