"""Whoever asks what is kept of them hears all of it, and nothing of anybody else."""

import asyncio

import pytest
from sqlalchemy import BigInteger, insert

from bot.store.belongings import OF_NOBODY, OF_PEOPLE, OF_SERVERS
from bot.store.tables import metadata
from tests.bot.store.jobs import job
from tests.bot.store.rows import row

ADA, BASHO = 2**62, 2**61

PLACES = {"guild", "server", "channel", "question", "card", "announcement", "message"}
"""Columns with ids that are no people's."""


def test_every_table_is_named():
    named = {kept.table for kept in OF_PEOPLE} | set(OF_NOBODY) | set(OF_SERVERS)
    assert named == set(metadata.tables.values())


def test_every_column_that_can_hold_a_person_is_named():
    named = {column for kept in OF_PEOPLE for column in (*kept.people, *kept.others)}
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, BigInteger) and column.name not in PLACES:
                assert column in named, f"is {column} somebody's? Then `bot.store.belongings` has to know"


async def _fill(store, person, number):
    async def work(connection):
        for table in metadata.sorted_tables:
            if table not in OF_SERVERS and table not in OF_NOBODY:
                await connection.execute(insert(table).values(row(table, person, number)))

    await store.belongings._database.write(work)


async def test_all_columns_of_all_rows_are_told_and_none_of_other_people(store):
    for number, person in enumerate((ADA, BASHO), start=1):
        await _fill(store, person, number)
    told = await store.belongings.of(ADA)
    assert set(told) == {kept.table.name for kept in OF_PEOPLE}
    for kept in OF_PEOPLE:
        columns = {column.name for column in kept.table.columns} - {column.name for column in kept.withheld}
        (own,) = told[kept.table.name]
        assert set(own) == columns
        for column in kept.people:
            assert own[column.name] == str(ADA)
    assert str(BASHO) not in str(told)
    assert await store.belongings.of(7) == {}


async def test_who_has_ruled_on_ones_dream_is_not_told(store):
    await _fill(store, ADA, 1)
    await store.belongings._database.change(
        insert(metadata.tables["challenge_rulings"]).values(
            row(metadata.tables["challenge_rulings"], BASHO, 9, entry=1, reason="blurred")
        )
    )
    (ruling,) = [each for each in (await store.belongings.of(ADA))["challenge_rulings"] if each["reason"] == "blurred"]
    assert "by" not in ruling


async def test_whoever_is_forgotten_has_nothing_left_but_the_challenges_they_hold(store):
    await _fill(store, ADA, 1)
    await store.jobs.accept(job(asker=ADA, state="done"))
    await asyncio.gather(store.jobs.forget_person(ADA), store.outcomes.forget(ADA))
    assert set(await store.belongings.of(ADA)) == {"challenges"}


@pytest.mark.parametrize("kept", OF_PEOPLE, ids=lambda kept: kept.table.name)
def test_only_what_is_about_others_is_withheld(kept):
    assert {column.name for column in kept.withheld} <= {"secret"}
