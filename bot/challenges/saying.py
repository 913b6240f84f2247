"""Saying something once in a channel, whatever breaks in between."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.words import Saying, everywhere

_LOOKED_AT = 300
"""Messages since it was due among which a notice is looked for."""

_CLOCKS_APART = timedelta(seconds=30)


@dataclass(frozen=True)
class Voice:
    """The bot in one channel, for one notice."""

    channel: discord.abc.Messageable
    myself: int
    """The bot's own id."""
    about: str
    """What the notice belongs to; with its mark it makes the nonce."""
    sought_since: datetime | None = None
    """From when on the notice may have been posted already; None if it cannot have been."""

    async def say_once(self, words: str, mark: Saying, **options: Any) -> int:  # noqa: ANN401
        """Post words that end in a mark and return the message; what ends in that mark already is it.

        Discord lets a nonce post only once within some minutes; after longer absences the channel is looked through.
        `options` are those of discord.py's `send`.

        Raises:
            discord.HTTPException: Discord refuses it.
            OSError, aiohttp.ClientError, TimeoutError: Discord is out of reach.
        """
        if (found := await self.said(mark)) is not None:
            return found
        nonce = hashlib.blake2b(f"{self.about} {everywhere(mark)[0]}".encode(), digest_size=12).hexdigest()
        return (await self.channel.send(f"{words}\n{mark()}", nonce=nonce, **options)).id

    async def said(self, mark: Saying) -> int | None:
        """Return the message that ends in that mark already; None if there is none. Raises as `say_once` does."""
        if self.sought_since is None:
            return None
        # In whichever language: the server may have chosen another since.
        marks = everywhere(mark)
        history = self.channel.history(limit=_LOOKED_AT, after=self.sought_since - _CLOCKS_APART, oldest_first=True)
        async for message in history:
            if message.author.id == self.myself and message.content.endswith(marks):
                return message.id
        return None
