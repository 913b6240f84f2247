"""`make bench`: this library beside the plain recipe and a peer, interleaved in one run on one machine."""

import statistics
import time
from typing import Annotated

import torch
import typer
from rich.console import Console
from rich.table import Table

from bench.contenders import Contender, contenders
from bench.equality import gradient_errors
from bench.machine import convolution_rate, operations
from bench.parts import parts
from bench.work import WORKS, Work
from engine.dreaming import allocator

out = Console()


def main(
    rounds: Annotated[int, typer.Option(min=1, help="How often everybody dreams.")] = 3,
    network: Annotated[str, typer.Option(help="Only this one.")] = "",
) -> None:
    """Check that the gradients are the same, time everybody in turn and print the tables."""
    for work in WORKS:
        if network in ("", work.network):
            _compare(work, rounds)


def _compare(work: Work, rounds: int) -> None:
    height, width = work.size
    out.rule(f"{work.network}, {work.layer}, {width} × {height}, {work.octaves} octaves × {work.steps} steps")
    errors = gradient_errors(work)
    if not errors.equal:
        raise SystemExit(f"bench: our gradient is off by {errors.ours:.1e} of its length, so the times mean nothing")
    everybody = contenders(work)
    rate = convolution_rate()
    seconds = _interleaved(everybody, rounds)
    rate = max(rate, convolution_rate())

    ours = statistics.median(seconds[everybody[0].name])
    table = Table("", "seconds", "from – to", "beside ours", box=None)
    for name, times in seconds.items():
        middle = statistics.median(times)
        table.add_row(name, f"{middle:.2f}", f"{min(times):.2f} – {max(times):.2f}", f"{middle / ours:.1f} ×")
    out.print(table)
    if len(everybody) == 3:
        out.print("torch-dreams is not installed: pip install torch-dreams")

    work_done = operations(work)
    out.print(
        f"gradient in float32 against float64: ours is off by {errors.ours:.1e}, the authors' network by "
        f"{errors.plain:.1e}. {work.pixel_steps / 1e6:.1f} million pixel-steps, "
        f"{work_done:.0f} GFLOP: {work_done / ours:.0f} GFLOP/s of the {rate:.0f} that a large convolution reaches, "
        f"{work_done / ours / rate:.0%}. {torch.get_num_threads()} threads."
    )
    where = parts(work)
    whole = sum(where.values())
    out.print("our time: " + ", ".join(f"{name} {spent / whole:.0%}" for name, spent in where.items()))


def _interleaved(everybody: list[Contender], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each round of each contender; a first round that nobody counts warms up."""
    seconds: dict[str, list[float]] = {contender.name: [] for contender in everybody}
    for number in range(rounds + 1):
        for contender in everybody:
            began = time.perf_counter()
            contender.run()
            if number:
                seconds[contender.name].append(time.perf_counter() - began)
    return seconds


if __name__ == "__main__":
    # As the command does, for everybody who is timed.
    allocator.keep()
    typer.run(main)
