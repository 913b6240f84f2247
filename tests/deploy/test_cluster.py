"""The app on a real Ray cluster of this machine: replicas share the work, and one that is killed costs no dream."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
import yaml

from engine.client import EngineClient, EngineUnreachableError
from engine.protocol import Done, DreamRequest, Progress, Started

ray = pytest.importorskip(
    "ray",
    reason="Ray is missing (pip install 'pareidolia[cluster]'), so no cluster is tried; "
    "the app that it would run is tested all the same, in tests/engine",
)
pytestmark = [pytest.mark.timeout(600), pytest.mark.filterwarnings("ignore::DeprecationWarning")]

from ray import serve  # noqa: E402 - only where Ray is

from engine import cluster  # noqa: E402

TOKEN = "a-token-of-these-tests-alone"  # noqa: S105
PORT = 8123
URL = f"http://{TOKEN}@127.0.0.1:{PORT}"
SMALL = DreamRequest(preset="eyes", changes={"size": 64, "steps": [2, 1]})
LONG = DreamRequest(preset="eyes", changes={"size": 512, "seed": 3})


@pytest.fixture(scope="module", autouse=True)
def replicas():
    """Two replicas of one slot each."""
    os.environ |= {"DREAM_ENGINE_TOKEN": TOKEN, "DREAM_ENGINE_SLOTS": "1", "DREAM_ENGINE_DEVICE": "cpu"}
    ray.init(num_cpus=4, include_dashboard=False, logging_level="error", log_to_driver=False)
    serve.start(http_options={"host": "127.0.0.1", "port": PORT})
    serve.run(cluster.dreams(cluster.Cluster(replicas=2, cpus=1, waiting=1)), name="pareidolia")
    yield
    serve.shutdown()
    ray.shutdown()
    for name in ("TOKEN", "SLOTS", "DEVICE"):
        del os.environ[f"DREAM_ENGINE_{name}"]


def worked():
    """Processor time of each replica so far, by its process."""
    times = {}
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and "ServeReplica" in (process / "cmdline").read_text():
                fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
                times[int(process.name)] = int(fields[11]) + int(fields[12])
        except OSError:
            continue  # it has just ended
    return times


async def listen(request):
    async with EngineClient([URL]) as client:
        return [event async for event, _ in client.dream(request)]


async def test_it_wants_the_token():
    async with EngineClient([f"http://wrong@127.0.0.1:{PORT}"]) as client:
        with pytest.raises(EngineUnreachableError):
            await client.health()


async def test_more_than_fits_is_refused_and_the_rest_is_dreamt():
    answers = await asyncio.gather(*(listen(SMALL) for _ in range(10)), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, EngineUnreachableError)]
    dreamt = [answer for answer in answers if isinstance(answer, list) and isinstance(answer[-1], Done)]
    assert len(refused) + len(dreamt) == 10
    assert len(dreamt) >= 2


async def test_a_replica_killed_in_the_middle_costs_no_dream():
    kinds = []
    async with EngineClient([URL]) as client:
        async for event, _ in client.dream(LONG):
            kinds.append(type(event))
            if kinds.count(Progress) == 2 and kinds[-1] is Progress:
                before = worked()
                await asyncio.sleep(0.5)
                after = worked()
                os.kill(max(before, key=lambda pid: after.get(pid, 0) - before[pid]), signal.SIGKILL)
    assert kinds[-1] is Done
    assert kinds.count(Started) == 2


async def test_a_cluster_that_is_taken_down_finishes_what_it_dreams():
    down = None
    async with EngineClient([URL]) as client:
        async for event, _ in client.dream(LONG):
            if isinstance(event, Progress) and down is None:
                down = asyncio.create_task(asyncio.to_thread(serve.delete, "pareidolia"))
    assert isinstance(event, Done)
    await down


def test_the_file_asks_for_what_the_application_takes():
    (application,) = yaml.safe_load((Path(__file__).parents[2] / "deploy/ray/serve.yaml").read_text())["applications"]
    assert application["import_path"] == "engine.cluster:dreams"
    assert cluster.Cluster.model_validate(application["args"]).replicas == 2
