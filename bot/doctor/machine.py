"""The machine: whether store, disk and engines are there for the bot."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path

from bot.doctor.findings import Finding
from bot.settings import BotSettings
from bot.store.opening import StoreError, revisions
from bot.store.spool import files_in
from engine.client import EngineClient

_LEAST_ROOM = 200
"""MiB; a picture may weigh 25 of them, and so may its dream."""


async def examine_machine(settings: BotSettings) -> AsyncIterator[Finding]:
    """Yield what there is to say of all of it."""
    yield await _examine_store(settings)
    for finding in await asyncio.to_thread(lambda: list(_examine_disk(settings))):
        yield finding
    async for finding in examine_engines(settings):
        yield finding


async def examine_engines(settings: BotSettings) -> AsyncIterator[Finding]:
    """Yield a finding for each engine of the settings."""
    if not settings.engines:
        if find_spec("torch") is None:
            line = "PyTorch is missing; pip install 'pareidolia[engine]', or name engines in DREAM_BOT_ENGINES"
            yield Finding("engine", "bad", line)
        else:
            yield Finding("engine", "good", "one of the bot's own, started with it")
    for url in settings.engines:
        try:
            client = EngineClient([url])
        except ValueError as error:
            yield Finding("engine", "bad", f"DREAM_BOT_ENGINES: {error}")
            continue
        async with client as engine:
            healths = await engine.healths()
        if healths:
            yield Finding("engine", "good", f"{url} answers and dreams {healths[0].slots} at once")
        else:
            yield Finding("engine", "bad", f"{url} does not answer; is it running, and may this user reach it?")


async def _examine_store(settings: BotSettings) -> Finding:
    try:
        present, newest = await revisions(settings.data, settings.store_address)
    except StoreError as error:
        return Finding("store", "bad", str(error))
    if present is None:
        return Finding("store", "good", "not there yet; the first start makes it")
    if present != newest:
        line = f"it has the form {present} and needs {newest}; `dream-bot db upgrade`, or the next start, does that"
        return Finding("store", "doubtful", line)
    return Finding("store", "good", f"it opens and has the form {newest}")


def _examine_disk(settings: BotSettings) -> Iterator[Finding]:
    """Yield whether the spool can be written to, and how much more there is room for."""
    spool = settings.data / "spool"
    there = next(folder for folder in (spool, *_ancestors(settings.data)) if _reached(folder))
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix="doctor-"):
            pass
    except OSError as error:
        line = f"cannot write to {there} ({error.strerror}); give it to this user, or DREAM_BOT_DATA another folder"
        yield Finding("spool", "bad", line)
        return
    yield Finding("spool", "good", f"{spool} can be written to")
    free = shutil.disk_usage(there).free // 2**20
    kept = sum(stat.st_size for _, stat in files_in(spool)) // 2**20 if there == spool else 0
    if free < _LEAST_ROOM:
        yield Finding("room", "bad", f"{free} MiB are left on that disk; make room, {_LEAST_ROOM} MiB at least")
    elif free + kept < settings.keep_megabytes:
        line = f"{free} MiB are left on that disk, less than DREAM_BOT_KEEP_MEGABYTES={settings.keep_megabytes} allows"
        yield Finding("room", "doubtful", f"{line}; lower it")
    else:
        yield Finding("room", "good", f"{free} MiB are left on that disk")


def _reached(folder: Path) -> bool:
    """Return whether a folder is there and this user may know; `Path.exists` raises where they may not."""
    try:
        folder.stat()
    except OSError:
        return False
    return True


def _ancestors(folder: Path) -> list[Path]:
    absolute = folder.absolute()
    return [absolute, *absolute.parents]
