"""Entries, and what is decided about them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.entries import TOO_LATE, Entry, Ruling, Status, Verdict, enter, rule
from bot.challenges.objections import NoSuchEntry
from bot.challenges.relay import way
from bot.store.challenge_tables import challenges, entries, rulings
from bot.store.challenges import IN_USE, Contest, check_entries_open
from bot.store.database import Database


@dataclass(frozen=True)
class Submission:
    """An entry with what it is made of and where it is shown."""

    entry: Entry
    challenge: int
    job: str
    """The dream's."""
    dream: str
    """Its key in the spool."""
    original: str | None
    """The key of what it was dreamt into; None for noise."""
    spoiler: bool = False
    number: int | None = None
    """What people call it in the vote; None before."""
    channel: int | None = None
    message: int | None = None
    """The one that shows it in the vote."""


class Entries:
    """Reads and changes the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, contest: Contest, new: Submission, check: Callable[[Sequence[Submission]], None] = lambda _: None
    ) -> Submission:
        """Write a new entry and return it with its number in the store.

        `check` looks at those that are there at that moment and raises what speaks against it.

        Raises:
            WrongPhase: the entries have ended in the meantime.
            EnteredBefore, TooManyEntries, PresetNotAllowed: as the rules of entering say.
        """

        async def work(connection: AsyncConnection) -> Submission:
            await check_entries_open(connection, contest.id, TOO_LATE)
            there = await _submissions(connection, entries.c.challenge == contest.id)
            check(there)
            same = [each.entry.id for each in there if each.job == new.job]
            entry = replace(new.entry, id=same[0] if same else 0)
            entry = enter([each.entry for each in there], entry, contest.rules)
            added = await connection.execute(insert(entries).values(_row(replace(new, entry=entry))))
            assert added.inserted_primary_key is not None  # noqa: S101 - there is one
            return replace(new, entry=replace(entry, id=int(added.inserted_primary_key[0])))

        return await self._database.write(work)

    async def rule(
        self, entry: int, verdict: Verdict, by: int, now: datetime, reason: str = ""
    ) -> tuple[Submission, Ruling]:
        """Speak a verdict over an entry and write it down.

        Raises:
            NoSuchEntry: its author has had it forgotten.
            NoSuchRuling: the entry is in no status for it.
        """

        async def work(connection: AsyncConnection) -> tuple[Submission, Ruling]:
            found = await _submissions(connection, entries.c.id == entry)
            if not found:
                raise NoSuchEntry(None)
            submission = found[0]
            ruled, ruling = rule(submission.entry, verdict, by, now, reason)
            here = (entries.c.id == entry) & (entries.c.status == _name(ruling.before))
            changed = await connection.execute(update(entries).where(here).values(status=_name(ruling.after)))
            if changed.rowcount == 1:
                await connection.execute(insert(rulings).values(_ruling_row(ruling)))
            return replace(submission, entry=ruled), ruling

        return await self._database.write(work)

    async def of(self, challenge: int) -> list[Submission]:
        """Return all entries of a challenge, in the order in which they came, whatever became of them."""
        return await self._where(entries.c.challenge == challenge)

    async def get(self, entry: int) -> Submission | None:
        """Return an entry."""
        found = await self._where(entries.c.id == entry)
        return found[0] if found else None

    async def shown_in(self, message: int) -> Submission | None:
        """Return the entry that a message of the vote shows."""
        found = await self._where(entries.c.message == message)
        return found[0] if found else None

    async def numbered(self, numbers: Mapping[int, int]) -> None:
        """Give entries the numbers that people call them by; those that have one keep it."""

        async def work(connection: AsyncConnection) -> None:
            for entry, number in numbers.items():
                unnumbered = (entries.c.id == entry) & entries.c.number.is_(None)
                await connection.execute(update(entries).where(unnumbered).values(number=number))

        # All in one transaction: were some of them given before a crash, the others would be counted anew.
        await self._database.write(work)

    async def shown(self, entry: int, channel: int, message: int) -> None:
        """Remember the message that shows an entry."""
        here = entries.c.id == entry
        await self._database.change(update(entries).where(here).values(channel=channel, message=message))

    async def rulings(self, challenge: int) -> list[Ruling]:
        """Return all that was decided in a challenge, in order."""
        here = select(entries.c.id).where(entries.c.challenge == challenge)
        rows = await self._database.read(select(rulings).where(rulings.c.entry.in_(here)).order_by(rulings.c.id))
        return [_ruling(row) for row in rows]

    async def pictures(self) -> set[str]:
        """Return the keys of the spool's files that challenges show, as long as there is something to be done there."""
        here = entries.c.challenge.in_(select(challenges.c.id).where(IN_USE))
        rows = await self._database.read(select(entries.c.dream, entries.c.original).where(here))
        return {key for row in rows for key in row if key is not None}

    async def _where(self, condition: ColumnElement[bool]) -> list[Submission]:
        return [_submission(row) for row in await self._database.read(_chosen(condition))]


def standing(submissions: Iterable[Submission]) -> list[Submission]:
    """Return the entries that people can vote for."""
    return [each for each in submissions if each.entry.standing]


def in_order(submissions: Sequence[Submission]) -> list[Submission]:
    """Return the steps of a relay, the first one first."""
    by_id = {each.entry.id: each for each in submissions}
    return [by_id[step.id] for step in way(each.entry for each in submissions)]


async def _submissions(connection: AsyncConnection, condition: ColumnElement[bool]) -> list[Submission]:
    return [_submission(row) for row in await connection.execute(_chosen(condition))]


def _chosen(condition: ColumnElement[bool]) -> Select[Any]:
    return select(entries).where(condition).order_by(entries.c.entered, entries.c.id)


def _name(status: Status) -> str:
    return status.name.lower()


def _row(submission: Submission) -> dict[str, Any]:
    entry = submission.entry
    return {
        "challenge": submission.challenge,
        "author": entry.author,
        "job": submission.job,
        "dream": submission.dream,
        "original": submission.original,
        "spoiler": submission.spoiler,
        "preset": entry.preset,
        "entered": entry.entered,
        "status": _name(entry.status),
    }


def _submission(row: Row[Any]) -> Submission:
    entry = Entry(row.id, row.author, row.preset, row.entered, Status[row.status.upper()])
    return Submission(
        entry, row.challenge, row.job, row.dream, row.original, row.spoiler, row.number, row.channel, row.message
    )


def _ruling_row(ruling: Ruling) -> dict[str, Any]:
    return {
        "entry": ruling.entry,
        "by": ruling.by,
        "verdict": ruling.verdict,
        "before": _name(ruling.before),
        "after": _name(ruling.after),
        "at": ruling.at,
        "reason": ruling.reason,
    }


def _ruling(row: Row[Any]) -> Ruling:
    before, after = Status[row.before.upper()], Status[row.after.upper()]
    return Ruling(row.entry, row.by, Verdict(row.verdict), before, after, row.at, row.reason)
