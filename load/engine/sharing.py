"""A small dream beside a long one: how much longer it takes than alone, and how soon a cancelled one makes room."""

import asyncio
import random
from dataclasses import dataclass, field
from statistics import median

from engine.client import EngineClient
from engine.protocol import DreamRequest
from load.engine.asking import FILM, LARGE, SMALL, Answer, ask, company, until_free
from load.engine.figure import Figure
from load.measures import quantile

BLOCK = 5
"""Small dreams in a row, before the other case has its turn: what else the machine does changes within minutes."""


@dataclass
class _Case:
    beside: list[Answer] = field(default_factory=list)
    freed: list[float] = field(default_factory=list)


async def sharing(client: EngineClient, rounds: int) -> list[Figure]:
    """Return the figures of small dreams alone and in company, in turn, so many of each."""
    moments = random.Random(1)  # noqa: S311 - where in a step of the long dream they come
    alone: list[Answer] = []
    cases = {"a film": (FILM, _Case()), "an 8 MP dream": (LARGE, _Case())}
    await ask(client, SMALL)
    for _ in range(max(1, rounds // BLOCK)):
        for long, case in cases.values():
            alone += await _several(client, moments)
            async with company(client, long):
                case.beside += await _several(client, moments)
            case.freed.append(await until_free(client))
    step = (await ask(client, _one_step(LARGE))).dreaming
    whole = quantile([answer.whole for answer in alone], 0.95)
    figures = []
    for name, (_, case) in cases.items():
        beside = [answer.whole for answer in case.beside]
        figures.append(
            Figure(
                f"a small dream beside {name}, p95",
                quantile(beside, 0.95) / whole,
                2.2,
                "× alone",
                f"{whole:.2f} s alone, {quantile(beside, 0.95):.2f} s beside it "
                f"(medians {median(answer.whole for answer in alone):.2f}, {median(beside):.2f}; {len(beside)} each)",
            )
        )
    first = [answer.first for answer in alone]
    figures.append(
        Figure("first progress", median(first), 0.15, "ms", f"from asking, alone; p95 {quantile(first, 0.95):.3f} s")
    )
    freed = max(cases["an 8 MP dream"][1].freed)
    told = f"the longest wait for the device after an 8 MP dream was cancelled; a step takes {step:.1f} s"
    figures.append(Figure("from cancel to free", freed / step, 1.0, "steps", f"{freed * 1000:.0f} ms: {told}"))
    return figures


def _one_step(request: DreamRequest) -> DreamRequest:
    return request.model_copy(update={"changes": {**request.changes, "steps": [1]}})


async def _several(client: EngineClient, moments: random.Random) -> list[Answer]:
    answers = []
    for _ in range(BLOCK):
        await asyncio.sleep(moments.random())
        answers.append(await ask(client, SMALL))
    return answers
