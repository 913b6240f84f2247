"""A card on the screen: edited with the bot's token, at most so often, always to the latest state."""

import asyncio
import contextlib
import io
import logging
import time
from dataclasses import dataclass
from typing import Any

import discord

from bot.answers import DISCORD_TROUBLE
from bot.dreams import cards
from bot.words import say
from engine.protocol import Progress

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waiting:
    """The dream has yet to begin."""

    before: int
    """Dreams that begin before it."""
    ready: float | None
    """When it will be done, in Unix seconds; None if unknown."""


@dataclass(frozen=True)
class HeldUp:
    """The dream has to begin anew."""


Scene = Waiting | Progress | HeldUp


class LiveCard:
    """Shows a dream's progress on its message. What was not shown in time is dropped, never queued up.

    Messages are edited as the channel's, not as an interaction's answer, whose token dies after 15 minutes.
    It speaks the language that is spoken when it is made.
    """

    def __init__(
        self,
        message: discord.PartialMessage,
        preset: cards.Preset,
        interval: float,
        *,
        spoiler: bool,
        buttons: discord.ui.View | None = None,
    ) -> None:
        """Take over a message; `buttons` are put on it with the first edit, where it may lack them."""
        self.message = message
        self._preset = preset
        self._interval = interval
        self._spoiler = spoiler
        self._changes: dict[str, Any] = {} if buttons is None else {"view": buttons}
        self._scene: Scene | None = None
        self._preview: bytes | None = None
        self._words = ""
        # It was posted a moment ago with words that are still true.
        self._painted = time.monotonic()
        self._changed = asyncio.Event()
        self._painter = asyncio.create_task(self._paint(), name=f"card {message.id}")

    def show(self, scene: Scene) -> None:
        """Show where the dream stands, soon."""
        self._scene = scene
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
            await self._changed.wait()
            # What comes in the meantime may be more urgent, so each change is looked at.
            while (left := self._painted + self._pause() - time.monotonic()) > 0:
                self._changed.clear()
                # Not wait_for: in Python 3.11 it can swallow being cancelled.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(left):
                        await self._changed.wait()
            self._changed.clear()
            if not await self._edit():
                return
            self._painted = time.monotonic()

    def _pause(self) -> float:
        """Return the seconds between two edits: the farther away a dream is, the less its place in the line matters."""
        return self._interval * (max(1, self._scene.before) if isinstance(self._scene, Waiting) else 1)

    async def _edit(self) -> bool:
        """Return whether the message is still there."""
        preview, self._preview = self._preview, None
        words, changes = self._say(), dict(self._changes)
        if words != self._words:
            changes["content"] = words
        if preview is not None:
            named = discord.File(
                io.BytesIO(preview), "preview.jpg", description=say("The dream so far"), spoiler=self._spoiler
            )
            changes["attachments"] = [named]
        if not changes:
            return True
        try:
            await self.message.edit(**changes)
        except discord.NotFound:
            return False
        except DISCORD_TROUBLE as error:
            log.warning("card %d could not be edited: %s", self.message.id, error)
        else:
            self._words = words
            self._changes.clear()
        return True

    def _say(self) -> str:
        match self._scene:
            case Progress() as progress:
                return cards.dreaming(self._preset, progress, time.time())
            case Waiting(before, ready):
                return cards.waiting(self._preset, before, ready)
            case HeldUp():
                return cards.held_up(self._preset)
            case None:
                return cards.falling_asleep(self._preset)
