"""Troubles: what goes wrong around a bot that lives on, for some seconds, for real."""

import asyncio
import contextlib
import os
import random
import resource
import signal
import sqlite3
import time
from enum import StrEnum
from pathlib import Path

from tests.faults.standing import processes

_FLAPS = 5
_SLOW = 0.8
"""Seconds that each change of a slow database may have to wait."""
_JUMPS = (1200, -1200, 0)
"""Seconds by which the bot's clock is off, one after the other."""
_ROOM = 24 * 2**20
"""Bytes more than it has that an engine gets while it has too little: not enough for any dream."""


class Trouble(StrEnum):
    """What is wrong."""

    ENGINE_HANGS = "the engine hangs"
    ENGINE_DIES = "the engine is killed, as for its memory"
    DISK_FULL = "the disk is full"
    SPOOL_READ_ONLY = "the spool is read-only"
    STORE_LOCKED = "the database is locked"
    STORE_SLOW = "the database is slow"
    STORE_DAMAGED = "a page of the database is damaged, until it is put back"
    CLOCK_JUMPS = "the clock jumps by 20 minutes, there and back"
    DISCORD_AWAY = "Discord is down"
    RATE_LIMITED = "Discord answers 429"
    GATEWAY_FLAPS = "the gateway flaps"


class OwnTrouble(StrEnum):
    """What is wrong with an engine of the bot's own."""

    OUT_OF_MEMORY = "its own engine is out of memory"
    KILLED = "its own engine is killed"


async def befall(home, which, seconds):
    """Let that be wrong for so many seconds, and then be well again."""
    match which:
        case Trouble.ENGINE_HANGS:
            os.kill(home.engine.pid, signal.SIGSTOP)
            await asyncio.sleep(seconds)
            os.kill(home.engine.pid, signal.SIGCONT)
        case Trouble.ENGINE_DIES:
            home.engine.kill()
            await asyncio.sleep(seconds)
            await asyncio.to_thread(home.engine.start)
        case Trouble.DISK_FULL:
            # Python is told of a file that may not grow by an error, and SQLite as well.
            _, most = resource.prlimit(home.bot.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(home.bot.pid, resource.RLIMIT_FSIZE, (0, most))
            await asyncio.sleep(seconds)
            resource.prlimit(home.bot.pid, resource.RLIMIT_FSIZE, (most, most))
        case Trouble.SPOOL_READ_ONLY:
            spool = home.data / "spool"
            spool.chmod(0o500)
            await asyncio.sleep(seconds)
            spool.chmod(0o700)
        case Trouble.STORE_LOCKED:
            with contextlib.closing(sqlite3.connect(home.data / "pareidolia.sqlite", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                await asyncio.sleep(seconds)
        case Trouble.STORE_SLOW:
            await _slow_down(home, seconds)
        case Trouble.STORE_DAMAGED:
            await _damage(home)
        case Trouble.CLOCK_JUMPS:
            for ahead in _JUMPS:
                home.bot.skew(ahead)
                await asyncio.sleep(seconds / len(_JUMPS))
        case OwnTrouble.OUT_OF_MEMORY:
            engine = _engine_of(home)
            taken = int(_status(engine, "VmSize").split()[0]) * 2**10
            resource.prlimit(engine, resource.RLIMIT_AS, (taken + _ROOM, resource.RLIM_INFINITY))
            await asyncio.sleep(seconds)
            # Where that has killed it, another one has come without the limit.
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(engine, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        case OwnTrouble.KILLED:
            os.kill(_engine_of(home), signal.SIGKILL)
            await asyncio.sleep(seconds)
        case Trouble.DISCORD_AWAY:
            home.discord.faults.answer("*", "/", 503, times=10**6)
            await home.discord.faults.drop_gateway(None, resumable=False)
            await asyncio.sleep(seconds)
            home.discord.faults.heal()
        case Trouble.RATE_LIMITED:
            home.discord.faults.answer("*", "/channels/", 429, times=40, retry_after=seconds / 20)
            await asyncio.sleep(seconds)
            home.discord.faults.heal()
        case Trouble.GATEWAY_FLAPS:
            for flap in range(_FLAPS):
                await asyncio.sleep(seconds / _FLAPS)
                await home.discord.faults.drop_gateway(4000 if flap % 2 else None, resumable=flap % 2 == 0)


async def _slow_down(home, seconds):
    """Let somebody else hold the lock of the database nearly all the time, and give it away again and again."""
    until = time.monotonic() + seconds
    with contextlib.closing(sqlite3.connect(home.data / "pareidolia.sqlite", isolation_level=None)) as other:
        while time.monotonic() < until:
            with contextlib.suppress(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
                await asyncio.sleep(_SLOW)
                other.execute("ROLLBACK")
            await asyncio.sleep(_SLOW / 4)


async def _damage(home):
    """Kill the bot, harm a page of its database, see that it says so and stops, and put the page back."""
    home.bot.kill()
    await home.bot.ended()
    store = home.data / "pareidolia.sqlite"
    with contextlib.closing(sqlite3.connect(store)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((size,),) = database.execute("PRAGMA page_size")
        ((page,),) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'jobs'")
    kept = store.read_bytes()
    with store.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(random.Random(0).randbytes(size))  # noqa: S311
    await home.bot.launch()
    assert await home.bot.exited() == 1, "it starts with a store that is damaged"
    assert "is damaged" in home.bot.log.splitlines()[-1]
    store.write_bytes(kept)
    await home.bot.start()


def _engine_of(home):
    """The process of the engine that the bot has started."""
    return next(each for each in processes(home.data) if each != home.bot.pid and "VmSize" in _text(each))


def _status(pid, field):
    return next(line.split(":", 1)[1] for line in _text(pid).splitlines() if line.startswith(field))


def _text(pid):
    return Path(f"/proc/{pid}/status").read_text()
