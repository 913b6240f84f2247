"""How soon an engine is there, and whether it grows with what it has done."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from engine.client import EngineClient
from engine.protocol import DreamRequest, Progress, TasteRequest
from load.engine.asking import PICTURE, resident
from load.engine.figure import Figure
from tests.engine_process import EngineProcess

AT_ONCE = 4
_SETTLED = 0.4
"""Of all jobs: what is loaded once and kept for good is there by then."""


def starting(folder: Path, rounds: int) -> Figure:
    """Return how long an engine takes from its start until it says that it is ready."""
    seconds = []
    for number in range(rounds):
        began = time.perf_counter()
        with EngineProcess(folder / f"start-{number}.sock"):
            seconds.append(time.perf_counter() - began)
    told = ", ".join(f"{each:.1f}" for each in seconds)
    return Figure("start to ready", median(seconds), 5.0, "s", f"median of {told} s")


async def growth(client: EngineClient, pid: int, jobs: int) -> Figure:
    """Return by how much the engine's memory grows over so many mixed jobs, some of them refused or cancelled."""
    samples: list[int] = []
    numbers = iter(range(jobs))

    async def work() -> None:
        for number in numbers:
            await _job(client, number)
            samples.append(resident(pid))

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    settled, end = (median(part) for part in (samples[int(jobs * _SETTLED) :][: jobs // 5], samples[-jobs // 5 :]))
    return Figure(
        f"memory over {jobs} mixed jobs",
        end / settled - 1,
        0.05,
        "%",
        f"{samples[0] / 2**20:.0f} MiB after the first, {settled / 2**20:.0f} from {_SETTLED:.0%} on, "
        f"{end / 2**20:.0f} at the end, most {max(samples) / 2**20:.0f}",
    )


def _size(number: int) -> dict[str, int | list[int]]:
    return {"size": 48 + 16 * (number % 9), "steps": [2, 1], "seed": number}


_KINDS: tuple[Callable[[int], DreamRequest], ...] = (
    lambda number: DreamRequest(preset="eyes", changes=_size(number)),
    lambda number: DreamRequest(preset="birds", changes=_size(number), file="JPEG"),
    lambda number: DreamRequest(preset="animals", changes=_size(number), file="WEBP"),
    lambda number: DreamRequest(preset="strokes", changes=_size(number), journey={"kind": "zoom", "frames": 3}),
    lambda number: DreamRequest(preset="nothing of that name", changes=_size(number)),
    lambda number: DreamRequest(changes={**_size(number), "objective": "block5[3]", "start": "fourier"}),
)


async def _job(client: EngineClient, number: int) -> None:
    if number % 25 == 7:
        events = client.taste(TasteRequest(presets=("eyes", "strokes"), seed=number), PICTURE)
    else:
        events = client.dream(_KINDS[number % len(_KINDS)](number), PICTURE)
    async with contextlib.aclosing(events):
        async for event, _ in events:
            if number % 10 == 3 and isinstance(event, Progress):
                break
