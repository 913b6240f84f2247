"""An empty store for each test, once on SQLite and once on PostgreSQL."""

import pytest

from bot.store.opening import opened


@pytest.fixture
async def store(tmp_path, database):
    async with opened(tmp_path / "data", database) as store:
        yield store
