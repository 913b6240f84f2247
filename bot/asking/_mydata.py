"""`!mydata` and `/mydata`: all that the bot keeps of somebody, as a file for them alone."""

import asyncio
import gzip
import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.belongings import belongings
from bot.asking.occasion import Occasion
from bot.asking.refusals import CannotWrite
from bot.client import DreamBot
from bot.words import later, say

_HERE = later(
    "This is all that I keep of you. `forget` and `forgetme` erase it; what is left then are challenges that you host."
)


class MyData(commands.Cog):
    """What is kept of somebody is theirs."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot

    @commands.command(name="mydata")
    async def write_to(self, ctx: commands.Context[DreamBot]) -> None:
        """Have all that I keep of you, in your direct messages."""
        occasion, file = Occasion.of_context(ctx), await self._file(ctx.author.id, None)
        try:
            await ctx.author.send(say(_HERE), file=file)
        except discord.Forbidden:
            raise CannotWrite from None
        if ctx.guild is not None:
            await occasion.post(say("I have written to you."))

    @app_commands.command(name="mydata")
    async def show_to(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Have all that I keep of you, as a file that only you see."""
        occasion = Occasion.of_interaction(interaction)
        await occasion.defer(ephemeral=True)
        file = await self._file(interaction.user.id, interaction.guild_id)
        await occasion.post(say(_HERE), file=file, ephemeral=True)

    async def _file(self, person: int, guild: int | None) -> discord.File:
        """Return what is kept of a person, made smaller where it is more than the place takes."""
        kept = await belongings(self.bot.dispatcher, self.bot.houses, person)
        data, name = await asyncio.to_thread(kept.as_json), "mydata.json"
        if len(data) > self.bot.dispatcher.uploads.limit(guild):
            data, name = await asyncio.to_thread(gzip.compress, data), f"{name}.gz"
        return discord.File(io.BytesIO(data), name)
