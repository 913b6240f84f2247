"""An engine of the bot's own: started with it, started again when it dies, stopped with it."""

import asyncio
import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Self

from bot.pauses import doubling

log = logging.getLogger(__name__)

_STOP_SECONDS = 10.0
_DYING_SECONDS = 0.05
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_HEALTHY_SECONDS = 60.0


class LocalEngineError(Exception):
    """The engine did not come up; the message says what to do."""


class LocalEngine:
    """A child process `dream-engine serve` on a socket in a folder of its own.

    The child holds the other end of our pipe as its standard input and stops when that closes, so it does not
    outlive the bot even if the bot is killed.
    """

    def __init__(self, restarted: Callable[[], None]) -> None:
        """Prepare it; `restarted` is called whenever it is started again."""
        self._restarted = restarted
        self._folder = tempfile.TemporaryDirectory(prefix="dream-")
        self._socket = Path(self._folder.name) / "engine.sock"
        self._process: asyncio.subprocess.Process | None = None
        self._awake = asyncio.Event()
        self._supervisor: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"unix://{self._socket}"

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._process.pid if self._process else None

    async def __aenter__(self) -> Self:
        await self._spawn()
        if not await self._becomes_ready():
            self._folder.cleanup()
            raise LocalEngineError("the engine did not start; run `dream-engine serve` by itself to see why")
        self._supervisor = asyncio.create_task(self._supervise(), name="local engine")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._supervisor is not None:
            self._supervisor.cancel()
            await asyncio.gather(self._supervisor, return_exceptions=True)
        await self._stop()
        self._folder.cleanup()

    async def wait_awake(self, seconds: float) -> None:
        """Return as soon as it answers, or after so many seconds whatever it does."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not await self._answers():
                    pass

    async def _answers(self) -> bool:
        await self._awake.wait()
        try:
            _, writer = await asyncio.open_unix_connection(self._socket)
        except OSError:
            # It has just died and the supervisor has yet to hear of it, for which it must get its turn.
            await asyncio.sleep(_DYING_SECONDS)
            return False
        writer.close()
        return True

    async def _spawn(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "engine", "serve", "--socket", str(self._socket), "--until-stdin-closes",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            # A terminal's Ctrl-C goes to the bot alone, which then stops the engine in order.
            start_new_session=True,
            # It decodes what strangers send, so it is not told the bot's secrets.
            env={"DREAM_ENGINE_LOG_LEVEL": "info" if log.isEnabledFor(logging.INFO) else "warning"}
            | {name: value for name, value in os.environ.items() if not name.startswith("DREAM_BOT_")},
        )  # fmt: skip

    async def _becomes_ready(self) -> bool:
        assert self._process is not None  # noqa: S101 - spawned just before
        assert self._process.stdout is not None  # noqa: S101
        line = (await self._process.stdout.readline()).decode().strip()
        if line:
            log.info("engine %d: %s", self._process.pid, line)
            self._awake.set()
        return bool(line)

    async def _supervise(self) -> None:
        loop = asyncio.get_running_loop()
        pauses = doubling(_FIRST_PAUSE, _LONGEST_PAUSE)
        while True:
            assert self._process is not None  # noqa: S101
            began = loop.time()
            code = await self._process.wait()
            self._awake.clear()
            if loop.time() - began > _HEALTHY_SECONDS:
                pauses = doubling(_FIRST_PAUSE, _LONGEST_PAUSE)
            pause = next(pauses)
            log.error("the engine ended with code %d; starting it again in %.1f s", code, pause)
            await asyncio.sleep(pause)
            try:
                await self._spawn()
            except OSError as error:
                log.error("the engine could not be started again: %s", error)
            else:
                self._restarted()
                await self._becomes_ready()

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except TimeoutError:
            log.warning("the engine did not stop within %.0f s and is killed", _STOP_SECONDS)
            process.kill()
            await process.wait()
