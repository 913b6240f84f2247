"""Forms: windows that somebody fills in."""

from typing import TYPE_CHECKING

import discord

from bot.answers import tell

if TYPE_CHECKING:
    from bot.client import DreamBot


class Form(discord.ui.Modal):
    """Speaks the language of whoever sends it, and tells them what is wrong with it."""

    async def interaction_check(self, interaction: "discord.Interaction[DreamBot]", /) -> bool:  # type: ignore[override]
        """Listen to the person."""
        interaction.client.languages.hear(interaction)
        return True

    async def on_error(self, interaction: "discord.Interaction[DreamBot]", error: Exception, /) -> None:  # type: ignore[override]
        """Tell the person what is wrong."""
        await tell(interaction, error)
