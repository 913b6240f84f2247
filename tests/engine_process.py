"""A real engine in a process of its own, for tests."""

import subprocess
import sys
from pathlib import Path


class EngineProcess:
    """`dream-engine serve` on a socket; a context manager that leaves nothing behind."""

    def __init__(self, socket: Path, *options: str) -> None:
        self.socket = socket
        self.url = f"unix://{socket}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "engine", "serve", "--socket", socket, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        self.ready_line = self._process.stdout.readline()
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.communicate()

    @property
    def pid(self):
        return self._process.pid

    def end(self, seconds=10):
        """Wait for it to end by itself; return its exit code and what it wrote to standard error."""
        _, errors = self._process.communicate(timeout=seconds)
        return self._process.returncode, errors

    def close_stdin(self):
        self._process.stdin.close()
        self._process.stdin = None
