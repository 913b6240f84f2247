"""Shards: which servers, and so which rows, are one process's where several share a database.

What a process accepted is its own, also while it is away: pictures lie in its own folder, and only it hears of those
servers.
"""

from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Integer, literal, true

_DIRECT_MESSAGES = 0
"""The shard that hears of them."""


@dataclass(frozen=True)
class Shards:
    """Some of the shards that Discord's servers are shared out to, or all of them."""

    ids: tuple[int, ...] = ()
    """None is all."""
    count: int | None = None

    @property
    def all(self) -> bool:
        """Whether no other process has any."""
        return not self.ids or self.count is None

    def hold(self, guild: Column[int]) -> ColumnElement[bool]:
        """Return the condition that a row's server, or direct messages where that is null, is theirs.

        A server's shard is its id, less the 22 bits that count within a millisecond, modulo the number of shards
        (Discord's developer documentation, *Sharding*).
        """
        if self.all:
            return true()
        shard = guild.bitwise_rshift(literal(22, Integer)) % self.count
        here = shard.in_(self.ids)
        return here | guild.is_(None) if _DIRECT_MESSAGES in self.ids else here


ALL = Shards()
