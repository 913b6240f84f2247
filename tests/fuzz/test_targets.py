"""Any bytes are taken, by whatever reads what strangers write."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.targets import SEEDS, TARGETS

NEAR = st.lists(st.sampled_from([seed for seeds in SEEDS.values() for seed in seeds]) | st.binary(max_size=8)).map(
    b"".join
)


@pytest.mark.parametrize("target", TARGETS)
@given(data=st.binary(max_size=300) | st.text(max_size=100).map(str.encode) | NEAR)
def test_any_bytes_are_taken(target, data):
    TARGETS[target](data)


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is missing (pip install atheris), so it looks for nothing; hypothesis does all the same",
)
def test_atheris_finds_nothing_in_a_second():
    """`make fuzz` lets it look for minutes."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "words", "--seconds", "1"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "Done" in ran.stderr
