"""What all tests share: pictures to dream, and one real engine for the whole run."""

import os

import pytest
from hypothesis import settings

from tests import pictures
from tests.engine_process import EngineProcess

# As in the engine: OpenMP's threads must not wait for each other in a busy loop. It is read when torch is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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
