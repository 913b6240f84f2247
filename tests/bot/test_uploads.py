"""Upload limits: as Discord says, and less where it has refused less."""

from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from bot.dreams.uploads import Uploads
from bot.store.opening import opened

MIB = 2**20


class Boosted:
    """A Discord with one server that takes 50 MiB, or what else it says."""

    def __init__(self, said=50 * MIB):
        self.said = said

    def get_guild(self, id, /):
        return SimpleNamespace(filesize_limit=self.said) if id == 1 else None


@pytest.fixture
async def notes(tmp_path):
    async with opened(tmp_path) as store:
        yield store.notes


async def test_a_server_takes_what_it_says_and_direct_messages_what_everybody_does(notes):
    uploads = Uploads(Boosted(), notes)
    assert uploads.limit(1) == 50 * MIB
    assert uploads.limit(2) == uploads.limit(None) == 10 * MIB


async def test_what_was_refused_is_remembered_for_that_server_alone_also_after_a_restart(notes):
    uploads = Uploads(Boosted(), notes)
    assert await uploads.refused(1, 30 * MIB) == 25 * MIB
    assert await uploads.refused(1, 49 * MIB) == 25 * MIB
    restarted = Uploads(Boosted(), notes)
    await restarted.load()
    for each in (uploads, restarted):
        assert each.limit(1) == 25 * MIB
        assert each.limit(None) == 10 * MIB


async def test_what_direct_messages_refused_is_remembered_for_them(notes):
    assert await Uploads(Boosted(), notes).refused(None, 9 * MIB) == 8 * MIB
    restarted = Uploads(Boosted(), notes)
    await restarted.load()
    assert (restarted.limit(None), restarted.limit(2)) == (8 * MIB, 10 * MIB)


async def test_what_was_refused_counts_no_more_once_discord_says_another_limit(notes):
    await Uploads(Boosted(), notes).refused(1, 30 * MIB)
    boosted_more = Uploads(Boosted(100 * MIB), notes)
    await boosted_more.load()
    assert boosted_more.limit(1) == 100 * MIB


class Away:
    """Notes in a store that does not answer."""

    async def put(self, name, words):
        raise OperationalError("INSERT", {}, OSError("the disk is full"))


async def test_what_was_refused_is_remembered_until_the_next_start_where_it_cannot_be_noted(caplog):
    uploads = Uploads(Boosted(), Away())
    assert await uploads.refused(1, 30 * MIB) == uploads.limit(1) == 25 * MIB
    assert "could not be noted" in caplog.text


@pytest.mark.parametrize("size", [1, 5000, MIB, 8 * MIB + 1, 100 * MIB])
async def test_each_refusal_allows_less_until_nothing_is_left_to_try(notes, size):
    uploads, tries = Uploads(Boosted(), notes), 0
    while (lower := await uploads.refused(1, size)) is not None:
        assert lower < size
        assert uploads.limit(1) == lower
        size, tries = lower, tries + 1
    assert tries <= 16
