"""The spool: the bytes of pictures and dreams in files, each named by the SHA-256 of what is in it.

A file is there whole or not at all, also after a crash. Which files are needed is for the rows to say.
"""

import asyncio
import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

GRACE = 3600.0
"""Seconds that a file is left alone before rows must refer to it: it is written before its row."""

_UNFINISHED = ".part"


def files_in(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield the files of a spool, with those left out that vanish meanwhile: what is being written is renamed."""
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            yield path, path.stat()


class Spool:
    """Keeps bytes by key in a folder. All disk work is done in threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, data: bytes) -> str:
        """Write the bytes and return their key; bytes that are there already are used again.

        Raises:
            OSError: the disk is full, or the folder cannot be written to.
        """
        return await asyncio.to_thread(self._keep, data)

    async def read(self, key: str) -> bytes | None:
        """Return the bytes, or None where they are no longer there, or are no longer what they were."""
        return await asyncio.to_thread(self._read, key)

    async def size(self, key: str) -> int | None:
        """Return how many bytes there are, or None where they are no longer there."""
        return await asyncio.to_thread(self._size, key)

    async def erase(self, keys: Iterable[str]) -> list[int]:
        """Delete files at once and return how large each was that was there; nobody may need them."""
        return await asyncio.to_thread(self._erase, keys)

    async def sweep(self, needed: Set[str], wanted: Set[str], *, days: float, budget: int) -> int:
        """Delete what nobody needs and return how many bytes that freed.

        Args:
            needed: Keys that stay whatever happens.
            wanted: Keys that stay for so many days after they were last used, the latest first, within the budget.
            days: How long.
            budget: Bytes that the wanted ones may take together.
        """
        return await asyncio.to_thread(self._sweep, needed, wanted, days, budget)

    def _keep(self, data: bytes) -> str:
        key = hashlib.sha256(data).hexdigest()
        path = self._folder / key
        try:
            os.utime(path)
        except FileNotFoundError:
            self._write(path, data)
        return key

    def _write(self, path: Path, data: bytes) -> None:
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_UNFINISHED}")
        try:
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        # The new name is in the folder's own data, which has to reach the disk too.
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _read(self, key: str) -> bytes | None:
        path = self._folder / key
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        if hashlib.sha256(data).hexdigest() != key:
            path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(FileNotFoundError):
            os.utime(path)
        return data

    def _size(self, key: str) -> int | None:
        try:
            return (self._folder / key).stat().st_size
        except FileNotFoundError:
            return None

    def _erase(self, keys: Iterable[str]) -> list[int]:
        sizes = []
        for key in keys:
            if (size := self._size(key)) is not None:
                (self._folder / key).unlink(missing_ok=True)
                sizes.append(size)
        return sizes

    def _sweep(self, needed: Set[str], wanted: Set[str], days: float, budget: int) -> int:
        now, held, freed = time.time(), 0, 0
        for path, stat in sorted(files_in(self._folder), key=lambda file: file[1].st_mtime, reverse=True):
            age = now - stat.st_mtime
            if path.name in needed or age < GRACE:
                continue
            if path.name in wanted and age < days * 86400 and held + stat.st_size <= budget:
                held += stat.st_size
                continue
            path.unlink(missing_ok=True)
            freed += stat.st_size
        return freed
