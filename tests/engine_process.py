"""A real engine in a process of its own, for tests."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families


class EngineProcess:
    """`dream-engine serve` on a socket; a context manager that leaves nothing behind."""

    def __init__(self, socket: Path, *options: str, **settings: str) -> None:
        self.socket = socket
        self.url = f"unix://{socket}"
        # A file takes whatever is logged; a pipe that nobody reads would fill up and hold the engine.
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(
            [sys.executable, "-m", "engine", "serve", "--socket", socket, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={**os.environ, **{f"DREAM_ENGINE_{name.upper()}": value for name, value in settings.items()}},
        )

    def __enter__(self):
        self.ready_line = self._process.stdout.readline()
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.communicate()
        self._log.close()

    @property
    def pid(self):
        return self._process.pid

    def end(self, seconds=10):
        """Wait for it to end by itself; return its exit code and what it wrote to standard error."""
        self._process.communicate(timeout=seconds)
        return self._process.returncode, self.log()

    def log(self):
        """What it has written to standard error so far."""
        return os.pread(self._log.fileno(), 2**24, 0).decode()

    def session(self):
        """A session for whatever paths the engine serves; to be made in an event loop."""
        return aiohttp.ClientSession("http://engine", connector=aiohttp.UnixConnector(str(self.socket)))

    def close_stdin(self):
        self._process.stdin.close()
        self._process.stdin = None


async def samples(session):
    """Return all samples of an engine's `/metrics`."""
    async with session.get("/metrics") as response:
        assert response.content_type == "text/plain"
        families = text_string_to_metric_families(await response.text())
    return [sample for family in families for sample in family.samples]


async def sample(session, name):
    """Return the value of a metric that has no labels."""
    (value,) = [sample.value for sample in await samples(session) if sample.name == name]
    return value
