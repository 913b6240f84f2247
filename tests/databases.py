"""Empty databases for tests: in a file, and in a PostgreSQL of their own that is thrown away."""

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

import asyncpg
import pytest

NO_POSTGRES = "PostgreSQL is not installed here (Debian: apt install postgresql)"


def program(name):
    """The path of one of PostgreSQL's programs, or None."""
    found = shutil.which(name) or next(iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    return found and str(found)


@pytest.fixture(scope="session")
def cluster():
    """The folder with the socket of a throw-away PostgreSQL, which refuses to run as root."""
    if not (program("initdb") and program("pg_ctl")):
        pytest.skip(NO_POSTGRES)
    account = {}
    if os.geteuid() == 0:
        with contextlib.suppress(KeyError):
            account = {"user": pwd.getpwnam("postgres").pw_uid, "group": pwd.getpwnam("postgres").pw_gid}
        if not account:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if account:
        os.chown(folder, account["user"], account["group"])
    rows = folder / "rows"

    def run(name, *words):
        command = [program(name), "-D", rows, *words]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **account)

    run("initdb", "-U", "dreamer", "-A", "trust", "--no-sync")
    run("pg_ctl", "start", "--wait", "-o", f"-k {folder} -c listen_addresses= -c fsync=off")
    try:
        yield folder
    finally:
        run("pg_ctl", "stop", "--wait", "-m", "immediate")
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request, tmp_path):
    """The address of an empty database; whoever asks for it is run with each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.sqlite"
        return
    async with _empty(request.getfixturevalue("cluster")) as address:
        yield address


@pytest.fixture
async def postgresql(cluster):
    """The address of an empty database of PostgreSQL's."""
    async with _empty(cluster) as address:
        yield address


@contextlib.asynccontextmanager
async def _empty(folder):
    name = f"dreams_{secrets.token_hex(4)}"
    administrator = await asyncpg.connect(host=str(folder), user="dreamer", database="postgres")
    await administrator.execute(f"CREATE DATABASE {name}")
    yield f"postgresql://dreamer@/{name}?host={folder}"
    await administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await administrator.close()
