"""The Discord side of dreaming: the commands, the reactions, and the cards they post."""

import logging
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import reply
from bot.client import DreamBot
from bot.dreams import sources
from bot.dreams.dispatcher import Job
from bot.refusals import Refusal

log = logging.getLogger(__name__)

Context = commands.Context[DreamBot]


# mypy cannot infer what hybrid_command() is generic in before it sees the function, hence the ignored arg-type.
class Dreams(commands.Cog):
    """Ask for a dream, and for another one of the same picture."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.dispatcher = bot.dispatcher

    @commands.hybrid_command()  # type: ignore[arg-type]
    @app_commands.describe(preset="What to dream", picture="What to dream it into; without one I dream from noise")
    async def dream(self, ctx: Context, preset: str | None = None, picture: discord.Attachment | None = None) -> None:
        """Turn a picture into a dream."""
        if ctx.interaction is not None:
            await ctx.defer()
        chosen = (await self.dispatcher.menu()).named(preset)
        source = await sources.find(None if ctx.interaction else ctx.message, picture)
        self.dispatcher.submit(Job(ctx.author.id, chosen, source), partial(reply, ctx))

    @dream.autocomplete("preset")
    async def _complete_preset(self, _: discord.Interaction[DreamBot], current: str) -> list[app_commands.Choice[str]]:
        menu = await self.dispatcher.menu()
        return [
            app_commands.Choice(name=f"{preset.emoji} {preset.name} – {preset.line}"[:100], value=preset.name)
            for preset in menu.matching(current)[:25]
        ]

    @commands.hybrid_command()  # type: ignore[arg-type]
    async def presets(self, ctx: Context) -> None:
        """Show what there is to dream."""
        if ctx.interaction is not None:
            await ctx.defer()
        menu = await self.dispatcher.menu()
        await reply(ctx, "\n".join(f"{preset.emoji} **{preset.name}** – {preset.line}" for preset in menu.presets))

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Dream the picture behind a dream with the preset of the reaction."""
        source = self.dispatcher.panels.source(payload.message_id)
        by_bot = payload.user_id == self.bot.application_id or (payload.member is not None and payload.member.bot)
        if source is None or by_bot or payload.emoji.is_custom_emoji():
            return
        channel = self.bot.get_partial_messageable(payload.channel_id, guild_id=payload.guild_id)
        dream = channel.get_partial_message(payload.message_id).to_reference(fail_if_not_exists=False)
        try:
            preset = (await self.dispatcher.menu()).pictured(payload.emoji.name)
            if preset is not None:
                job = Job(payload.user_id, preset, source)
                self.dispatcher.submit(job, partial(channel.send, reference=dream))
        except Refusal as refusal:
            try:
                await channel.send(f"<@{payload.user_id}> {refusal.sentence}", reference=dream)
            except discord.HTTPException as problem:
                log.warning("channel %d: I could not answer a reaction: %s", payload.channel_id, problem)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Stop a dream whose card somebody deletes."""
        self.dispatcher.cancel_card(payload.message_id)
