"""Kill the bot a hundred times, at every moment in turn, let it bear every trouble, and print what became of it all."""

import asyncio
import contextlib
import logging
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.faults.bot_process import FAKETIME
from tests.faults.conftest import house
from tests.faults.festival import DEATHS, LIMITS, Festival
from tests.faults.lives import Tally
from tests.faults.long_away import CARD, DELIVERY, stay_away
from tests.faults.moments import Moment
from tests.faults.schedules import fast_house, play
from tests.faults.troubles import OwnTrouble, Trouble
from tests.pictures import landscape

_WIDTH = 160
_FEW_SECONDS = 3.0
_OWN_SECONDS = 10.0
_SECONDS = {
    Trouble.ENGINE_HANGS: 25.0,
    Trouble.STORE_LOCKED: 12.0,
    Trouble.STORE_SLOW: 12.0,
    Trouble.DISCORD_AWAY: 40.0,
}
"""How long a trouble lasts that is noticed late: an engine is silent, and a database busy, for a while first."""


def main(
    runs: Annotated[int, typer.Option(help="How often the bot is killed.")] = 100,
    schedules: Annotated[int, typer.Option(help="How many random schedules of faults are played.")] = 1000,
    each: Annotated[int, typer.Option(help="How often each trouble befalls it.")] = 3,
    festivals: Annotated[int, typer.Option(help="How many festivals of challenges it is killed through.")] = 5,
    seed: Annotated[int, typer.Option(help="Where the seeds of the runs begin.")] = 0,
) -> None:
    """Print a line for each moment and each trouble, and how often what was harmed; fail if anything was."""
    deaths = {moment: Tally() for moment in Moment}
    troubles = {which: Tally() for which in Trouble if which is not Trouble.CLOCK_JUMPS or FAKETIME}
    own = {which: Tally() for which in (Moment.RUNNING, Moment.DELIVERED, *OwnTrouble)}
    away, random = Tally(), Tally()
    with _folder() as folder:
        asyncio.run(_live(folder, runs, each, seed, deaths, troubles))
    with _folder() as folder:
        asyncio.run(_live_with_own_engine(folder, each, seed, own))
    for refused in (CARD, DELIVERY):
        for status in (503, 429):
            with _folder() as folder:
                asyncio.run(stay_away(folder, landscape(), refused, status, away))
    with _folder() as folder:
        asyncio.run(_play(folder, schedules, seed, random))
    console = Console(width=_WIDTH)
    console.print(_table("the bot is killed when a dream is …", deaths))
    console.print(_table("while the bot lives, …", troubles))
    if FAKETIME is None:
        console.print("the clock did not jump: libfaketime is missing (apt-get install libfaketime)")
    console.print(_table("with a real engine of its own, the bot is killed, or …", own))
    console.print(_table("in simulated time, …", {"Discord is away for an hour": away, "faults at random": random}))
    everything = (*deaths.values(), *troubles.values(), *own.values(), away, random)
    wrong = [fault for number in range(festivals) for fault in _festival(seed + number)]
    console.print(f"{festivals} festivals of five challenges, {DEATHS} deaths in each: {len(wrong)} went wrong", *wrong)
    sys.exit(bool(wrong) or any(tally.harm for tally in everything))


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _festival(seed: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return [f"with seed {seed}, {fault}" for fault in asyncio.run(_hold(Path(folder), seed))]


async def _hold(folder: Path, seed: int) -> list[str]:
    async with house(folder, landscape(), seconds=0.02, **LIMITS) as home:
        return await Festival(home, seed).hold()


async def _live(
    folder: Path, runs: int, each: int, seed: int, deaths: dict[Moment, Tally], troubles: dict[Trouble, Tally]
) -> None:
    moments = list(Moment)
    async with house(folder, landscape(), another_clock=Trouble.CLOCK_JUMPS in troubles) as home:
        await home.settle()
        for number in range(runs):
            moment = moments[number % len(moments)]
            await home.die_and_go_on(seed + number, moment, deaths[moment])
        for number in range(each):
            for which, tally in troubles.items():
                await home.bear(seed + number, which, _SECONDS.get(which, _FEW_SECONDS), tally)


async def _live_with_own_engine(folder: Path, each: int, seed: int, tallies: dict[Moment | OwnTrouble, Tally]) -> None:
    async with house(folder, landscape(), own_engine=True) as home:
        await home.settle()
        for number in range(each):
            for what, tally in tallies.items():
                if isinstance(what, Moment):
                    await home.die_and_go_on(seed + number, what, tally)
                else:
                    await home.bear(seed + number, what, _OWN_SECONDS, tally)


async def _play(folder: Path, schedules: int, seed: int, tally: Tally) -> None:
    picture = landscape()
    # What this bot has to say of thousands of faults is of no interest here.
    logging.disable(logging.CRITICAL)
    async with fast_house(folder) as (discord, run, engine):
        for number in range(schedules):
            await play(seed + number, discord, run, engine, picture, tally)


def _table(title: str, tallies: Mapping[str, Tally]) -> Table:
    harm = ("lost", "doubled", "votes", "limits", "files", "processes")
    table = Table(title, "runs", "accepted", "told why not", *harm, "back after", "at most")
    for moment, tally in tallies.items():
        times = sorted(tally.recoveries)
        seconds = (f"{times[len(times) // 2]:.1f} s", f"{times[-1]:.1f} s") if times else ("–", "–")
        figures = (tally.runs, tally.accepted, tally.told, *(getattr(tally, name) for name in harm))
        table.add_row(moment, *map(str, figures), *seconds)
    return table


if __name__ == "__main__":
    typer.run(main)
