"""A bot that cannot start tells its operator in one line what to do; a playground stops without a trace."""

import os
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.login import StartError
from bot.playground import Playground
from bot.running import run
from bot.settings import BotSettings


def settings(url, data, token="a token for tests"):  # noqa: S107
    engines = ("unix:///nobody.sock",)
    return BotSettings(_env_file=None, token=SecretStr(token), discord_url=url, engines=engines, data=data)


def test_a_missing_token_is_said_in_one_line(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "run"], cwd=tmp_path, capture_output=True, text=True, env=_environment()
    )
    assert ran.returncode == 1
    assert "set DREAM_BOT_TOKEN" in ran.stderr
    assert "make playground" in ran.stderr
    assert "Traceback" not in ran.stderr


async def test_a_refused_token_is_said(tmp_path):
    async with Playground("the right token") as discord:
        with pytest.raises(StartError, match="does not accept DREAM_BOT_TOKEN"):
            await run(settings(discord.url, tmp_path, "a wrong token"))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DREAM_BOT_SIZE", "9999", "DREAM_BOT_SIZE"),
        ("DREAM_BOT_ENGINES", "unix:///x", "a list is written as JSON"),
        ("DREAM_BOT_ENGINES", '["foo"]', "DREAM_BOT_ENGINES"),
        ("DREAM_BOT_STORE", "mysql://somewhere", "DREAM_BOT_STORE can be sqlite: or postgresql:"),
        ("DREAM_BOT_SHARD_IDS", "[0]", "set both"),
        ("DREAM_BOT_DATA", "/proc/nowhere", "give DREAM_BOT_DATA another"),
    ],
)
def test_a_wrong_setting_is_said_in_one_line(tmp_path, name, value, sentence):
    environment = _environment(**{"DREAM_BOT_TOKEN": "x", name: value})
    command = [sys.executable, "-m", "bot", "run"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert ran.returncode == 1
    assert sentence in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr


def test_the_store_is_made_and_brought_to_its_present_form_on_request(tmp_path):
    command = [sys.executable, "-m", "bot", "db", "upgrade"]
    for _ in range(2):
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=_environment())
        assert (ran.returncode, ran.stderr) == (0, "")
        assert (tmp_path / "data" / "pareidolia.sqlite").exists()


async def test_a_discord_that_cannot_be_reached_is_said(tmp_path):
    with pytest.raises(StartError, match="cannot be reached"):
        await run(settings("http://127.0.0.1:9", tmp_path))


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_playground_prints_one_line_and_leaves_nothing(tmp_path, stop):
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "playground", "--port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=_environment(TMPDIR=str(tmp_path)),
    )
    line = process.stdout.readline()
    assert line.startswith("open http://127.0.0.1:")
    with urllib.request.urlopen(line.split()[1]) as page:  # noqa: S310
        assert b"<html" in page.read()
    (engine,) = _children(process.pid)
    (socket,) = tmp_path.glob("dream-*/engine.sock")
    process.send_signal(stop)
    rest, _ = process.communicate(timeout=20)
    assert rest == ""
    _wait_for_end(engine)
    assert not socket.exists()
    if stop != signal.SIGKILL:
        assert process.returncode == 0
        assert list(tmp_path.glob("dream-*")) == []


def _environment(**more):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DREAM_")}
    repository = str(Path(__file__).parents[2])
    return {**clean, "PYTHONPATH": repository, "TMPDIR": tempfile.gettempdir(), **more}


def _children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _wait_for_end(pid):
    """Block until the process is gone."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    import select

    assert select.select([descriptor], [], [], 20)[0], f"process {pid} lives on"
    os.close(descriptor)
