"""What people do to dreams: react to them, and delete them."""

import logging
from functools import partial

import discord
from discord.ext import commands

from bot.answers import DISCORD_TROUBLE
from bot.client import DreamBot
from bot.dreams.dispatcher import Job
from bot.refusals import Refusal

log = logging.getLogger(__name__)


class Reactions(commands.Cog):
    """Another dream of the same picture, and no more of one whose card is gone."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.dispatcher = bot.dispatcher

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
