"""Who may do what in which channel."""

from bot.playground.objects import Channel, Guild, Thread, User
from bot.playground.permissions import ALL, MEMBER, Permissions


def permissions_in(channel: Channel, user: User) -> Permissions:
    """Return what this user may do in this channel: roles first, then the channel's overwrites, as Discord does.

    A thread has its parent's. Whoever is not in the guild may nothing there.
    """
    guild = channel.guild
    if guild is None:
        return MEMBER
    if isinstance(channel, Thread):
        return _in_thread(channel, user)
    if user is not guild.owner and user.id not in guild.members:
        return Permissions.NONE
    granted = granted_by_roles(guild, user)
    if Permissions.ADMINISTRATOR in granted:
        return granted
    if everyone := channel.overwrites.get(guild.id):
        granted = granted & ~everyone.deny | everyone.allow
    roles = guild.members[user.id].roles
    theirs = [channel.overwrites[role.id] for role in roles if role.id in channel.overwrites]
    for overwrite in theirs:
        granted &= ~overwrite.deny
    for overwrite in theirs:
        granted |= overwrite.allow
    if own := channel.overwrites.get(user.id):
        granted = granted & ~own.deny | own.allow
    return granted if Permissions.VIEW_CHANNEL in granted else Permissions.NONE


def granted_by_roles(guild: Guild, user: User) -> Permissions:
    """Return what this member's roles allow in the whole guild: everything to its owner and to administrators."""
    if user is guild.owner:
        return ALL
    granted = guild.everyone.permissions
    for role in guild.members[user.id].roles:
        granted |= role.permissions
    return ALL if Permissions.ADMINISTRATOR in granted else granted


def needed_to_speak(channel: Channel) -> Permissions:
    """Return the permission that it takes to say something here."""
    return Permissions.SEND_MESSAGES_IN_THREADS if isinstance(channel, Thread) else Permissions.SEND_MESSAGES


def _in_thread(thread: Thread, user: User) -> Permissions:
    """Return the parent's permissions; a private thread is for those who joined and those who manage threads."""
    granted = permissions_in(thread.parent, user)
    if thread.private and user.id not in thread.joined and Permissions.MANAGE_THREADS not in granted:
        return Permissions.NONE
    return granted
