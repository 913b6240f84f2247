"""Kill the bot a hundred times, at every moment in turn, and print what became of what it had accepted."""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.faults.conftest import house
from tests.faults.lives import Tally
from tests.faults.moments import Moment
from tests.pictures import landscape


def main(
    runs: Annotated[int, typer.Option(help="How often the bot is killed.")] = 100,
    seed: Annotated[int, typer.Option(help="Where the seeds of the runs begin.")] = 0,
) -> None:
    """Print a line for each moment; fail if anything was lost or posted twice."""
    tallies = {moment: Tally() for moment in Moment}
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live(Path(folder), runs, seed, tallies))
    Console().print(_table(tallies))
    sys.exit(any(tally.lost or tally.doubled for tally in tallies.values()))


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
