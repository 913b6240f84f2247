"""Permissions: what the bot must be allowed to do in a place, and what it is better for."""

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.refusals import MissingPermissions
from bot.words import later


@dataclass(frozen=True)
class Need:
    """One of Discord's permissions."""

    flag: str
    """As discord.py calls it."""
    name: str
    """As Discord shows it to people who speak English."""


_SEEING = (Need("view_channel", later("View Channel")), Need("attach_files", later("Attach Files")))
_SPEAKING = Need("send_messages", later("Send Messages"))
_SPEAKING_IN_THREADS = Need("send_messages_in_threads", later("Send Messages in Threads"))
_READING = Need("read_message_history", later("Read Message History"))
_REACTING = Need("add_reactions", later("Add Reactions"))

NEEDED = (*_SEEING, _SPEAKING, _SPEAKING_IN_THREADS, _READING)
"""Without one of them there are places or ways to ask in which there is no dream."""

BETTER = (Need("embed_links", later("Embed Links")), _REACTING)
"""Without them help is plain, and a dream has no reactions under it."""

CHALLENGES = (
    Need("create_public_threads", later("Create Public Threads")),
    Need("manage_messages", later("Manage Messages")),
    Need("manage_roles", later("Manage Roles")),
    Need("create_events", later("Create Events")),
)
"""For challenges: entries are shown in a thread, the votes of who wants to be forgotten taken away, prizes given, and
each is one of the server's events."""


def invited() -> discord.Permissions:
    """Return what to ask for when the bot is invited: all it uses and nothing else."""
    return discord.Permissions(**{need.flag: True for need in (*NEEDED, *BETTER, *CHALLENGES)})


def lacking(granted: discord.Permissions, needs: Iterable[Need]) -> list[str]:
    """Return which of these permissions are not granted, as Discord calls them."""
    return [need.name for need in needs if not getattr(granted, need.flag)]


def missing(granted: discord.Permissions, *, posts: bool, thread: bool) -> list[str]:
    """Return what a dream lacks to be shown in a place, as Discord calls it.

    Args:
        granted: What the bot may do there.
        posts: Whether its card is a message that answers another one; an interaction's answer needs no permission.
        thread: Whether it is asked for in a thread.
    """
    needed = list(_SEEING)
    if posts:
        needed += [_SPEAKING_IN_THREADS if thread else _SPEAKING, _READING]
    return lacking(granted, needed)


def missing_for_challenges(granted: discord.Permissions, *, thread: bool) -> list[str]:
    """Return what a challenge lacks to be held in a place: what a dream needs there, and reactions to vote with."""
    return [*missing(granted, posts=True, thread=thread), *lacking(granted, (_REACTING,))]


def check(granted: discord.Permissions, *, posts: bool, thread: bool) -> None:
    """Return if a dream can be shown where it is asked for, with the arguments of `missing`.

    Raises:
        MissingPermissions: it cannot be shown.
    """
    if lacks := missing(granted, posts=posts, thread=thread):
        raise MissingPermissions(lacks)
