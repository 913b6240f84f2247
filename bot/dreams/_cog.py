"""The Discord side of dreaming: the commands, the reactions, and the cards they post."""

import logging
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import DISCORD_TROUBLE, reply
from bot.client import DreamBot
from bot.dreams import sources
from bot.dreams.panel import Asker, ask_differently
from bot.dreams.wishes import Wish, place_of, weight_of
from bot.refusals import MissingPermissions, Refusal
from bot.store.states import State

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
        weight = weight_of(ctx.author, self.bot.settings.role_weights)
        wish = Wish(ctx.author.id, chosen, source, await place_of(ctx), weight=weight)
        await self.dispatcher.submit(wish, partial(reply, ctx))

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
        by_bot = self._is_myself(payload.user_id) or (payload.member is not None and payload.member.bot)
        if by_bot or payload.emoji.is_custom_emoji():
            return
        job = await self.dispatcher.store.jobs.by_card(payload.message_id)
        if job is None or job.state is not State.DONE:
            return
        try:
            preset = (await self.dispatcher.menu()).pictured(payload.emoji.name)
            if preset is not None:
                asker = Asker(payload.user_id, weight_of(payload.member, self.bot.settings.role_weights))
                await ask_differently(self.dispatcher, job, preset, asker)
        except Refusal as refusal:
            dream = self.dispatcher.stage.message(job)
            try:
                await dream.reply(f"<@{payload.user_id}> {refusal.sentence}")
            except DISCORD_TROUBLE as problem:
                log.warning("channel %d: I could not answer a reaction: %s", payload.channel_id, problem)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Stop a dream whose card somebody deletes."""
        await self.dispatcher.forget_messages([payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Stop the dreams whose cards a moderator deletes all at once."""
        await self.dispatcher.forget_messages(payload.message_ids)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Stop the dreams of a channel that is gone."""
        await self.dispatcher.forget_channel(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Stop the dreams of a thread that is gone."""
        await self.dispatcher.forget_channel(payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Stop the dreams of a server that the bot is no longer in."""
        await self.dispatcher.forget_guild(guild.id)

    def _is_myself(self, user_id: int) -> bool:
        return self.bot.user is not None and user_id == self.bot.user.id


def check_permissions(granted: discord.Permissions) -> None:
    """Return if the bot may show a dream where it was asked for.

    Raises:
        MissingPermissions: it may not; whoever uses a slash command can do so where the bot sees nothing.
    """
    needed = {"View Channel": granted.view_channel, "Attach Files": granted.attach_files}
    if missing := [name for name, given in needed.items() if not given]:
        raise MissingPermissions(missing)
