"""`dream-engine doctor` and `ready`: a line for each thing, what to do where it is not good, and an exit status."""

import os
import subprocess
import sys

import pytest

from engine import diagnosis
from engine.settings import EngineSettings


def run(*arguments, **settings):
    """Run dream-engine with these settings; return its exit status and all it said on one line."""
    environment = {**os.environ, "COLUMNS": "200", **{f"DREAM_ENGINE_{k.upper()}": str(v) for k, v in settings.items()}}
    done = subprocess.run(
        [sys.executable, "-m", "engine", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def verdicts(**settings):
    """The verdict on each thing, without loading a network."""
    found = diagnosis.examine(EngineSettings(network="brain", _env_file=None, **settings))
    return {finding.what: (finding.verdict, finding.line) for finding in found}


def test_on_a_good_machine_everything_is_found_and_a_dream_is_dreamt(tmp_path):
    status, said = run("doctor", socket=tmp_path / "engine.sock", device="cpu")
    assert status == 0, said
    for what in ("socket", "memory", "threads", "presets", "device cpu", "network efficientnet-lite0", "dream one of"):
        assert what in said
    assert "✗" not in said


def test_what_is_bad_is_said_and_the_status_tells(tmp_path):
    status, said = run("doctor", socket=tmp_path / "nowhere" / "engine.sock", network="brain")
    assert status == 1
    assert f"✗ socket there is no folder {tmp_path / 'nowhere'}" in said
    assert "no network “brain”" in said


def test_a_setting_that_is_none_is_one_line():
    status, said = run("doctor", token="TooShort")  # noqa: S106 - of this test alone
    assert status == 1
    assert said.startswith("dream-engine: DREAM_ENGINE_TOKEN: ")
    assert "TooShort" not in said


@pytest.mark.parametrize(
    ("mode", "verdict", "advice"),
    [(0o750, "good", ""), (0o1777, "good", ""), (0o770, "doubtful", "chmod g-w"), (0o777, "bad", "chmod o-w")],
)
def test_a_folder_where_others_could_take_the_sockets_place_is_told(tmp_path, mode, verdict, advice):
    tmp_path.chmod(mode)
    found, line = verdicts(socket=tmp_path / "engine.sock")["socket"]
    assert found == verdict
    assert advice in line


def test_a_port_wants_a_token():
    assert verdicts(listen="127.0.0.1:8000")["port"][0] == "bad"
    assert verdicts(listen="127.0.0.1:8000", token="x" * 20)["port"][0] == "good"


def test_more_memory_than_there_is_is_doubtful(tmp_path):
    verdict, line = verdicts(socket=tmp_path / "engine.sock", hold=2**30)["memory"]
    assert verdict == "doubtful"
    assert "DREAM_ENGINE_HOLD" in line


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [({}, 2 + 0.5 + 2 * 3), ({"slots": 1, "hold": 1024}, 1 + 0.5 + 3), ({"memory": "3GiB"}, 2 + 3)],
)
def test_the_memory_of_all_dreams_at_once_is_told(tmp_path, settings, wanted):
    _, line = verdicts(socket=tmp_path / "engine.sock", device="cpu", **settings)["memory"]
    assert f"{wanted:.1f} GiB may be needed" in line


def test_a_file_of_presets_that_is_none_is_named(tmp_path):
    verdict, line = verdicts(socket=tmp_path / "engine.sock", presets=tmp_path / "none.toml")["settings"]
    assert verdict == "bad"
    assert "none.toml" in line


def test_ready_tells_of_an_engine_and_of_none(engine, tmp_path):
    status, said = run("ready", engine.url)
    assert status == 0
    assert said.startswith("ready: efficientnet-lite0 on")
    status, said = run("ready", f"unix://{tmp_path}/nobody.sock")
    assert status == 1
    assert "no engine can dream" in said
