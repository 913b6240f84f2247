"""Measure an engine at work and print the figures; exit status 1 where a goal is missed."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

# As in the engine, and before torch is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
os.environ.setdefault("OMP_WAIT_POLICY", "active")

from engine.client import EngineClient
from load.engine.costs import overhead, previews
from load.engine.figure import Figure, written
from load.engine.lasting import growth, starting
from load.engine.sharing import sharing
from tests.engine_process import EngineProcess


def main(
    rounds: Annotated[int, typer.Option(min=5, help="Small dreams of each case.")] = 20,
    jobs: Annotated[int, typer.Option(min=20, help="Over which memory should not grow.")] = 500,
    only: Annotated[str, typer.Option(help="start, sharing, overhead, previews or memory.")] = "",
) -> None:
    """Measure, and print each figure as it is known."""
    console = Console()
    console.print(
        f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; what is timed in turn stays a ratio"
    )
    missed = asyncio.run(_run(console, rounds, jobs, only))
    raise typer.Exit(1 if missed else 0)


async def _run(console: Console, rounds: int, jobs: int, only: str) -> int:
    """Print the figures, and return how many miss their goals."""
    missed = 0
    async for figure in _figures(rounds, jobs, only):
        table = Table.grid(padding=(0, 2))
        for width in (34, 14, 16, None):
            table.add_column(min_width=width)
        verdict = "" if figure.held else "missed"
        table.add_row(
            figure.measure,
            written(figure.value, figure.unit),
            f"≤ {written(figure.goal, figure.unit)} {verdict}",
            figure.told,
        )
        console.print(table, highlight=False)
        missed += not figure.held
    console.print(f"load average {os.getloadavg()[0]:.1f}")
    return missed


async def _figures(rounds: int, jobs: int, only: str) -> AsyncIterator[Figure]:
    def wanted(name: str) -> bool:
        return only in ("", name)

    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        if wanted("start"):
            yield await asyncio.to_thread(starting, folder, 3)
        async with AsyncExitStack() as stack:
            engine = stack.enter_context(EngineProcess(folder / "engine.sock"))
            client = await stack.enter_async_context(EngineClient([engine.url]))
            if wanted("sharing"):
                for figure in await sharing(client, rounds):
                    yield figure
            if wanted("overhead"):
                yield await overhead(client, rounds)
            if wanted("previews"):
                silent = stack.enter_context(EngineProcess(folder / "silent.sock", preview_interval="1e9"))
                other = await stack.enter_async_context(EngineClient([silent.url]))
                yield await previews(client, other, max(3, rounds // 3))
        if wanted("memory"):
            with EngineProcess(folder / "lasting.sock") as engine:
                async with EngineClient([engine.url]) as client:
                    yield await growth(client, engine.pid, jobs)


if __name__ == "__main__":
    typer.run(main)
