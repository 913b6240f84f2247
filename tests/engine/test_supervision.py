"""systemd hears when the engine is ready, that it lives, and that it stops; of a stopped engine it hears nothing."""

import os
import signal
import socket
from functools import partial

import pytest

from tests.engine_process import EngineProcess


@pytest.fixture
def systemd(tmp_path, monkeypatch):
    """The socket on which systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(60)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "300000")
        yield listener


def test_it_hears_what_it_needs_to_restart_an_engine_that_hangs(systemd, tmp_path):
    with EngineProcess(tmp_path / "engine.sock") as process:
        assert [systemd.recv(64) for _ in range(4)] == [b"READY=1", *[b"WATCHDOG=1"] * 3]

        os.kill(process.pid, signal.SIGSTOP)
        systemd.settimeout(0.5)
        with pytest.raises(TimeoutError):
            list(iter(partial(systemd.recv, 64), None))

        os.kill(process.pid, signal.SIGCONT)
        systemd.settimeout(60)
        assert systemd.recv(64) == b"WATCHDOG=1"
        os.kill(process.pid, signal.SIGTERM)
        told = b""
        while told != b"STOPPING=1":
            told = systemd.recv(64)
        assert process.end()[0] == 0
