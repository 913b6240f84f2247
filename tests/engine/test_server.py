"""The socket: ours alone, never taken from a living engine, gone at the end."""

import json
import os
import signal
import socket
import stat

import pytest

from engine.client import EngineClient
from engine.protocol import DreamRequest, Error, ErrorCode, Progress
from engine.server import LONGEST_PATH, SocketTakenError, claim
from tests.engine_process import EngineProcess


def test_the_socket_is_for_its_group_only_and_gone_afterwards(tmp_path):
    path = tmp_path / "engine.sock"
    with claim(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
    assert list(tmp_path.iterdir()) == []


def test_a_stale_socket_is_replaced(tmp_path):
    path = tmp_path / "engine.sock"
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(path))
    dead.close()
    with claim(path) as listener:
        listener.listen()
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(path))
            assert caller.getpeername() == str(path)


def test_a_path_that_does_not_fit_or_cannot_be_made_is_refused(tmp_path):
    with pytest.raises(SocketTakenError, match="longer than"), claim(tmp_path / ("x" * LONGEST_PATH)):
        pass
    with pytest.raises(SocketTakenError, match="cannot make a socket"), claim(tmp_path / "no" / "engine.sock"):
        pass


def test_a_file_that_is_no_socket_is_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(SocketTakenError, match="no socket"), claim(path):
        pass
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_living_engine_keeps_its_socket(engine):
    with EngineProcess(engine.socket) as second:
        code, errors = second.end()
    assert code == 1
    assert "another engine is serving" in errors
    assert engine.socket.exists()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, "stdin"])
async def test_stopping_ends_dreams_with_a_word_and_leaves_nothing(tmp_path, end):
    path = tmp_path / "engine.sock"
    with EngineProcess(path, "--until-stdin-closes") as process:
        async with EngineClient([process.url]) as client:
            told = False
            request = DreamRequest(preset="eyes", changes={"size": 1024})
            async for event, _ in client.dream(request):
                if isinstance(event, Progress) and not told:
                    told = True
                    if end == "stdin":
                        process.close_stdin()
                    else:
                        os.kill(process.pid, end)
            assert isinstance(event, Error)
            assert event.code is ErrorCode.STOPPING
            assert event.retriable
        code, log = process.end()
        assert code == 0
        assert {json.loads(line)["level"] for line in log.splitlines()} == {"info"}
    assert list(tmp_path.iterdir()) == []


def test_an_engine_starts_again_after_a_kill(tmp_path):
    path = tmp_path / "engine.sock"
    with EngineProcess(path) as first:
        os.kill(first.pid, signal.SIGKILL)
        first.end()
    assert path.exists()
    with EngineProcess(path) as second:
        assert second.ready_line.startswith("dreaming with")
