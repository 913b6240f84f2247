"""Where commands can be used: in servers, in direct messages, and by people who take the bot along anywhere."""

from typing import TypeVar

from discord import app_commands

T = TypeVar("T")


def anywhere(command: T) -> T:
    """Let a command, a group or an entry of a menu be used wherever Discord allows it, and return it."""
    in_places = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return in_places(app_commands.allowed_installs(guilds=True, users=True)(command))
