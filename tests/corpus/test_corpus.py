"""Files that nobody should send are read or refused in a sentence, soon and in little memory."""

from tests.corpus import wire
from tests.corpus.bombs import bombs
from tests.corpus.broken import broken
from tests.corpus.ordeal import own_files, put_through

BROKEN = 105
SECONDS = 5
"""Of processor time, on a machine that has other work."""
MEBIBYTES = 800
"""Of a WebP of 50 megapixels, the worst: its decoder keeps four copies of four bytes a pixel."""


def light_bombs():
    """Those that take no second; `make corpus` tries the others too."""
    heavy = ("gif of 500 frames of 40 megapixels", "gif of 5,000 frames", "jpeg with as many scans as are taken")
    return [(name, data) for name, data in bombs() if name not in heavy and not name.startswith("png of 48")]


def sound(verdict):
    """It took little and, if it was refused, for a reason that a person can read."""
    assert verdict.seconds < SECONDS, verdict
    assert verdict.peak < MEBIBYTES, verdict
    assert verdict.refused is None or (verdict.refused[0].isupper() and verdict.refused.endswith(".")), verdict
    assert "Error" not in str(verdict.refused), verdict


def test_broken_files_are_read_or_refused():
    files = [*broken(seed=7, count=BROKEN), *own_files()]
    verdicts = [verdict for name, data in files for verdict in put_through(name, data)]
    for verdict in verdicts:
        sound(verdict)
    assert any(verdict.refused for verdict in verdicts)
    assert not all(verdict.refused for verdict in verdicts)


def test_bombs_do_no_harm():
    tried = 0
    for name, data in light_bombs():
        for verdict in put_through(name, data):
            sound(verdict)
            tried += 1
    assert tried > 50


async def test_an_engine_survives_them_all(engine):
    files = [*broken(seed=11, count=42), *light_bombs()]
    refused = await wire.send(engine, files)
    assert 10 < len(refused) < len(files)
    assert all(sentence.endswith(".") for sentence in refused.values())
