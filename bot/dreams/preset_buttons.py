"""Buttons that dream the picture behind a dream with another preset, as the reactions do."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

import discord

from bot import permissions
from bot.answers import tell
from bot.dreams import panel
from bot.dreams.buttons import known
from engine.protocol import PresetLine

if TYPE_CHECKING:
    from bot.client import DreamBot


class PresetButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"dream:as:(?P<preset>.{1,64}):(?P<job>[0-9a-f]{12})",
):
    """Shows a preset's emoji; its id carries the preset and the job, so it works for ever."""

    def __init__(self, preset: str, job: str, emoji: str | None = None) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=None if emoji else preset, emoji=emoji, custom_id=f"dream:as:{preset}:{job}"
        )
        super().__init__(button)
        self._preset = preset
        self._job = job

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[discord.Client],
        _item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> Self:
        """Return the button that a pressed id belongs to."""
        return cls(match["preset"], match["job"])

    async def callback(self, interaction: "discord.Interaction[DreamBot]") -> None:  # type: ignore[override]
        """Ask for the dream, or tell the person why not."""
        bot = interaction.client
        try:
            thread = isinstance(interaction.channel, discord.Thread)
            permissions.check(interaction.app_permissions, posts=True, thread=thread)
            bot.houses.admit(interaction.user, interaction.channel)
            await interaction.response.defer()
            job = await known(interaction, self._job)
            preset = (await bot.dispatcher.menu()).named(self._preset)
            asker = panel.Asker(interaction.user.id, bot.houses.weight(interaction.user))
            await panel.ask_differently(bot.dispatcher, job, preset, asker)
        # All that can go wrong is told to whoever pressed, and what nobody foresaw is logged.
        except Exception as error:  # noqa: BLE001
            await tell(interaction, error)


def preset_buttons(job: str, presets: Iterable[PresetLine]) -> list[PresetButton]:
    """Return a button for each preset."""
    return [PresetButton(preset.name, job, preset.emoji) for preset in presets]
