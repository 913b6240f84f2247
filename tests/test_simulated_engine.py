"""The simulated engine keeps to the protocol, as the client that the bot uses sees it."""

import asyncio
import io

import pytest
from PIL import Image

from engine.client import EngineClient, EngineDiedError
from engine.protocol import Done, DreamRequest, Error, ErrorCode, Preview, Progress, Queued, Started
from tests.simulated_engine import Script, SimulatedEngine

SCRIPT = Script(seconds=2, seconds_of={"eyes": 4, "fur": 10_000}, failing=("birds",), speed=100, slots=1)


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    with SimulatedEngine(tmp_path_factory.mktemp("simulated") / "engine.sock", SCRIPT) as engine:
        yield engine


@pytest.fixture
async def client(simulated):
    async with EngineClient([simulated.url]) as client:
        yield client


async def listen(client, preset, seed=1):
    return [pair async for pair in client.dream(DreamRequest(preset=preset, changes={"seed": seed}), b"a picture")]


async def test_a_dream_has_a_start_progress_a_preview_and_a_picture(client):
    events = await listen(client, "eyes")
    kinds = [type(event) for event, _ in events]
    assert kinds[0] is Started
    assert kinds.count(Preview) == 1
    assert kinds.count(Progress) >= 2
    done, file = events[-1]
    assert isinstance(done, Done)
    assert done.seconds == pytest.approx(0.04)
    assert done.recipe.seed == 1
    assert Image.open(io.BytesIO(file)).size == (done.width, done.height)
    assert file == (await listen(client, "eyes"))[-1][1]
    assert file != (await listen(client, "eyes", seed=2))[-1][1]


async def test_a_dream_fails_when_the_script_says_so(client):
    *_, (error, _) = await listen(client, "birds")
    assert isinstance(error, Error)
    assert error.code is ErrorCode.FAILED


async def test_a_dream_that_nobody_listens_to_any_more_makes_room(client):
    endless = client.dream(DreamRequest(preset="fur"))
    event, _ = await anext(endless)
    assert isinstance(event, Started)
    waiting = client.dream(DreamRequest(preset="eyes"))
    event, _ = await anext(waiting)
    assert event == Queued(position=1)
    await endless.aclose()
    await waiting.aclose()
    async with asyncio.timeout(20):
        while (health := await client.health()).running or health.waiting:
            await asyncio.sleep(0.01)
    assert health.slots == 1


async def test_a_killed_engine_is_a_dead_one(tmp_path):
    with SimulatedEngine(tmp_path / "engine.sock", SCRIPT) as engine:
        async with EngineClient([engine.url]) as client:
            endless = client.dream(DreamRequest(preset="dogs", changes={"seed": 3}))
            await anext(endless)
            engine.kill()
            with pytest.raises(EngineDiedError):
                async for _ in endless:
                    pass
