"""Guesses: what people say that a blind picture is."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.guesses import TOO_LATE, Guess, check_guessing
from bot.store.challenge_tables import guesses
from bot.store.challenges import Contest, check_entries_open
from bot.store.database import Database


class Guesses:
    """Reads and changes the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, contest: Contest, new: Guess) -> list[Guess]:
        """Write a guess down, and return all of that person's, this one the last.

        Raises:
            WrongPhase: the time for guesses has ended in the meantime.
            TooManyGuesses, SolvedAlready: the person may not guess any more, or need not.
        """

        async def work(connection: AsyncConnection) -> list[Guess]:
            await check_entries_open(connection, contest.id, TOO_LATE)
            mine = [each for each in _guesses(await connection.execute(_in(contest.id))) if each.person == new.person]
            check_guessing(mine, contest.rules)
            row = {"challenge": contest.id, "person": new.person, "words": new.words, "at": new.at}
            number = (await connection.execute(insert(guesses).values(row).returning(guesses.c.id))).scalar_one()
            return [*mine, Guess(int(number), new.person, new.words, new.at)]

        return await self._database.write(work)

    async def of(self, challenge: int) -> list[Guess]:
        """Return all guesses in a challenge, in order."""
        return _guesses(await self._database.read(_in(challenge)))


def _in(challenge: int) -> Select[Any]:
    return select(guesses).where(guesses.c.challenge == challenge).order_by(guesses.c.id)


def _guesses(rows: Iterable[Row[Any]]) -> list[Guess]:
    return [Guess(row.id, row.person, row.words, row.at) for row in rows]
