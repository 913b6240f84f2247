"""Belongings: all that the bot keeps of a person, as a file for them."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue

from bot.store.belongings import Rows

if TYPE_CHECKING:
    from bot.dreams.dispatcher import Dispatcher
    from bot.servers.houses import Houses


@dataclass(frozen=True)
class Belongings:
    """What is kept of one person."""

    person: int
    rows: Rows
    pictures: dict[str, int]
    """Files behind and in their dreams: each by its SHA-256, with its size in bytes."""
    blocked_in: tuple[int, ...]
    """Servers that do not want the bot to do anything for them."""

    def as_json(self) -> bytes:
        """Return all of it as a file; ids are text, since they are larger than numbers of JSON can be everywhere."""
        pictures: list[JsonValue] = [{"sha256": key, "bytes": size} for key, size in self.pictures.items()]
        document = {
            "person": str(self.person),
            **self.rows,
            "pictures": pictures,
            "blocked_in": [str(guild) for guild in self.blocked_in],
        }
        return json.dumps(document, ensure_ascii=False, indent=1).encode()


async def belongings(dispatcher: "Dispatcher", houses: "Houses", person: int) -> Belongings:
    """Return all that is kept of a person."""
    store = dispatcher.store
    rows = await store.belongings.of(person)
    pictures = {}
    for key in sorted(_keys(rows)):
        if (size := await store.spool.size(key)) is not None:
            pictures[key] = size
    return Belongings(person, rows, pictures, tuple(houses.blocking(person)))


def _keys(rows: Rows) -> set[str]:
    """Return the keys of files in the spool that the rows name."""
    named = (
        row.get(column)
        for table in rows.values()
        for row in table
        for column in ("source", "result", "dream", "original", "picture")
    )
    keys = {key for key in named if isinstance(key, str)}
    for job in rows.get("jobs", ()):
        guides = job["guides"]
        keys |= {key for key in guides if isinstance(key, str)} if isinstance(guides, list) else set()
    return keys
