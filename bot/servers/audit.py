"""The audit log: in the channel that a server has chosen, a line for whatever its people decide about the bot."""

import logging

import discord

from bot.answers import DISCORD_TROUBLE, LONGEST_MESSAGE
from bot.servers.rules import HouseRules

log = logging.getLogger(__name__)


async def note(client: discord.Client, guild: int, rules: HouseRules, who: int, deed: str) -> None:
    """Tell what somebody did, where the rules name a channel for it; an owner hears of trouble from the doctor."""
    log.info("server %d: %d %s", guild, who, deed)
    if rules.audit_channel is None:
        return
    channel = client.get_partial_messageable(rules.audit_channel, guild_id=guild)
    try:
        await channel.send(f"<@{who}> {deed}"[:LONGEST_MESSAGE])
    except DISCORD_TROUBLE as error:
        log.warning("server %d: its audit log in channel %d cannot be written: %s", guild, channel.id, error)
