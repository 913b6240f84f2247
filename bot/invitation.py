"""The invitation: the links by which the bot comes into a server, or along with a person."""

import discord

from bot.login import elsewhere, visiting
from bot.permissions import invited
from bot.settings import BotSettings

_ALONG = "&integration_type=1"
"""Discord's parameter for an installation that is a person's."""


async def links(settings: BotSettings) -> list[str]:
    """Return the link into a server, with exactly the permissions that the bot uses, and the one for a person.

    Raises:
        StartError: Discord cannot be asked who the bot is.
    """
    with elsewhere(settings):
        async with visiting(settings) as client:
            application = (await client.application_info()).id
    into_server = discord.utils.oauth_url(application, permissions=invited(), scopes=("bot", "applications.commands"))
    return [into_server, discord.utils.oauth_url(application, scopes=("applications.commands",)) + _ALONG]
