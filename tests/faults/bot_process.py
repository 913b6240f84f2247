"""The bot as a process: `dream-bot run`, which can be killed and started again."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path

TOKEN = "a token for tests"  # noqa: S105

MARK = "PAREIDOLIA_HOUSE"
"""The variable that all processes of a bot have in their environment; it says in which folder it lives."""

FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
"""What lets the clock of a single process jump; None where it is missing (apt-get install libfaketime)."""

_REPOSITORY = Path(__file__).parents[2]


def _without_privileges():
    """How to start a program that minds what may be written to, also as root; nothing where that cannot be had."""
    return ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 and shutil.which("setpriv") else []


def _another_clock(told):
    """The environment of a process whose clock is off by what is written into that file; timeouts keep their length."""
    if FAKETIME is None:
        return {}
    told.write_text("+0")
    return {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(told),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }


class BotProcess:
    """The bot in a playground, with a data folder that outlives it, and an engine of its own if it is told of none."""

    def __init__(self, discord, engine_url, data, *, another_clock=False, **settings):
        self._discord = discord
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DREAM_")},
            "PYTHONPATH": str(_REPOSITORY),
            "DREAM_BOT_TOKEN": TOKEN,
            "DREAM_BOT_DISCORD_URL": discord.url,
            "DREAM_BOT_ENGINES": f'["{engine_url}"]' if engine_url else "[]",
            "DREAM_BOT_DATA": str(data),
            MARK: str(data),
            "DREAM_BOT_DREAMS_PER_PERSON": "10",
            **{f"DREAM_BOT_{name.upper()}": str(value) for name, value in settings.items()},
        }
        self._log = data.with_suffix(".log")
        self._clock = data.with_suffix(".clock")
        self._process = None
        if another_clock:
            self.environment |= _another_clock(self._clock)

    async def start(self):
        """Return when it is connected."""
        await self.launch()
        await self._discord.bot_ready(60)

    def skew(self, ahead):
        """Let its clock be so many seconds ahead from now on; for a bot that has another clock alone."""
        self._clock.write_text(f"{ahead:+d}")

    async def launch(self):
        """Return before it is connected."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *_without_privileges(),
                sys.executable,
                "-m",
                "bot",
                "run",
                cwd=self._log.parent,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    @property
    def log(self):
        """All that it and those before it have written."""
        return self._log.read_text()

    @property
    def pid(self):
        return self._process.pid

    def kill(self):
        """End it at once, as a power cut would."""
        if self._process.returncode is None:
            os.kill(self._process.pid, signal.SIGKILL)

    def signal(self, number):
        """Send it a signal."""
        os.kill(self._process.pid, number)

    async def ended(self, seconds=30):
        """Wait until it has ended and Discord knows; return its exit code."""
        code = await self.exited(seconds)
        await self._discord.bot_gone()
        return code

    async def exited(self, seconds=30):
        """Wait until it has ended, whoever else is connected; return its exit code."""
        async with asyncio.timeout(seconds):
            return await self._process.wait()

    async def ended_by(self, number, seconds=30):
        """Send a signal again and again until it has ended; return its exit code."""
        async with asyncio.timeout(seconds):
            while True:
                self.signal(number)
                with contextlib.suppress(TimeoutError):
                    return await self.ended(0.5)
