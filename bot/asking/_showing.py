"""Showing what there is: `!help` and `!presets`, `/dreams help` and `/dreams presets`."""

import io
from functools import cache
from importlib import resources

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.intake import Intake
from bot.asking.occasion import Occasion
from bot.asking.showing import help_embed, plain, presets_embed
from bot.client import DreamBot

_PICTURE = "help.jpg"
_SHOWN = "A photograph of a cat, and the same photograph dreamt: eyes look out of its fur"


class Showing(commands.Cog):
    """What one can do here, and what there is to dream."""

    dreams = app_commands.Group(name="dreams", description="What I can do, and what there is to dream.")

    def __init__(self, bot: DreamBot, intake: Intake) -> None:
        self.bot = bot
        self.intake = intake

    @commands.command(name="help")
    async def help_in_words(self, ctx: commands.Context[DreamBot]) -> None:
        """See what I can do."""
        await self._help(Occasion.of_context(ctx))

    @dreams.command(name="help")
    async def help_in_a_form(self, interaction: discord.Interaction[DreamBot]) -> None:
        """See what I can do."""
        await self._help(Occasion.of_interaction(interaction))

    @commands.command(name="presets")
    async def presets_in_words(self, ctx: commands.Context[DreamBot]) -> None:
        """See what there is to dream."""
        await self._presets(Occasion.of_context(ctx))

    @dreams.command(name="presets")
    async def presets_in_a_form(self, interaction: discord.Interaction[DreamBot]) -> None:
        """See what there is to dream."""
        await self._presets(Occasion.of_interaction(interaction))

    async def _help(self, occasion: Occasion) -> None:
        may_attach = occasion.interaction is not None or occasion.granted.attach_files
        files = [discord.File(io.BytesIO(_picture()), _PICTURE, description=_SHOWN)] if may_attach else []
        await _show(occasion, help_embed(f"{self.bot.prefix}dream", _PICTURE if may_attach else None), files)

    async def _presets(self, occasion: Occasion) -> None:
        if not self.intake.dispatcher.knows_menu:
            await occasion.defer()
        await _show(occasion, presets_embed(await self.intake.menu()), [])


async def _show(occasion: Occasion, embed: discord.Embed, files: list[discord.File]) -> None:
    """Answer with an embed, or with its words where the bot may not show one."""
    if occasion.interaction is not None or occasion.granted.embed_links:
        await occasion.post(embed=embed, files=files)
    else:
        await occasion.post(plain(embed))


@cache
def _picture() -> bytes:
    return resources.files("bot.asking").joinpath(_PICTURE).read_bytes()
