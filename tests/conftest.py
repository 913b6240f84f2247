"""What all tests share: pictures to dream, and one real engine for the whole run."""

import os

import pytest
from hypothesis import settings

from bot.playground.gateway.sessions import LISTENERS
from bot.playground.rest.exchanges import WITNESSES
from tests import contract as described
from tests import pictures
from tests.compared import Compared
from tests.databases import cluster, database, postgresql  # noqa: F401 - fixtures
from tests.engine_process import EngineProcess

# As in the engine: OpenMP's threads must not wait for each other in a busy loop. It is read when torch is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
os.environ.setdefault("OMP_WAIT_POLICY", "active")

# Processes that run tests side by side share the cores, and so must what each of them computes.
if beside := os.environ.get("PYTEST_XDIST_WORKER_COUNT"):
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // int(beside))))

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

COMPARED = pytest.StashKey[Compared]()
"""What was compared with Discord's description, by this process and by those that run tests for it."""


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """An engine process that answers."""
    with EngineProcess(tmp_path_factory.mktemp("engine") / "engine.sock", heartbeat="0.25") as process:
        assert process.ready_line, "the engine did not start"
        yield process


@pytest.fixture(scope="session")
def landscape() -> bytes:
    """A small PNG: a sky that fades, a hill, a sun."""
    return pictures.landscape()


@pytest.fixture
def ada(discord):
    """A person of the playground that a test runs in: the owner of its first guild."""
    return discord.people["Ada"]


@pytest.fixture
def basho(discord):
    """A person who owns nothing."""
    return discord.people["Basho"]


@pytest.fixture
def dreams(discord):
    """The channel that most of it happens in."""
    return discord.channels["dreams"]


@pytest.fixture(scope="session")
def contract(pytestconfig):
    """Discord's own description, which sees whatever any playground answers; None when it is not there."""
    kept = described.load()
    if kept is None:
        yield None
        return
    pytestconfig.stash[COMPARED] = kept.compared
    WITNESSES.append(kept.witness)
    LISTENERS.append(kept.hear)
    yield kept
    WITNESSES.remove(kept.witness)
    LISTENERS.remove(kept.hear)


@pytest.fixture
def contract_kept(contract):
    """Fail the test in which a playground answers otherwise than Discord describes."""
    if contract is None:
        yield
        return
    contract.breaches.clear()
    yield
    assert contract.breaches == []


def pytest_sessionfinish(session):
    """Tell whoever this process runs tests for what was compared."""
    compared = session.config.stash.get(COMPARED, None)
    if compared is not None and hasattr(session.config, "workeroutput"):
        session.config.workeroutput["compared"] = compared.plain()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Take in what another process has compared."""
    if seen := getattr(node, "workeroutput", {}).get("compared"):
        node.config.stash.setdefault(COMPARED, Compared()).add(seen)


def pytest_terminal_summary(terminalreporter, config):
    """Tell how much of what playgrounds answered was compared with Discord's description."""
    compared = config.stash.get(COMPARED, None)
    if compared is not None and compared.answered:
        terminalreporter.write_line(compared.summary())
