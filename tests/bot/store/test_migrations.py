"""A store of any earlier version is brought to its present form with all that it holds."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.opening import _alembic, _with_driver, opened
from bot.store.tables import metadata
from tests.bot.store.rows import reflected, row

REVISIONS = [script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()]


def _made(connection, revision):
    """Make the tables of that version, with a row in each; return the rows by their tables."""
    config = _alembic()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    kept = {}
    for table in reflected(connection):
        connection.execute(insert(table).values(row(table)))
        (kept[table.name],) = connection.execute(select(table)).mappings().all()
    return kept


def _read(connection):
    return {table.name: connection.execute(select(table)).mappings().all() for table in reflected(connection)}


@pytest.mark.parametrize("revision", REVISIONS)
async def test_rows_of_every_version_survive_the_way_to_this_one(database, tmp_path, revision):
    engine = create_async_engine(_with_driver(database))
    async with engine.begin() as connection:
        before = await connection.run_sync(_made, revision)
    assert before
    async with opened(tmp_path / "data", database) as store:
        assert (await store.jobs.get("t1")).seed == 7
        assert len((await store.belongings.of(1))["jobs"]) == 1
    async with engine.connect() as connection:
        after = await connection.run_sync(_read)
        newest = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one()
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
    await engine.dispose()
    assert newest == REVISIONS[0]
    assert differences == []
    for name, kept in before.items():
        (now,) = after[name]
        assert {column: now[column] for column in kept} == dict(kept)
