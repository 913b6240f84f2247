"""Buttons that dream the picture behind a dream with another preset, as the reactions do."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

import discord

from bot import permissions
from bot.dreams import panel
from bot.dreams.buttons import known
from bot.lasting import LastingButton
from engine.protocol import PresetLine

if TYPE_CHECKING:
    from bot.client import DreamBot


class PresetButton(LastingButton, template=r"dream:as:(?P<preset>.{1,64}):(?P<job>[0-9a-f]{12})"):
    """Shows a preset's emoji; its id carries the preset and the job, so it works for ever."""

    def __init__(self, preset: str, job: str, emoji: str | None = None) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=None if emoji else preset, emoji=emoji, custom_id=f"dream:as:{preset}:{job}"
        )
        super().__init__(button)
        self._preset = preset
        self._job = job

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(match["preset"], match["job"])

    async def act(self, interaction: "discord.Interaction[DreamBot]") -> None:
        """Ask for the dream."""
        bot = interaction.client
        thread = isinstance(interaction.channel, discord.Thread)
        permissions.check(interaction.app_permissions, posts=True, thread=thread)
        bot.houses.admit(interaction.user, interaction.channel)
        await interaction.response.defer()
        job = await known(interaction, self._job)
        preset = (await bot.dispatcher.menu()).named(self._preset)
        asker = panel.Asker(interaction.user.id, bot.houses.weight(interaction.user))
        await panel.ask_differently(bot.dispatcher, job, preset, asker)


def preset_buttons(job: str, presets: Iterable[PresetLine]) -> list[PresetButton]:
    """Return a button for each preset."""
    return [PresetButton(preset.name, job, preset.emoji) for preset in presets]
