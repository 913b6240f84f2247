"""What people do to dreams: react to them, and delete them and the places where they are."""

import logging

import discord
from discord.ext import commands

from bot import permissions
from bot.answers import DISCORD_TROUBLE
from bot.client import DreamBot
from bot.dreams.panel import Asker, ask_differently
from bot.refusals import Refusal
from bot.store.states import DREAMT

log = logging.getLogger(__name__)


class Reactions(commands.Cog):
    """Another dream of the same picture, and no more of one whose card is gone."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.dispatcher = bot.dispatcher

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Dream the picture behind a dream with the preset of the reaction."""
        by_bot = payload.user_id == self.bot.me or (payload.member is not None and payload.member.bot)
        if by_bot or payload.emoji.is_custom_emoji():
            return
        job = await self.dispatcher.store.jobs.by_card(payload.message_id)
        if job is None or job.state not in DREAMT:
            return
        try:
            preset = (await self.dispatcher.menu()).pictured(payload.emoji.name)
            if preset is not None:
                self._check_permissions(payload)
                asker = Asker(payload.user_id, self.bot.houses.weight(payload.member))
                await ask_differently(self.dispatcher, job, preset, asker)
        except Refusal as refusal:
            dream = self.dispatcher.stage.message(job)
            with self.dispatcher.stage.speaking(job):
                told = f"<@{payload.user_id}> {refusal.sentence}"
            try:
                await dream.reply(told)
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

    def _check_permissions(self, payload: discord.RawReactionActionEvent) -> None:
        """Raise a `Refusal` if another dream cannot be shown there, or the server does not want it."""
        guild = self.bot.get_guild(payload.guild_id or 0)
        channel = None if guild is None else guild.get_channel_or_thread(payload.channel_id)
        if guild is not None and channel is not None:
            granted = channel.permissions_for(guild.me)
            permissions.check(granted, posts=True, thread=isinstance(channel, discord.Thread))
            if payload.member is not None:
                self.bot.houses.admit(payload.member, channel)
