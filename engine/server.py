"""Serving the app on a Unix socket that is ours alone: mode 0660, a lock beside it, a live one never taken over.

Where a port is asked for instead, callers must bear a token.
"""

import asyncio
import contextlib
import fcntl
import gc
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from engine.app import DreamApp
from engine.dreaming import networks
from engine.settings import EngineSettings, own_presets
from machine import supervision

LONGEST_PATH = 103
"""Bytes that fit into sun_path on every Unix."""


class SocketTakenError(Exception):
    """The socket cannot be served on; the message says what to do."""


def serve(settings: EngineSettings, *, until_stdin_closes: bool = False) -> None:
    """Serve until SIGINT or SIGTERM, or the end of standard input; running dreams then end with an error frame.

    Prints one line to standard output once it answers.

    Raises:
        SocketTakenError: another engine lives on that socket, or its path or port cannot be used.
        ValueError: there is no such network or device, its weights are not there, or a port is to be served on
            without a token.
    """
    presets = own_presets(settings.presets)
    device = networks.pick_device(settings.device)
    with _listener(settings) as listener:
        network = networks.load(settings.network, device, weights=settings.weights)
        app = DreamApp(settings, presets, network, None if settings.listen is None else token_of(settings))
        config = uvicorn.Config(
            app, log_config=None, log_level="warning", access_log=False, lifespan="on", timeout_graceful_shutdown=5
        )
        server = _Server(config, app, until_stdin_closes=until_stdin_closes)
        asyncio.run(server.serve(sockets=[listener]))


def token_of(settings: EngineSettings) -> str:
    """Return the token that callers from a network must bear.

    Raises:
        ValueError: there is none.
    """
    if settings.token is None:
        raise ValueError(
            "set DREAM_ENGINE_TOKEN to a long random word (openssl rand -hex 32): a port is open to whoever reaches it"
        )
    return settings.token.get_secret_value()


def _listener(settings: EngineSettings) -> contextlib.AbstractContextManager[socket.socket]:
    if settings.listen is None:
        return claim(settings.socket)
    token_of(settings)
    host, _, port = settings.listen.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), int(port)), family=family)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise SocketTakenError(f"cannot listen on {settings.listen}: {reason}") from None


@contextlib.contextmanager
def claim(path: Path) -> Iterator[socket.socket]:
    """Bind the socket for the time of the context; a file that a dead engine left is replaced.

    Raises:
        SocketTakenError: another engine lives on that socket, or its path cannot be used.
    """
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise SocketTakenError(f"the socket path {path} is longer than {LONGEST_PATH} bytes; choose a shorter one")
    try:
        lock = _lock(path.with_name(path.name + ".lock"))
    except OSError as error:
        raise SocketTakenError(f"cannot make a socket in {path.parent}: {error.strerror}") from None
    if lock is None:
        raise SocketTakenError(f"another engine is serving on {path}; stop it or choose another --socket")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.exists() and not path.is_socket():
            raise SocketTakenError(f"{path} is there already and is no socket; choose another --socket")
        path.unlink(missing_ok=True)
        before = os.umask(0o117)
        try:
            listener.bind(str(path))
        finally:
            os.umask(before)
        try:
            yield listener
        finally:
            path.unlink(missing_ok=True)
    finally:
        listener.close()
        path.with_name(path.name + ".lock").unlink(missing_ok=True)
        os.close(lock)


def _lock(path: Path) -> int | None:
    """Return the descriptor of the locked file, or None if another process has it."""
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        # Between open and flock its last owner may have removed it: then we hold a file nobody else can see.
        if path.exists() and path.stat().st_ino == os.fstat(lock).st_ino:
            return lock
        os.close(lock)


class _Server(uvicorn.Server):
    """Uvicorn that says when it is ready, ends dreams with a word and then returns instead of re-raising."""

    def __init__(self, config: uvicorn.Config, app: DreamApp, *, until_stdin_closes: bool) -> None:
        super().__init__(config)
        self._app = app
        self._until_stdin_closes = until_stdin_closes
        self._port: int | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or ():
            if listener.family != socket.AF_UNIX:
                self._port = listener.getsockname()[1]
        loop = asyncio.get_running_loop()
        if self._until_stdin_closes:
            loop.add_reader(sys.stdin.fileno(), self._on_stdin)
        network = self._app.dreamer.reader.network
        # What is loaded by now stays for good: the collector need not go over it again, neither between two dreams nor
        # at the end, where it took most of the time that stopping takes.
        gc.collect()
        gc.freeze()
        place = "" if self._port is None else f", port {self._port}"
        sys.stdout.write(f"dreaming with {network.name} on {network.device}{place}\n")
        sys.stdout.flush()
        supervision.tell("READY=1")
        self._telling = asyncio.create_task(supervision.keep_telling(self._app.dreamer.lives), name="watchdog")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        supervision.tell("STOPPING=1")
        await asyncio.to_thread(self._app.dreamer.scheduler.close)
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield

    def _on_stdin(self) -> None:
        if not os.read(sys.stdin.fileno(), 4096):
            asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
            self.should_exit = True
