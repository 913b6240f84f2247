"""Drafts: challenges that somebody is about to hold, and templates, which are drafts with a name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.refusals import NoSuchDraft, TooManyTemplates
from bot.challenges.rules import Rules
from bot.store.challenge_tables import drafts
from bot.store.challenges import Plan, plan_values
from bot.store.database import Database

TEMPLATES = 25
"""That a server may have."""


@dataclass(frozen=True)
class Draft:
    """A challenge as somebody would like to hold it."""

    plan: Plan
    length: str
    """How long people can enter, as the host said it."""
    voting: str
    every: str | None
    """When it comes again, as the host said it."""
    made: datetime
    id: int = 0
    name: str | None = None
    """What the template is called."""

    @property
    def spans(self) -> tuple[str, str]:
        """How long people can enter, and then vote."""
        return self.length, self.voting


class Drafts:
    """Reads and changes the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, draft: Draft) -> Draft:
        """Write a draft down and return it with its number."""

        async def work(connection: AsyncConnection) -> int:
            row = {**_row(draft), "name": None}
            return int((await connection.execute(insert(drafts).values(row).returning(drafts.c.id))).scalar_one())

        return replace(draft, id=await self._database.write(work), name=None)

    async def get(self, number: int) -> Draft:
        """Return a draft.

        Raises:
            NoSuchDraft: it is not there any more.
        """
        found = await self._where((drafts.c.id == number) & drafts.c.name.is_(None))
        if not found:
            raise NoSuchDraft
        return found[0]

    async def change(self, draft: Draft) -> None:
        """Let a draft be otherwise."""
        await self._database.change(update(drafts).where(drafts.c.id == draft.id).values(_row(draft)))

    async def discard(self, number: int) -> bool:
        """Throw a draft away; return whether it was there."""
        here = (drafts.c.id == number) & drafts.c.name.is_(None)
        return await self._database.change(delete(drafts).where(here)) == 1

    async def save(self, draft: Draft, name: str) -> bool:
        """Keep a draft as a template; return whether it replaces another of that name.

        Raises:
            TooManyTemplates: the server has as many as it may.
        """
        here = _named(draft.plan.server, name)

        async def work(connection: AsyncConnection) -> bool:
            replaced = (await connection.execute(delete(drafts).where(here))).rowcount == 1
            others = select(func.count()).where((drafts.c.server == draft.plan.server) & drafts.c.name.is_not(None))
            if (await connection.execute(others)).scalar_one() >= TEMPLATES:
                raise TooManyTemplates(TEMPLATES)
            await connection.execute(insert(drafts).values({**_row(draft), "name": name}))
            return replaced

        return await self._database.write(work)

    async def templates(self, server: int) -> list[Draft]:
        """Return the templates of a server, by name."""
        return await self._where((drafts.c.server == server) & drafts.c.name.is_not(None))

    async def drop(self, server: int, name: str) -> bool:
        """Throw a template away; return whether there was one of that name."""
        return await self._database.change(delete(drafts).where(_named(server, name))) == 1

    async def pictures(self) -> set[str]:
        """Return the keys of the spool's files that drafts and templates begin with."""
        rows = await self._database.read(select(drafts.c.picture, drafts.c.original))
        return {key for row in rows for key in row if key is not None}

    async def forget_before(self, moment: datetime) -> None:
        """Throw away the drafts that nobody has posted since then; templates stay."""
        await self._database.change(delete(drafts).where((drafts.c.made < moment) & drafts.c.name.is_(None)))

    async def _where(self, condition: ColumnElement[bool]) -> list[Draft]:
        return [_draft(row) for row in await self._database.read(select(drafts).where(condition).order_by(*_ORDER))]


_ORDER = (drafts.c.name, drafts.c.id)


def _named(server: int, name: str) -> ColumnElement[bool]:
    return (drafts.c.server == server) & (drafts.c.name == name)


def _row(draft: Draft) -> Mapping[str, Any]:
    spans = {"length": draft.length, "voting": draft.voting, "every": draft.every}
    return {**plan_values(draft.plan), **spans, "made": draft.made}


def _draft(row: Row[Any]) -> Draft:
    plan = Plan(row.server, row.channel, row.host, Rules.model_validate(row.rules), row.picture, row.original)
    return Draft(plan, row.length, row.voting, row.every, row.made, row.id, row.name)
