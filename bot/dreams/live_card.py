"""A card on the screen: edited with the bot's token, at most so often, always to the latest state."""

import asyncio
import io
import logging
import time

import discord

from bot.answers import DISCORD_TROUBLE
from bot.dreams import cards
from engine.protocol import PresetLine, Progress, Queued

log = logging.getLogger(__name__)


class LiveCard:
    """Shows a dream's progress on its message. What was not shown in time is dropped, never queued up.

    Messages are edited as the channel's, not as an interaction's answer, whose token dies after 15 minutes.
    """

    def __init__(self, message: discord.PartialMessage, preset: PresetLine, interval: float, *, spoiler: bool) -> None:
        self.message = message
        self._preset = preset
        self._interval = interval
        self._spoiler = spoiler
        self._state: Queued | Progress | None = None
        self._preview: bytes | None = None
        self._changed = asyncio.Event()
        self._painter = asyncio.create_task(self._paint(), name=f"card {message.id}")

    def show(self, state: Queued | Progress) -> None:
        """Show where the dream stands, soon."""
        self._state = state
        self._changed.set()

    def show_preview(self, picture: bytes) -> None:
        """Show a small JPEG of the dream as it stands, soon."""
        self._preview = picture
        self._changed.set()

    async def stop(self) -> None:
        """Touch the message no more; an edit under way is given up."""
        self._painter.cancel()
        await asyncio.wait({self._painter})

    async def _paint(self) -> None:
        while True:
            # The pause comes first: the card was posted a moment ago with words that are still true.
            await asyncio.sleep(self._interval)
            await self._changed.wait()
            self._changed.clear()
            preview, self._preview = self._preview, None
            match self._state:
                case Progress() as progress:
                    content = cards.dreaming(self._preset, progress, time.time())
                case Queued(position=position):
                    content = cards.waiting(self._preset, position)
                case None:
                    continue
            try:
                if preview is None:
                    await self.message.edit(content=content)
                else:
                    file = discord.File(
                        io.BytesIO(preview), "preview.jpg", description="The dream so far", spoiler=self._spoiler
                    )
                    await self.message.edit(content=content, attachments=[file])
            except discord.NotFound:
                return
            except DISCORD_TROUBLE as error:
                log.warning("card %d could not be edited: %s", self.message.id, error)
