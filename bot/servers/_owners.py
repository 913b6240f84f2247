"""Who may decide for a server: people who have the permission Manage Server."""

from typing import Any

import discord
from discord.ext import commands

from bot.servers.refusals import OwnersOnly, ServersOnly


def server_of(asked: commands.Context[Any] | discord.Interaction[Any]) -> discord.Guild:
    """Return the server of whoever asks, if they may decide for it.

    Raises:
        ServersOnly: there is none.
        OwnersOnly: they may not.
    """
    guild = asked.guild
    if guild is None:
        raise ServersOnly
    if not asked.permissions.manage_guild:
        raise OwnersOnly
    return guild
