"""The spool keeps bytes whole or not at all, and deletes what nobody needs."""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store.spool import GRACE, Spool, files_in


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path)


def age(folder, key, seconds):
    """Let a file have been used so many seconds ago."""
    os.utime(folder / key, (time.time() - seconds,) * 2)


async def test_the_same_bytes_are_kept_once_and_read_back(spool, tmp_path):
    keys = {await spool.keep(b"a hill") for _ in range(2)}
    (key,) = keys
    assert await spool.read(key) == b"a hill"
    assert [path.name for path in tmp_path.iterdir()] == [key]


async def test_bytes_that_are_gone_or_damaged_are_not_given_out(spool, tmp_path):
    key = await spool.keep(b"a hill")
    (tmp_path / key).write_bytes(b"a h")
    assert await spool.read(key) is None
    assert await spool.read(key) is None
    assert await spool.keep(b"a hill") == key
    assert await spool.read(key) == b"a hill"


async def test_a_disk_that_refuses_leaves_no_half_file(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        await Spool(tmp_path).keep(b"a hill")
    assert list(tmp_path.iterdir()) == []


async def test_a_fresh_file_waits_for_its_row(spool):
    key = await spool.keep(b"a hill")
    assert await spool.sweep(set(), set(), days=0, budget=0) == 0
    assert await spool.read(key) == b"a hill"


def test_a_file_that_vanishes_while_the_folder_is_looked_through_is_left_out(tmp_path):
    (tmp_path / "kept").write_bytes(b"a hill")
    (tmp_path / "vanished").symlink_to(tmp_path / "nowhere")
    assert [(path.name, stat.st_size) for path, stat in files_in(tmp_path)] == [("kept", 6)]


FILES = st.lists(
    st.tuples(st.integers(1, 40), st.sampled_from(["needed", "wanted", "nobody's"]), st.integers(0, 20)), max_size=12
)


@given(files=FILES, days=st.integers(1, 20), budget=st.integers(0, 120))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_a_sweep_leaves_what_is_needed_and_the_latest_wanted_within_the_budget(
    tmp_path_factory, files, days, budget
):
    folder = tmp_path_factory.mktemp("spool")
    spool = Spool(folder)
    kept = [(await spool.keep(bytes([n]) * size), size, use, old) for n, (size, use, old) in enumerate(files)]
    for position, (key, _, _, old) in enumerate(kept):
        age(folder, key, 2 * GRACE + old * 86400 + position)
    named = {use: {key for key, _, by, _ in kept if by == use} for use in ("needed", "wanted")}
    freed = await spool.sweep(named["needed"], named["wanted"], days=days, budget=budget)
    left = {path.name for path in folder.iterdir()}
    sizes = {key: size for key, size, _, _ in kept}
    assert named["needed"] <= left <= named["needed"] | named["wanted"]
    assert sum(sizes[key] for key in left & named["wanted"]) <= budget
    assert all(old < days for key, _, use, old in kept if use == "wanted" and key in left)
    assert freed == sum(size for key, size in sizes.items() if key not in left)
