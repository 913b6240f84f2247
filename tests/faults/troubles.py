"""Troubles: what goes wrong around a bot that lives on, for some seconds, for real."""

import asyncio
import contextlib
import os
import resource
import signal
import sqlite3
from enum import StrEnum

_FLAPS = 5


class Trouble(StrEnum):
    """What is wrong."""

    ENGINE_HANGS = "the engine hangs"
    ENGINE_DIES = "the engine is killed, as for its memory"
    DISK_FULL = "the disk is full"
    SPOOL_READ_ONLY = "the spool is read-only"
    STORE_LOCKED = "the database is locked"
    DISCORD_AWAY = "Discord is down"
    RATE_LIMITED = "Discord answers 429"
    GATEWAY_FLAPS = "the gateway flaps"


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
