"""Outcomes: how challenges ended, for ever; and how a person is taken out of all of it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.season import Finish, Outcome
from bot.store.challenge_tables import (
    challenges,
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


@dataclass(frozen=True)
class Result:
    """How one entry, or one guesser, ended."""

    entry: int
    """The number of the entry, or of the guess that counts."""
    finish: Finish
    points: float = 0.0


class Outcomes:
    """Reads and changes the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def decide(self, challenge: int, results: Collection[Result], ended: datetime) -> bool:
        """Write down how a challenge ended; return False if that was decided before, which then stays."""

        async def work(connection: AsyncConnection) -> bool:
            undecided = (challenges.c.id == challenge) & challenges.c.ended.is_(None)
            noted = await connection.execute(update(challenges).where(undecided).values(ended=ended))
            if noted.rowcount != 1:
                return False
            if results:
                await connection.execute(insert(finishes), [_row(challenge, result) for result in results])
            return True

        return await self._database.write(work)

    async def results(self, challenge: int) -> list[Result]:
        """Return how all in a challenge ended, the best first."""
        rows = await self._database.read(select(finishes).where(finishes.c.challenge == challenge))
        placed = sorted(rows, key=lambda row: (row.place is None, row.place, -row.points, row.entry))
        return [Result(row.entry, _finish(row), row.points) for row in placed]

    async def of_server(self, server: int) -> list[Outcome]:
        """Return how all challenges of a server ended, in order."""
        over = (challenges.c.server == server) & challenges.c.ended.is_not(None)
        decided = select(challenges.c.id, challenges.c.ended).where(over).order_by(challenges.c.ended)
        ended = {row.id: row.ended for row in await self._database.read(decided)}
        reached: dict[int, list[Finish]] = {challenge: [] for challenge in ended}
        here = finishes.c.challenge.in_(select(challenges.c.id).where(over))
        for row in await self._database.read(select(finishes).where(here)):
            # One that was decided between the two looks is left for the next time.
            if row.challenge in reached:
                reached[row.challenge].append(_finish(row))
        return [Outcome(challenge, server, ended[challenge], tuple(own)) for challenge, own in reached.items()]

    async def forget(self, person: int) -> None:
        """Take a person out of everything; what they reached stays as nobody's, so no place moves."""

        async def work(connection: AsyncConnection) -> None:
            own = select(entries.c.id).where(entries.c.author == person)
            await connection.execute(delete(votes).where((votes.c.voter == person) | votes.c.entry.in_(own)))
            theirs = (duels.c.voter == person) | duels.c.one.in_(own) | duels.c.other.in_(own)
            await connection.execute(delete(duels).where(theirs))
            await connection.execute(delete(rulings).where(rulings.c.entry.in_(own)))
            await connection.execute(update(rulings).where(rulings.c.by == person).values(by=None))
            await connection.execute(delete(reports).where((reports.c.person == person) | reports.c.entry.in_(own)))
            await connection.execute(delete(entries).where(entries.c.author == person))
            await connection.execute(delete(guesses).where(guesses.c.person == person))
            await connection.execute(delete(series).where(series.c.host == person))
            await connection.execute(delete(drafts).where((drafts.c.host == person) & drafts.c.name.is_(None)))
            await connection.execute(
                update(drafts).where(drafts.c.host == person).values(host=0, picture=None, original=None)
            )
            nobody = {"person": None, "preset": ""}
            await connection.execute(update(finishes).where(finishes.c.person == person).values(nobody))

        await self._database.write(work)


def _finish(row: Row[Any]) -> Finish:
    return Finish(row.person, row.place, row.votes, row.preset)


def _row(challenge: int, result: Result) -> dict[str, Any]:
    return {"challenge": challenge, "entry": result.entry, "points": result.points, **asdict(result.finish)}
