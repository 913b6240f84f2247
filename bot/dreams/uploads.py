"""Uploads: how large a file may be, place by place, as Discord says and as it has shown."""

import logging
from typing import Protocol

from discord import Guild
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

log = logging.getLogger(__name__)

_STEPS = tuple(megabytes * 2**20 for megabytes in (50, 25, 20, 10, 8))
"""Limits that Discord has had at one time or another, for some servers and people."""

_SMALLEST = 4096
"""Bytes; no picture worth looking at is smaller."""


class Guilds(Protocol):
    """What is needed of a discord.py client."""

    def get_guild(self, id: int, /) -> Guild | None:
        """Return a server that the bot is in."""


class Uploads:
    """The limits. Discord has been known to refuse what by its own word it takes, so what it refuses is remembered."""

    def __init__(self, guilds: Guilds) -> None:
        self._guilds = guilds
        self._refused: dict[int | None, int] = {}

    def limit(self, guild_id: int | None) -> int:
        """Return how many bytes a file may have in a server, or, for None, in direct messages."""
        guild = None if guild_id is None else self._guilds.get_guild(guild_id)
        said = DEFAULT_FILE_SIZE_LIMIT_BYTES if guild is None else guild.filesize_limit
        return min(said, self._refused.get(guild_id, said))

    def refused(self, guild_id: int | None, size: int) -> int | None:
        """Remember that a file of so many bytes was refused; return what may be tried next, None if nothing may."""
        lower = next((step for step in _STEPS if step < size), size // 2)
        if lower < _SMALLEST:
            return None
        self._refused[guild_id] = min(self.limit(guild_id), lower)
        where = "direct messages" if guild_id is None else f"server {guild_id}"
        log.warning("%s refused a file of %d bytes; it is given no more than %d from now on", where, size, lower)
        return self._refused[guild_id]
