"""Permissions: what the bot must be allowed to do in a place before anything is dreamt for it."""

import discord

from bot.refusals import MissingPermissions


def check(granted: discord.Permissions, *, posts: bool, thread: bool) -> None:
    """Return if a dream can be shown where it is asked for.

    Args:
        granted: What the bot may do there.
        posts: Whether its card is a message that answers another one; an interaction's answer needs no permission.
        thread: Whether it is asked for in a thread.

    Raises:
        MissingPermissions: it cannot be shown.
    """
    needed = {"View Channel": granted.view_channel, "Attach Files": granted.attach_files}
    if posts and thread:
        needed["Send Messages in Threads"] = granted.send_messages_in_threads
    elif posts:
        needed["Send Messages"] = granted.send_messages
    if posts:
        needed["Read Message History"] = granted.read_message_history
    if missing := [name for name, given in needed.items() if not given]:
        raise MissingPermissions(missing)
