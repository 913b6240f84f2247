"""`make sizing`: print how many servers so many engines serve, and how many engines so many servers need."""

import asyncio
import time
from collections.abc import Sequence
from statistics import fmean
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.queue import Capacity, Caps, FairQueue, Rules
from engine.client import EngineDiedError, EngineUnreachableError
from sizing.crowd import Habits, asked
from sizing.measuring import measured
from sizing.search import Carried, Promise, fewest, most

ENGINES = (1, 2, 4, 8, 16, 32, 64, 100)
SECONDS = 25.0
"""Of a device, that a dream of 768 pixels takes on average on two cores that other programs want as well."""
_LARGE = 100
"""Servers that count as large: what they do must not be felt by the others."""

out = Console(width=120, highlight=False)


def main(
    seconds: Annotated[float, typer.Option(help="Of a device, that a dream takes on average.")] = SECONDS,
    engine: Annotated[str, typer.Option(help="URL of an idle engine that is asked for them instead.")] = "",
    servers: Annotated[int, typer.Option(help="How many there are to be served.")] = 10_000,
    daily: Annotated[float, typer.Option(help="Dreams of a server in a day, on average.")] = Habits.daily,
    busiest: Annotated[float, typer.Option(help="Share of them in the busiest hour.")] = Habits.busiest,
    size: Annotated[int, typer.Option(help="Longest side in pixels.")] = Habits.size,
    within: Annotated[float, typer.Option(help="Seconds in which dreams begin …")] = Promise.within,
    share: Annotated[float, typer.Option(help="… and the share of them that does.")] = Promise.share,
    server_at_once: Annotated[int, typer.Option(help="Dreams of one server that run at once.")] = Caps.per_server,
) -> None:
    """Print what engines carry in the busiest hour, by simulation with the bot's own queue."""
    habits, promise, caps = Habits(daily, busiest, size), Promise(within, share), Caps(per_server=server_at_once)
    if engine:
        seconds = _measure(engine, habits)
    out.print(f"a dream takes {seconds:g} s of a device; {share:.0%} are to begin within {within:g} s")
    out.print(f"a server asks for {daily:g} dreams a day, {busiest:.0%} of them in the busiest hour")
    out.print(table([most(engines, seconds, habits, promise, caps) for engines in ENGINES], habits))
    needed = fewest(servers, seconds, habits, promise, caps)
    out.print(f"{servers:,} servers need {needed.engines} engines: the last of these lines")
    out.print(table([needed], habits))
    out.print(_queue_costs(habits))


def table(carried: Sequence[Carried], habits: Habits) -> Table:
    """Return a line for each of these fleets."""
    columns = (
        "engines",
        "servers",
        "dreams an hour",
        "busy",
        "wait: half",
        "95 %",
        "99 %",
        "95 %, not of the largest",
        "refused",
    )
    lines = Table(*columns, box=None)
    for each in carried:
        lines.add_row(*row(each, habits))
    return lines


def row(carried: Carried, habits: Habits) -> tuple[str, ...]:
    """Return what a line says: how many servers, how busy engines are, and how long dreams wait to begin."""
    served = carried.served
    waits = (served.quantile(0.5), served.quantile(0.95), served.quantile(0.99), served.quantile(0.95, _LARGE))
    return (
        str(carried.engines),
        f"{carried.servers:,}",
        f"{carried.servers * habits.rate * 3600:,.0f}",
        f"{served.utilisation:.0%}",
        *(f"{wait:.0f} s" for wait in waits),
        str(served.refused),
    )


def _measure(url: str, habits: Habits) -> float:
    """Return the seconds that a dream takes on average on a real engine, and print those of each preset."""

    async def ask() -> list[float]:
        found = []
        async for preset, seconds in measured(url, habits):
            out.print(f"  {preset:10} {seconds:6.2f} s")
            found.append(seconds)
        return found

    try:
        return fmean(asyncio.run(ask()))
    except (EngineUnreachableError, EngineDiedError, RuntimeError) as error:
        out.print(f"nothing can be measured at {url}: {error}")
        raise typer.Exit(1) from None


def _queue_costs(habits: Habits) -> str:
    """Time the queue itself: what one dream costs it, and one forecast for a line that is full."""
    crowd = asked(10_000, habits, Rules().waiting, seed=0)
    queue = FairQueue(Rules(), Capacity(slots=200, devices=100))
    began = time.process_time()
    for ticket in crowd:
        queue.put(ticket)
    put = time.process_time()
    queue.places(crowd[-1].asked)
    foretold = time.process_time()
    while (taken := queue.take(crowd[-1].asked)) is not None or queue.running:
        queue.finish(taken.id if taken else next(iter(queue.running)), crowd[-1].asked)
    each = (put - began + time.process_time() - foretold) / len(crowd)
    forecast = foretold - put
    return f"the queue itself takes {each * 1e6:.0f} µs a dream, a forecast for a full line {forecast * 1e3:.0f} ms"


if __name__ == "__main__":
    typer.run(main)
