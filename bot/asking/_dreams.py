"""What there is around dreaming: help, presets, recipes, fine settings; `/dreams …`, and the same in words."""

import io
from functools import cache
from importlib import resources

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking._anywhere import anywhere
from bot.asking._choices import preset_choices
from bot.asking._fine import FineButton, fine_view, open_form
from bot.asking.meant import dream_meant, dream_shown_by
from bot.asking.occasion import Occasion
from bot.asking.retelling import words_for
from bot.asking.showing import help_embed, presets_embed, show
from bot.client import DreamBot
from bot.dreams.recipes import recipe_text
from bot.sources.finding import Clues
from bot.store.jobs import Job
from bot.words import aloud, later, say

_PICTURE = "help.jpg"
_SHOWN = later("A photograph of a cat, and the same photograph dreamt: eyes look out of its fur")


class Dreams(commands.Cog):
    """What one can do here, what there is to dream, and how in detail."""

    # Discord lets no command that has subcommands be used by itself, so that this is not part of /dream.
    dreams = anywhere(app_commands.Group(name="dreams", description="What I can do, and what there is to dream."))

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.intake = bot.intake
        self.vocabulary = bot.vocabulary
        self.jobs = bot.dispatcher.store.jobs
        self._menu = anywhere(app_commands.ContextMenu(name="Recipe", callback=self.recipe_in_a_menu))

    async def cog_load(self) -> None:
        """Add the entry of the menu and the button, which discord.py does not find in a cog by itself."""
        self.bot.add_dynamic_items(FineButton)
        self.bot.tree.add_command(self._menu)

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

    @commands.command(name="recipe")
    async def recipe_in_words(self, ctx: commands.Context[DreamBot]) -> None:
        """See the recipe of a dream of mine."""
        occasion = Occasion.of_context(ctx)
        await self._recipe(occasion, await dream_meant(self.jobs, occasion, ctx.message.reference))

    @dreams.command(name="recipe")
    async def recipe_in_a_form(self, interaction: discord.Interaction[DreamBot]) -> None:
        """See the recipe of my latest dream here."""
        occasion = Occasion.of_interaction(interaction)
        await occasion.defer(ephemeral=True)
        await self._recipe(occasion, await dream_meant(self.jobs, occasion))

    async def recipe_in_a_menu(self, interaction: discord.Interaction[DreamBot], message: discord.Message) -> None:
        """See the recipe of this dream."""
        occasion = Occasion.of_interaction(interaction)
        await occasion.defer(ephemeral=True)
        await self._recipe(occasion, await dream_shown_by(self.jobs, message.id))

    @dreams.command(name="fine")
    @app_commands.describe(preset="What to dream", picture="What to dream it into; without one the last picture here")
    async def fine_in_a_form(
        self,
        interaction: discord.Interaction[DreamBot],
        preset: str | None = None,
        picture: discord.Attachment | None = None,
    ) -> None:
        """Dream with settings of your own."""
        occasion = Occasion.of_interaction(interaction)
        await open_form(interaction, preset, Clues.of_form(occasion.channel, self.bot.me, picture))

    @commands.command(name="fine")
    async def fine_in_words(self, ctx: commands.Context[DreamBot], preset: str | None = None) -> None:
        """Dream with settings of your own; forms open only where somebody presses."""
        occasion = Occasion.of_context(ctx)
        self.intake.admit(occasion)
        chosen = (await self.vocabulary.menu(occasion.guild_id)).named(preset)
        words = say("{preset}, as you like it:", preset=f"{chosen.emoji} **{chosen.name}**")
        await occasion.post(words, view=fine_view(chosen.name, ctx.message.id))

    @fine_in_a_form.autocomplete("preset")
    async def _complete_preset(self, _: discord.Interaction[DreamBot], current: str) -> list[app_commands.Choice[str]]:
        return await preset_choices(self.vocabulary, current)

    async def _help(self, occasion: Occasion) -> None:
        may_attach = occasion.interaction is not None or occasion.granted.attach_files
        prefix = self.bot.prefix_in(occasion.guild_id)
        with aloud():
            files = [discord.File(io.BytesIO(_picture()), _PICTURE, description=say(_SHOWN))] if may_attach else []
            await show(occasion, help_embed(prefix, _PICTURE if may_attach else None), files=files)

    async def _recipe(self, occasion: Occasion, dream: Job) -> None:
        menu = await self.vocabulary.menu()
        words = words_for(dream, menu)
        remark = ""
        if words is not None:
            asked = f"`{self.bot.prefix_in(occasion.guild_id)}dream {words}`"
            remark = "\n" + say("say {words}, or read it all:", words=asked)
        await occasion.post(recipe_text(dream, menu.get(dream.preset.name), remark), ephemeral=True)

    async def _presets(self, occasion: Occasion) -> None:
        if not self.vocabulary.knows_presets:
            await occasion.defer()
        menu = await self.vocabulary.menu(occasion.guild_id)
        with aloud():
            await show(occasion, presets_embed(menu))


@cache
def _picture() -> bytes:
    return resources.files("bot.asking").joinpath(_PICTURE).read_bytes()
