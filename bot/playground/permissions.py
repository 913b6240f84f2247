"""Who may do what in which channel."""

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.objects import Channel, User


class Permissions(IntFlag):
    """The permissions that matter to a bot which posts pictures, with Discord's bits."""

    NONE = 0
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


ALL = Permissions((1 << 53) - 1)  # an owner has those too that no name is given to here
MEMBER = (
    Permissions.ADD_REACTIONS
    | Permissions.VIEW_CHANNEL
    | Permissions.SEND_MESSAGES
    | Permissions.EMBED_LINKS
    | Permissions.ATTACH_FILES
    | Permissions.READ_MESSAGE_HISTORY
    | Permissions.USE_EXTERNAL_EMOJIS
    | Permissions.USE_APPLICATION_COMMANDS
    | Permissions.CREATE_PUBLIC_THREADS
    | Permissions.SEND_MESSAGES_IN_THREADS
)


def permissions_in(channel: "Channel", user: "User") -> Permissions:
    """Return what this user may do in this channel: roles first, then the channel's overwrites, as Discord does."""
    guild = channel.guild
    if guild is None:
        return MEMBER
    if user is guild.owner:
        return ALL
    roles = guild.members[user.id].roles
    granted = guild.everyone.permissions
    for role in roles:
        granted |= role.permissions
    if Permissions.ADMINISTRATOR in granted:
        return ALL
    if everyone := channel.overwrites.get(guild.id):
        granted = granted & ~everyone.deny | everyone.allow
    theirs = [channel.overwrites[role.id] for role in roles if role.id in channel.overwrites]
    for overwrite in theirs:
        granted &= ~overwrite.deny
    for overwrite in theirs:
        granted |= overwrite.allow
    if own := channel.overwrites.get(user.id):
        granted = granted & ~own.deny | own.allow
    return granted if Permissions.VIEW_CHANNEL in granted else Permissions.NONE
