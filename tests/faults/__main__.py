"""Kill the bot a hundred times, at every moment in turn, and through festivals; print what became of it all."""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.faults.conftest import house
from tests.faults.festival import LIMITS, Festival
from tests.faults.lives import Tally
from tests.faults.moments import Moment
from tests.pictures import landscape


def main(
    runs: Annotated[int, typer.Option(help="How often the bot is killed.")] = 100,
    festivals: Annotated[int, typer.Option(help="How many festivals of challenges it is killed through.")] = 5,
    seed: Annotated[int, typer.Option(help="Where the seeds of the runs begin.")] = 0,
) -> None:
    """Print a line for each moment; fail if anything was lost or posted twice."""
    tallies = {moment: Tally() for moment in Moment}
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live(Path(folder), runs, seed, tallies))
    console = Console()
    console.print(_table(tallies))
    wrong = [fault for number in range(festivals) for fault in _festival(seed + number)]
    console.print(f"{festivals} festivals of five challenges, five deaths in each: {len(wrong)} went wrong", *wrong)
    sys.exit(bool(wrong) or any(tally.lost or tally.doubled for tally in tallies.values()))


def _festival(seed: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return [f"with seed {seed}, {fault}" for fault in asyncio.run(_hold(Path(folder), seed))]


async def _hold(folder: Path, seed: int) -> list[str]:
    async with house(folder, landscape(), seconds=0.02, **LIMITS) as home:
        return await Festival(home, seed).hold()


async def _live(folder: Path, runs: int, seed: int, tallies: dict[Moment, Tally]) -> None:
    moments = list(Moment)
    async with house(folder, landscape()) as home:
        for number in range(runs):
            moment = moments[number % len(moments)]
            await home.die_and_go_on(seed + number, moment, tallies[moment])


def _table(tallies: dict[Moment, Tally]) -> Table:
    table = Table(
        "the bot is killed when a dream is …", *("runs", "accepted", "lost", "doubled", "back after", "at most")
    )
    for moment, tally in tallies.items():
        times = sorted(tally.recoveries)
        seconds = (f"{times[len(times) // 2]:.1f} s", f"{times[-1]:.1f} s") if times else ("–", "–")
        table.add_row(moment, *map(str, (tally.runs, tally.accepted, tally.lost, tally.doubled)), *seconds)
    return table


if __name__ == "__main__":
    typer.run(main)
