"""Tasting sheets: `!sheet`, `!dream sheet` and `/sheet`."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.meant import dream_replied_to
from bot.asking.occasion import Occasion
from bot.asking.order import Order
from bot.client import DreamBot
from bot.sources.finding import Clues, find


class Sheets(commands.Cog):
    """Small dreams of one picture side by side; whoever reacts with an emoji gets that one whole."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.intake = bot.intake
        self.vocabulary = bot.vocabulary
        self.jobs = bot.dispatcher.store.jobs

    @commands.command(name="sheet")
    async def in_words(self, ctx: commands.Context[DreamBot], *, words: str = "") -> None:
        """Taste a picture with many presets."""
        occasion = Occasion.of_context(ctx)
        self.intake.admit(occasion)
        presets, order = await self.vocabulary.read_tasting(words, occasion.guild_id)
        message = ctx.message
        dream = await dream_replied_to(self.jobs, message.reference)
        if dream is not None and order.pointer is None and not message.attachments:
            await self.intake.taste(occasion, order, presets, dream)
            return
        clues = Clues.of_message(message, self.bot.me, order.pointer)
        await self.intake.taste(occasion, order, presets, await find(clues))

    @app_commands.command(name="sheet")
    @app_commands.describe(
        presets="What to taste, such as: birds eyes city; without any, all there is",
        picture="Of which picture; without one I take the last picture here",
        avatar="Of somebody's face",
        noise="Of noise, without any picture",
    )
    async def in_a_form(
        self,
        interaction: discord.Interaction[DreamBot],
        presets: str = "",
        picture: discord.Attachment | None = None,
        avatar: discord.User | None = None,
        noise: bool = False,
    ) -> None:
        """Taste a picture with many presets, and react to choose."""
        occasion = Occasion.of_interaction(interaction)
        self.intake.admit(occasion)
        # Whatever is said after deferring is seen by all, so what can be refused at once is refused before.
        if not self.vocabulary.knows_words:
            await occasion.defer()
        chosen, _ = await self.vocabulary.read_tasting(presets, occasion.guild_id)
        await occasion.defer()
        clues = Clues.of_form(occasion.channel, self.bot.me, picture, avatar, noise=noise)
        await self.intake.taste(occasion, Order(), chosen, await find(clues))
