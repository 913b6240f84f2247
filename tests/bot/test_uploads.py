"""Upload limits: as Discord says, and less where it has refused less."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from bot.dreams.uploads import Uploads

MIB = 2**20


class Boosted:
    """A Discord with one server that takes 50 MiB."""

    def get_guild(self, id, /):
        return SimpleNamespace(filesize_limit=50 * MIB) if id == 1 else None


def test_a_server_takes_what_it_says_and_direct_messages_what_everybody_does():
    uploads = Uploads(Boosted())
    assert uploads.limit(1) == 50 * MIB
    assert uploads.limit(2) == uploads.limit(None) == 10 * MIB


def test_what_was_refused_is_remembered_for_that_server_alone():
    uploads = Uploads(Boosted())
    assert uploads.refused(1, 30 * MIB) == 25 * MIB
    assert uploads.limit(1) == 25 * MIB
    assert uploads.refused(1, 49 * MIB) == 25 * MIB
    assert uploads.limit(None) == 10 * MIB


@given(st.integers(1, 100 * MIB))
def test_each_refusal_allows_less_until_nothing_is_left_to_try(size):
    uploads, tries = Uploads(Boosted()), 0
    while (lower := uploads.refused(1, size)) is not None:
        assert lower < size
        assert uploads.limit(1) == lower
        size, tries = lower, tries + 1
    assert tries <= 16
