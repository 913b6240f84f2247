"""Files that nobody should send are read or refused in a sentence, soon and in little memory."""

import pytest

from tests.corpus import wire
from tests.corpus.bombs import BOMBS
from tests.corpus.broken import broken
from tests.corpus.ordeal import own_files, put_through

pytestmark = pytest.mark.filterwarnings("ignore")  # Pillow warns of some of them before we refuse them.

BROKEN = 63
SECONDS = 5
"""Of processor time, on a machine that has other work."""
MEBIBYTES = 800
"""Of a WebP of 50 megapixels, the worst: its decoder keeps four copies of four bytes a pixel."""

HEAVY = ("gif of 500 frames of 40 megapixels", "gif of 5,000 frames", "jpeg with as many scans as are taken")
LIGHT = [name for name in BOMBS if name not in HEAVY and not name.startswith("png of 48")]
"""Those that take no second to make and to read; `make corpus` tries the others too."""


def took_little(verdict):
    return verdict.seconds < SECONDS and verdict.peak < MEBIBYTES


def is_sentence(refused):
    return refused is None or (refused[0].isupper() and refused.endswith(".") and "Error" not in refused)


def test_broken_files_are_read_or_refused():
    files = [*broken(seed=7, count=BROKEN), *own_files()]
    verdicts = [verdict for name, data in files for verdict in put_through(name, data)]
    for verdict in verdicts:
        assert took_little(verdict), verdict
        assert is_sentence(verdict.refused), verdict
    assert any(verdict.refused for verdict in verdicts)
    assert not all(verdict.refused for verdict in verdicts)


@pytest.mark.parametrize("name", LIGHT)
def test_a_bomb_does_no_harm(name):
    for verdict in put_through(name, BOMBS[name]()):
        assert took_little(verdict), verdict
        assert is_sentence(verdict.refused), verdict


async def test_an_engine_survives_them_all(engine):
    files = [*broken(seed=11, count=21), *((name, BOMBS[name]()) for name in LIGHT[::3])]
    refused = await wire.send(engine, files)
    assert 5 < len(refused) < len(files)
    assert all(sentence.endswith(".") for sentence in refused.values())
