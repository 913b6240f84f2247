"""Belongings: all that the tables keep of a person, so that they can have it.

Every column of their rows is told but for the few that are named here, with why; a new one is told by itself. A new
table has to be named, and a new column with a person in it as well: a test compares this with the tables.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Column, ColumnElement, Table, or_, select

from bot.store.challenge_tables import (
    challenges,
    deeds,
    drafts,
    duels,
    entries,
    finishes,
    guesses,
    reports,
    rulings,
    series,
    votes,
)
from bot.store.database import Database
from bot.store.server_tables import notes, servers
from bot.store.tables import jobs

Rows = Mapping[str, Sequence[Mapping[str, JsonValue]]]

_EXACT = 2**53
"""From here on numbers of JSON lose digits where they are read as JavaScript does, so ids are written as text."""


@dataclass(frozen=True)
class Kept:
    """What a table keeps of people."""

    table: Table
    people: tuple[Column[Any], ...]
    """The columns with the id of the person whose row it is."""
    others: tuple[Column[Any], ...] = ()
    """Those with the id of somebody else, which is not told but where it is the person's own."""
    withheld: tuple[Column[Any], ...] = ()
    """What is not told: it is about others."""
    besides: Callable[[int], ColumnElement[bool]] | None = None
    """Which rows are a person's as well, without a column that says so."""

    def of(self, person: int) -> ColumnElement[bool]:
        """Return which rows are a person's."""
        own: list[ColumnElement[bool]] = [column == person for column in self.people]
        if self.besides is not None:
            own.append(self.besides(person))
        return or_(*own)


def _about_their_dreams(person: int) -> ColumnElement[bool]:
    return rulings.c.entry.in_(select(entries.c.id).where(entries.c.author == person))


OF_PEOPLE = (
    Kept(jobs, (jobs.c.asker,)),
    # The secret key would tell a host whose vote is whose.
    Kept(challenges, (challenges.c.host,), others=(challenges.c.turn_of,), withheld=(challenges.c.secret,)),
    Kept(entries, (entries.c.author,)),
    Kept(rulings, (rulings.c.by,), others=(rulings.c.by,), besides=_about_their_dreams),
    Kept(votes, (votes.c.voter,)),
    Kept(duels, (duels.c.voter,)),
    Kept(guesses, (guesses.c.person,)),
    Kept(finishes, (finishes.c.person,)),
    Kept(reports, (reports.c.person,)),
    Kept(drafts, (drafts.c.host,)),
    Kept(series, (series.c.host,)),
)
"""What is kept of people, a table each."""

OF_NOBODY = (deeds, notes)
"""Tables without people."""

OF_SERVERS = (servers,)
"""What owners decide; people stand in their lists of whom the bot does nothing for."""


class Belongings:
    """Reads the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: int) -> Rows:
        """Return all rows of a person by their table, as JSON; tables without any are left out."""
        found = {}
        for kept in OF_PEOPLE:
            rows = await self._database.read(select(kept.table).where(kept.of(person)))
            if rows:
                found[kept.table.name] = [_told(kept, person, row._mapping) for row in rows]
        return found


def _told(kept: Kept, person: int, row: Mapping[Any, Any]) -> dict[str, JsonValue]:
    told = {}
    for column in kept.table.columns:
        value = row[column.name]
        stranger = column in kept.others and value != person
        if column not in kept.withheld and not stranger:
            told[column.name] = _json(value)
    return told


def _json(value: Any) -> JsonValue:  # noqa: ANN401 - whatever a column holds
    match value:
        case datetime():
            return value.isoformat(timespec="seconds")
        case int() if abs(value) >= _EXACT:
            return str(value)
        case _:
            kept: JsonValue = value
            return kept
