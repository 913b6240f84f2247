"""The Discord side of dreaming: the commands, the reactions, and the cards they post."""

import logging
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import DISCORD_TROUBLE, reply
from bot.client import DreamBot
from bot.dreams import sources
from bot.dreams.dispatcher import Job
from bot.refusals import MissingPermissions, Refusal

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
        self.dispatcher.check_limits(ctx.author.id)
        check_permissions(ctx.bot_permissions)
        # Whatever is said after deferring is seen by all, so what can be refused at once is refused before.
        if ctx.interaction is not None and not self.dispatcher.knows_menu:
            await ctx.defer()
        chosen = (await self.dispatcher.menu()).named(preset)
        if ctx.interaction is not None and not ctx.interaction.response.is_done():
            await ctx.defer()
        # With the prefix, discord.py fills in the first attachment, which need not be the picture.
        if ctx.interaction is None:
            source = await sources.find(ctx.message)
        else:
            source = sources.NOISE if picture is None else await sources.fetch(picture)
        self.dispatcher.submit(Job(ctx.author.id, chosen, source), partial(reply, ctx))

    @dream.autocomplete("preset")
    async def _complete_preset(self, _: discord.Interaction[DreamBot], current: str) -> list[app_commands.Choice[str]]:
        try:
            menu = await self.dispatcher.menu()
        except Refusal:
            return []
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
        myself = self.bot.user is not None and payload.user_id == self.bot.user.id
        by_bot = myself or (payload.member is not None and payload.member.bot)
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
            except DISCORD_TROUBLE as problem:
                log.warning("channel %d: I could not answer a reaction: %s", payload.channel_id, problem)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Stop a dream whose card somebody deletes."""
        self.dispatcher.cancel_card(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Stop the dreams whose cards a moderator deletes all at once."""
        for message_id in payload.message_ids:
            self.dispatcher.cancel_card(message_id)


def check_permissions(granted: discord.Permissions) -> None:
    """Return if the bot may show a dream where it was asked for.

    Raises:
        MissingPermissions: it may not; whoever uses a slash command can do so where the bot sees nothing.
    """
    needed = {"View Channel": granted.view_channel, "Attach Files": granted.attach_files}
    if missing := [name for name, given in needed.items() if not given]:
        raise MissingPermissions(missing)
