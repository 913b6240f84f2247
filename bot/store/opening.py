"""Opening the store: the folder, its lock, the database and its migrations."""

import asyncio
import contextlib
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, event, func, make_url, select
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.store.belongings import Belongings
from bot.store.challenges import Challenges
from bot.store.claims import ClaimedError, claimed
from bot.store.database import STORE_TROUBLE, Database, reason_of
from bot.store.drafts import Drafts
from bot.store.entries import Entries
from bot.store.guesses import Guesses
from bot.store.jobs import Jobs
from bot.store.outcomes import Outcomes
from bot.store.repeats import Repeats
from bot.store.reports import Reports
from bot.store.servers import Notes, Servers
from bot.store.shards import ALL, Shards
from bot.store.spool import Spool
from bot.store.tallies import Tallies
from bot.store.votes import Votes

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_BUSY_MILLISECONDS = 10_000
_READERS = 4
_MIGRATING = 0x706172
"""Which of a PostgreSQL database's locks is held while its tables are made; any number that nobody else takes."""


class StoreError(Exception):
    """The store cannot be opened; the message says what to do."""


@dataclass(frozen=True)
class Store:
    """An open store."""

    jobs: Jobs
    tallies: Tallies
    spool: Spool
    challenges: Challenges
    entries: Entries
    votes: Votes
    guesses: Guesses
    outcomes: Outcomes
    repeats: Repeats
    drafts: Drafts
    reports: Reports
    servers: Servers
    notes: Notes
    belongings: Belongings


@contextlib.asynccontextmanager
async def opened(data: Path, url: str | None = None, shards: Shards = ALL) -> AsyncIterator[Store]:
    """Give the store in the folder `data`, made and migrated as needed; its database may be elsewhere.

    Args:
        data: Where files are. One bot at a time.
        url: `sqlite:///file` or `postgresql://user:password@host/name`; None is a SQLite file in `data`.
        shards: Whose rows this process goes on with, where others have the same database.

    Raises:
        StoreError: it cannot be used.
    """
    try:
        (data / "spool").mkdir(parents=True, exist_ok=True)
        lock = _locked(data / "lock")
    except OSError as error:
        raise StoreError(f"cannot write to the folder {data} ({error.strerror}); give DREAM_BOT_DATA another") from None
    with lock:
        address = _with_driver(url or f"sqlite:///{data / 'pareidolia.sqlite'}")
        if address.get_backend_name() == "sqlite":
            await asyncio.to_thread(_try_sqlite, address)
        async with _opened(address, shards) as database:
            yield Store(
                Jobs(database, shards),
                Tallies(database),
                Spool(data / "spool"),
                Challenges(database, shards),
                Entries(database),
                Votes(database),
                Guesses(database),
                Outcomes(database),
                Repeats(database, shards),
                Drafts(database),
                Reports(database),
                Servers(database),
                Notes(database),
                Belongings(database),
            )


async def upgrade(data: Path, url: str | None = None) -> None:
    """Bring the database to the form that this version needs.

    Raises:
        StoreError: it cannot be used.
    """
    async with opened(data, url):
        pass


async def revisions(data: Path, url: str | None = None) -> tuple[str | None, str]:
    """Return the form that the database has, None where there is no such thing yet, and the form that it needs.

    It changes nothing and minds no lock, so that it can be asked for while a bot runs.

    Raises:
        StoreError: it cannot be used.
    """
    newest = ScriptDirectory.from_config(_alembic()).get_current_head() or ""
    address = _with_driver(url or f"sqlite:///{data / 'pareidolia.sqlite'}")
    if address.get_backend_name() == "sqlite":
        try:
            there = await asyncio.to_thread(Path(address.database or "").exists)
        except OSError as error:
            raise StoreError(
                f"cannot reach the store {address.database} ({error.strerror}); check DREAM_BOT_STORE"
            ) from None
        if not there:
            return None, newest
        await asyncio.to_thread(_try_sqlite, address)
    engine = create_async_engine(address)
    try:
        with _trouble_told(engine):
            async with engine.connect() as connection:
                return await connection.run_sync(_present), newest
    finally:
        await engine.dispose()


def _present(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@contextlib.asynccontextmanager
async def _opened(url: URL, shards: Shards) -> AsyncIterator[Database]:
    if url.get_backend_name() == "sqlite":
        # SQLite has one writer at a time anyhow; readers see what was committed before they began.
        pool = {"poolclass": AsyncAdaptedQueuePool, "max_overflow": 0, "pool_timeout": None}
        writing = create_async_engine(url, pool_size=1, **pool)
        reading = create_async_engine(url, pool_size=_READERS, **pool)
        for engine in (writing, reading):
            event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(writing.sync_engine, "begin", _begin_at_once)
    else:
        writing = reading = create_async_engine(
            url, pool_pre_ping=True, connect_args={"timeout": _BUSY_MILLISECONDS / 1000}
        )
    database = Database(writing, reading)
    try:
        await _upgrade(writing)
        try:
            async with claimed(writing, shards):
                yield database
        except ClaimedError:
            shown = url.render_as_string(hide_password=True)
            which = "all shards" if shards.all else f"one of the shards {', '.join(map(str, shards.ids))}"
            raise StoreError(f"another bot has {which} in {shown}; stop it, or set DREAM_BOT_SHARD_IDS") from None
    finally:
        await database.close()


def _with_driver(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError("DREAM_BOT_STORE is no URL; write sqlite:///path or postgresql://user@host/name") from None
    if url.get_backend_name() not in _DRIVERS:
        raise StoreError(f"DREAM_BOT_STORE can be sqlite: or postgresql:, not {url.get_backend_name()}:")
    return url.set(drivername=_DRIVERS[url.get_backend_name()])


def _try_sqlite(url: URL) -> None:
    """Return if the file can be used. A connection that fails in `aiosqlite` leaves a thread that complains later.

    All pages are looked at once: a damaged one would otherwise be met in the middle of somebody's dream.
    """
    try:
        with contextlib.closing(sqlite3.connect(url.database or ":memory:")) as connection:
            ((found,),) = connection.execute("PRAGMA quick_check(1)")
    except sqlite3.DatabaseError as error:
        raise StoreError(f"cannot open the store {url.database} ({error}); check DREAM_BOT_STORE") from None
    if found != "ok":
        said = " ".join(found.split())
        raise StoreError(f"the store {url.database} is damaged ({said}); put a backup in its place, or take it away")


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    # Its driver would begin transactions late and by itself; `_begin_at_once` does it where SQLAlchemy does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # With less, a power cut could take back the last transactions.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


async def _upgrade(engine: AsyncEngine) -> None:
    config = _alembic()

    def run(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            # Several processes may start at once; SQLite has one writer at a time anyhow.
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    with _trouble_told(engine):
        async with engine.begin() as connection:
            await connection.run_sync(run)


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


@contextlib.contextmanager
def _trouble_told(engine: AsyncEngine) -> Iterator[None]:
    """Tell what goes wrong with a database as a `StoreError`, without its password."""
    where = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except CommandError as error:
        raise StoreError(f"{where} was made by a newer version of the bot ({error}); install that one") from None
    except STORE_TROUBLE as error:
        raise StoreError(f"cannot open the store {where} ({reason_of(error)}); check DREAM_BOT_STORE") from None


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of a data folder: a second bot would take over the dreams of the first."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"another bot works in {path.parent}; stop it, or give DREAM_BOT_DATA another") from None
        yield
    finally:
        os.close(descriptor)
