"""The audit log: in the channel that a server has chosen, a line for whatever its people decide about the bot."""

import logging
from typing import TYPE_CHECKING

from bot.answers import DISCORD_TROUBLE, LONGEST_MESSAGE
from bot.locales import ENGLISH
from bot.servers.rules import HouseRules
from bot.words import Saying, speaking

if TYPE_CHECKING:
    from bot.client import DreamBot

log = logging.getLogger(__name__)


async def note(client: "DreamBot", guild: int, rules: HouseRules, who: int, deed: Saying) -> None:
    """Tell what somebody did, where the rules name a channel for it; an owner hears of trouble from the doctor."""
    with speaking(ENGLISH):
        log.info("server %d: %d %s", guild, who, deed())
    if rules.audit_channel is None:
        return
    with speaking(client.languages.of_server(guild)):
        told = f"<@{who}> {deed()}"
    channel = client.get_partial_messageable(rules.audit_channel, guild_id=guild)
    try:
        await channel.send(told[:LONGEST_MESSAGE])
    except DISCORD_TROUBLE as error:
        log.warning("server %d: its audit log in channel %d cannot be written: %s", guild, channel.id, error)
