"""A store that cannot be opened tells the operator in one line what to do."""

import os
import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.store import claims
from bot.store.opening import StoreError, opened
from bot.store.shards import ALL, Shards
from bot.store.tables import metadata


async def refusal(data, url=None, shards=ALL):
    with pytest.raises(StoreError) as refused:
        async with opened(data, url, shards):
            pass
    assert "\n" not in str(refused.value)
    return str(refused.value)


async def test_the_migrations_make_the_tables_that_the_code_expects(tmp_path):
    async with opened(tmp_path):
        pass
    with create_engine(f"sqlite:///{tmp_path}/pareidolia.sqlite").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


async def test_sqlite_survives_a_power_cut_and_lets_others_read(tmp_path):
    async with opened(tmp_path):
        connection = sqlite3.connect(tmp_path / "pareidolia.sqlite")
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()


async def test_a_second_bot_on_the_same_folder_is_refused(tmp_path):
    async with opened(tmp_path):
        assert "another bot works in" in await refusal(tmp_path)
    async with opened(tmp_path):
        pass


@pytest.mark.parametrize("others", [Shards((0,), 2), Shards((1, 0), 2), Shards()])
async def test_a_second_bot_with_a_shard_of_the_first_is_refused_and_one_with_another_is_not(
    tmp_path, postgresql, others, monkeypatch
):
    monkeypatch.setattr(claims, "_PAUSE", 0.01)
    async with opened(tmp_path / "first", postgresql, Shards((0,), 2)):
        assert "another bot has" in await refusal(tmp_path / "second", postgresql, others)
        async with opened(tmp_path / "third", postgresql, Shards((1,), 2)):
            pass
    async with opened(tmp_path / "second", postgresql, others):
        pass


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    assert f"cannot write to the folder {tmp_path}/file/data" in await refusal(tmp_path / "file" / "data")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "is no URL"),
        ("mysql://somewhere/dreams", "not mysql:"),
        ("sqlite:////nowhere/at/all.sqlite", "unable to open database file"),
        ("postgresql://bot:secret@127.0.0.1:9/dreams", "check DREAM_BOT_STORE"),
    ],
)
async def test_an_address_that_does_not_work_is_said_without_its_password(tmp_path, url, sentence):
    told = await refusal(tmp_path, url)
    assert sentence in told
    assert "secret" not in told


async def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "pareidolia.sqlite").write_bytes(os.urandom(4096))
    assert "not a database" in await refusal(tmp_path)


async def test_a_store_with_a_damaged_page_is_not_used(tmp_path):
    async with opened(tmp_path) as store:
        for number in range(300):
            await store.notes.put(f"note {number}", "words " * 40)
    path = tmp_path / "pareidolia.sqlite"
    whole = bytearray(path.read_bytes())
    # Not the last page, nor the first, by which the file is known.
    whole[-5 * 4096 : -4 * 4096] = b"\x7f" * 4096
    path.write_bytes(whole)
    told = await refusal(tmp_path)
    assert "is damaged" in told or "malformed" in told


async def test_a_store_of_a_newer_version_is_left_alone(tmp_path):
    async with opened(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "pareidolia.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in await refusal(tmp_path)


async def test_a_server_that_does_not_say_what_is_wrong_is_named_all_the_same(tmp_path, monkeypatch):
    def unheard(*_):
        raise TimeoutError

    monkeypatch.setattr("sqlalchemy.ext.asyncio.AsyncEngine.begin", unheard)
    assert "(TimeoutError); check DREAM_BOT_STORE" in await refusal(tmp_path)
