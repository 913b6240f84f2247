"""The panel: the reactions under a dream that ask for another one, and the button that stops it."""

import logging
import re
from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

import discord

from bot.answers import DISCORD_TROUBLE, tell
from bot.refusals import Refusal
from bot.sources.source import Source
from engine.protocol import PresetLine

if TYPE_CHECKING:
    from bot.client import DreamBot

log = logging.getLogger(__name__)

REMEMBERED_DREAMS = 10_000
REMEMBERED_BYTES = 256 * 2**20


class Panels:
    """Which picture stands behind which dream, for the latest dreams, up to so many bytes of pictures."""

    def __init__(self, limit: int = REMEMBERED_BYTES) -> None:
        self._limit = limit
        self._times: Counter[Source] = Counter()
        self._held = 0
        self._sources: OrderedDict[int, Source] = OrderedDict()

    def remember(self, message_id: int, source: Source) -> None:
        """Let reactions to this message dream that picture; the oldest are forgotten to make room."""
        self.forget(message_id)
        self._sources[message_id] = source
        self._times[source] += 1
        if self._times[source] == 1:
            self._held += len(source.data)
        while len(self._sources) > 1 and (self._held > self._limit or len(self._sources) > REMEMBERED_DREAMS):
            self.forget(next(iter(self._sources)))

    def forget(self, message_id: int) -> None:
        """Let reactions to this message mean nothing."""
        if (source := self._sources.pop(message_id, None)) is not None:
            self._times[source] -= 1
            if not self._times[source]:
                del self._times[source]
                self._held -= len(source.data)

    def source(self, message_id: int) -> Source | None:
        """Return the picture behind a message."""
        return self._sources.get(message_id)


class CancelButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"dream:cancel:(?P<job>[0-9a-f]{12})"
):
    """Stops the dream whose card it is on; its id carries the job, so any instance of it works."""

    def __init__(self, job: str) -> None:
        super().__init__(
            discord.ui.Button(label="Cancel", style=discord.ButtonStyle.secondary, custom_id=f"dream:cancel:{job}")
        )
        self.job = job

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[discord.Client],
        _item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> Self:
        """Return the button that a pressed id belongs to."""
        return cls(match["job"])

    async def callback(self, interaction: "discord.Interaction[DreamBot]") -> None:  # type: ignore[override]
        """Stop the dream, or tell the person why not."""
        try:
            moderator = interaction.permissions.manage_messages
            interaction.client.dispatcher.cancel(self.job, interaction.user.id, moderator=moderator)
        except Refusal as refusal:
            await tell(interaction, refusal)
        else:
            await interaction.response.defer()


def cancel_view(job: str) -> discord.ui.View:
    """Return the buttons of a card whose dream is not over."""
    view = discord.ui.View(timeout=None)
    view.add_item(CancelButton(job))
    return view


async def lay_out(dream: discord.PartialMessage, presets: Iterable[PresetLine]) -> None:
    """React to a dream with each preset, so that people only have to click."""
    try:
        for preset in presets:
            await dream.add_reaction(preset.emoji)
    except discord.Forbidden:
        channel = dream.channel.id
        log.warning("channel %d: I may not react; give me Add Reactions and Read Message History there", channel)
    except DISCORD_TROUBLE as error:
        log.info("dream %d got no more reactions: %s", dream.id, error)
