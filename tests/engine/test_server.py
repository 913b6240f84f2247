"""The socket: ours alone, never taken from a living engine, gone at the end."""

import json
import os
import signal
import socket
import stat

import aiohttp
import pytest
from pydantic import ValidationError

from engine.client import EngineClient, EngineUnreachableError
from engine.protocol import Done, DreamRequest, Error, ErrorCode, Progress
from engine.server import LONGEST_PATH, SocketTakenError, claim, serve
from engine.settings import EngineSettings, wrong_setting
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


TOKEN = "correct-horse-battery-staple"  # noqa: S105 - of these tests alone


@pytest.fixture(scope="module")
def over_tcp(tmp_path_factory):
    """An engine on a free port, and where it is."""
    options = ("--listen", "127.0.0.1:0")
    with EngineProcess(tmp_path_factory.mktemp("tcp") / "unused.sock", *options, token=TOKEN) as process:
        yield process, f"127.0.0.1:{process.ready_line.split()[-1]}"


async def test_over_tcp_who_bears_the_token_is_served(over_tcp):
    process, place = over_tcp
    assert not process.socket.exists()
    async with EngineClient([f"http://{TOKEN}@{place}"]) as client:
        request = DreamRequest(preset="eyes", changes={"size": 64, "steps": [1]})
        assert isinstance([event async for event, _ in client.dream(request)][-1], Done)
        assert (await client.health()).network


@pytest.mark.parametrize("wrong", ["", "wrong@", f"{TOKEN}x@"])
async def test_over_tcp_nobody_else_is_and_the_log_says_what_to_do(over_tcp, wrong, caplog):
    process, place = over_tcp
    async with EngineClient([f"http://{wrong}{place}"]) as client:
        with pytest.raises(EngineUnreachableError) as unreachable:
            [event async for event, _ in client.dream(DreamRequest(preset="eyes"))]
        with pytest.raises(EngineUnreachableError, match="DREAM_ENGINE_TOKEN") as unwelcome:
            await client.presets()
    assert "DREAM_ENGINE_TOKEN" in caplog.text
    told = caplog.text + str(unreachable.value) + str(unwelcome.value) + process.log()
    assert TOKEN not in told
    assert "wrong@" not in told


@pytest.mark.parametrize("path", ["/", "/v1/presets", "/healthz", "/metrics"])
async def test_over_tcp_only_readiness_is_told_to_strangers(over_tcp, path):
    _, place = over_tcp
    async with aiohttp.ClientSession(f"http://{place}") as session:
        async with session.get(path) as response:
            assert response.status == 401
            assert response.headers["www-authenticate"] == "Bearer"
        async with session.get("/readyz") as response:
            assert response.status == 200


@pytest.mark.parametrize(
    ("listen", "token", "refused", "complaint"),
    [
        ("127.0.0.1:0", None, ValueError, "DREAM_ENGINE_TOKEN"),
        ("127.0.0.1:99999", TOKEN, SocketTakenError, "no such port"),
    ],
)
def test_a_port_that_would_be_open_to_all_or_is_none_is_refused(listen, token, refused, complaint):
    with pytest.raises(refused, match=complaint) as told:
        serve(EngineSettings(listen=listen, token=token))
    assert TOKEN not in str(told.value)


def test_a_setting_that_is_none_is_refused_in_a_line(tmp_path):
    with EngineProcess(tmp_path / "unused.sock", "--listen", "nonsense", token=TOKEN) as process:
        code, errors = process.end(30)
    assert code == 1
    assert errors.startswith("dream-engine: DREAM_ENGINE_LISTEN: ")
    assert TOKEN not in errors
    with pytest.raises(ValidationError) as short:
        EngineSettings(listen="127.0.0.1:0", token="short")  # noqa: S106 - of this test alone
    assert wrong_setting(short.value).startswith("DREAM_ENGINE_TOKEN: ")
