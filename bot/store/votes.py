"""Votes: the marks on entries, and which of two somebody likes better. Each is there once, or not at all."""

from collections.abc import Collection

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.ballots import Ballots, Duel, Mark
from bot.store.challenge_tables import duels, entries, votes
from bot.store.database import Database


class Votes:
    """Reads and changes the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mark(self, mark: Mark) -> None:
        """Write down a vote; a second time it changes nothing."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(insert_into(connection, votes).on_conflict_do_nothing().values(_mark_row(mark)))

        await self._database.write(work)

    async def give(self, challenge: int, mark: Mark, *, one_each: bool) -> bool:
        """Write down a vote that was given in private, or take it back where it was given before.

        Where there is `one_each`, a place goes to one entry and an entry has one place: the last wish counts. Return
        whether the vote stands now.
        """
        own = votes.c.voter == mark.voter
        here = own & (votes.c.entry == mark.entry) & (votes.c.place == mark.place)
        others = select(entries.c.id).where(entries.c.challenge == challenge)

        async def work(connection: AsyncConnection) -> bool:
            if (await connection.execute(delete(votes).where(here))).rowcount:
                return False
            if one_each:
                rival = (votes.c.place == mark.place) & votes.c.entry.in_(others) | (votes.c.entry == mark.entry)
                await connection.execute(delete(votes).where(own & rival))
            await connection.execute(insert_into(connection, votes).on_conflict_do_nothing().values(_mark_row(mark)))
            return True

        return await self._database.write(work)

    async def unmark(self, mark: Mark) -> None:
        """Take a vote back."""
        here = (votes.c.entry == mark.entry) & (votes.c.voter == mark.voter) & (votes.c.place == mark.place)
        await self._database.change(delete(votes).where(here))

    async def clear(self, entry: int, place: int | None) -> None:
        """Take back all votes on an entry, or all for one place."""
        here = votes.c.entry == entry
        await self._database.change(delete(votes).where(here if place is None else here & (votes.c.place == place)))

    async def recount(self, entry: int, seen: Collection[Mark]) -> None:
        """Let the votes on an entry be those that were seen under it, and no others."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(votes).where(votes.c.entry == entry))
            if seen:
                rows = [_mark_row(mark) for mark in seen]
                await connection.execute(insert_into(connection, votes).on_conflict_do_nothing(), rows)

        await self._database.write(work)

    async def prefer(self, duel: Duel) -> None:
        """Write down which of two somebody likes better; it replaces what they said about the two before."""
        row = {"voter": duel.voter, "one": min(duel.pair), "other": max(duel.pair), "winner": duel.winner}

        async def work(connection: AsyncConnection) -> None:
            statement = insert_into(connection, duels).values(row)
            key = [duels.c.voter, duels.c.one, duels.c.other]
            await connection.execute(statement.on_conflict_do_update(index_elements=key, set_={"winner": duel.winner}))

        await self._database.write(work)

    async def ballots(self, challenge: int) -> Ballots:
        """Return all votes in a challenge."""
        here = select(entries.c.id).where(entries.c.challenge == challenge)
        marks = await self._database.read(select(votes).where(votes.c.entry.in_(here)))
        answers = await self._database.read(select(duels).where(duels.c.one.in_(here)))
        return Ballots(
            frozenset(Mark(row.voter, row.entry, row.place) for row in marks),
            frozenset(Duel(row.voter, row.winner, row.one + row.other - row.winner) for row in answers),
        )


def insert_into(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that can be told what to do about a row that is there already."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _mark_row(mark: Mark) -> dict[str, int]:
    return {"entry": mark.entry, "voter": mark.voter, "place": mark.place}
