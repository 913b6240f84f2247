"""A real engine in a process of its own, for tests."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


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

    def close_stdin(self):
        self._process.stdin.close()
        self._process.stdin = None
