"""Uploads: how large a file may be, place by place, as Discord says and as it has shown."""

import logging
from dataclasses import dataclass
from typing import Protocol, Self

from discord import Guild
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.store.database import STORE_TROUBLE, reason_of
from bot.store.servers import Notes

log = logging.getLogger(__name__)

_STEPS = tuple(megabytes * 2**20 for megabytes in (50, 25, 20, 10, 8))
"""Limits that Discord has had at one time or another, for some servers and people."""

_SMALLEST = 4096
"""Bytes; no picture worth looking at is smaller."""

_NOTED = "upload limit of "
"""What the names of notes begin with; where the limit is follows."""


class Guilds(Protocol):
    """What is needed of a discord.py client."""

    def get_guild(self, id: int, /) -> Guild | None:
        """Return a server that the bot is in."""


@dataclass(frozen=True)
class _Refusal:
    """What is given from now on, and what Discord said at the time: once it says another, this counts no more."""

    lower: int
    said: int

    @classmethod
    def read(cls, words: str) -> Self:
        """Return what was noted."""
        lower, said = map(int, words.split("/"))
        return cls(lower, said)

    @property
    def words(self) -> str:
        """What to note."""
        return f"{self.lower}/{self.said}"


class Uploads:
    """The limits. Discord has been known to refuse what by its own word it takes, so what it refuses is remembered."""

    def __init__(self, guilds: Guilds, notes: Notes) -> None:
        self._guilds = guilds
        self._notes = notes
        self._refused: dict[str, _Refusal] = {}

    async def load(self) -> None:
        """Remember what was refused before the last stop."""
        self._refused = {name: _Refusal.read(words) for name, words in (await self._notes.about(_NOTED)).items()}

    def limit(self, guild_id: int | None) -> int:
        """Return how many bytes a file may have in a server, or, for None, in direct messages."""
        said = self._said(guild_id)
        refusal = self._refused.get(_name(guild_id))
        return said if refusal is None or refusal.said != said else min(said, refusal.lower)

    async def refused(self, guild_id: int | None, size: int) -> int | None:
        """Remember that a file of so many bytes was refused; return what may be tried next, None if nothing may."""
        lower = next((step for step in _STEPS if step < size), size // 2)
        if lower < _SMALLEST:
            return None
        refusal = _Refusal(min(self.limit(guild_id), lower), self._said(guild_id))
        self._refused[_name(guild_id)] = refusal
        where = "direct messages" if guild_id is None else f"server {guild_id}"
        log.warning(
            "%s refused a file of %d bytes; it is given no more than %d from now on", where, size, refusal.lower
        )
        try:
            await self._notes.put(_name(guild_id), refusal.words)
        except STORE_TROUBLE as error:
            # The dream goes on without; after a restart one more file is refused.
            log.warning("the limit of %s could not be noted: %s", where, reason_of(error))
        return refusal.lower

    def _said(self, guild_id: int | None) -> int:
        guild = None if guild_id is None else self._guilds.get_guild(guild_id)
        return DEFAULT_FILE_SIZE_LIMIT_BYTES if guild is None else guild.filesize_limit


def _name(guild_id: int | None) -> str:
    return f"{_NOTED}{'direct messages' if guild_id is None else guild_id}"
