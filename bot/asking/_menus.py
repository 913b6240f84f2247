"""The menus of messages and people: *Apps → Dream this* and *Apps → Dream this avatar*."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking._anywhere import anywhere
from bot.asking.occasion import Occasion
from bot.asking.order import Order
from bot.client import DreamBot
from bot.sources import pictures
from bot.sources.pictures import Picture
from bot.sources.refusals import NotAPicture
from bot.words import later


class Menus(commands.Cog):
    """One click on a message or a person."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.intake = bot.intake
        self._menus = (
            anywhere(app_commands.ContextMenu(name="Dream this", callback=self.dream_message)),
            anywhere(app_commands.ContextMenu(name="Dream this avatar", callback=self.dream_avatar)),
        )

    async def cog_load(self) -> None:
        """Add the entries, which discord.py does not find in a cog by itself."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def dream_message(self, interaction: discord.Interaction[DreamBot], message: discord.Message) -> None:
        """Dream the pictures of a message."""
        found = pictures.of_message(message)
        if not found:
            raise NotAPicture(later("That message"))
        await self._dream(interaction, found)

    async def dream_avatar(
        self, interaction: discord.Interaction[DreamBot], person: discord.User | discord.Member
    ) -> None:
        """Dream somebody's face."""
        await self._dream(interaction, (pictures.of_person(person),))

    async def _dream(self, interaction: discord.Interaction[DreamBot], meant: tuple[Picture, ...]) -> None:
        occasion = Occasion.of_interaction(interaction)
        self.intake.admit(occasion)
        await occasion.defer()
        await self.intake.take(occasion, Order(), meant)
