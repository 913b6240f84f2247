"""The house with an engine that dreams in no time, and a third person."""

import pytest

from tests.end_to_end.conftest import at_home
from tests.simulated_engine import Script, SimulatedEngine


@pytest.fixture(scope="module")
def quick_engine(tmp_path_factory):
    with SimulatedEngine(tmp_path_factory.mktemp("engine") / "engine.sock", Script(seconds=0.02)) as engine:
        yield engine


@pytest.fixture
async def bot(discord, quick_engine):
    async with at_home(discord, engines=(quick_engine.url,)) as run:
        yield run.bot


@pytest.fixture
def chidi(discord):
    return discord.people["Chidi"]
