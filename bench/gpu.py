"""`make bench-gpu`: the same dreams on a GPU and on this machine's cores, or one line where there is no GPU."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

import torch
import typer
from rich.console import Console
from rich.table import Table
from torch import Tensor

from bench.work import WORKS, Work
from engine.dreaming import networks
from engine.dreaming.dream import dream

ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """How the work went in one way."""

    way: str
    seconds: float
    """The median of some rounds."""
    first: float
    """Seconds of the round that warms up."""
    difference: float
    """Mean absolute difference of the dream from that of the cores, in steps of 1/255."""
    peak: int
    """Most bytes of the GPU's memory."""


def main() -> None:
    """Print a table for each work: the cores, the GPU in float32, the GPU with convolutions in TF32."""
    out = Console()
    if not torch.cuda.is_available():
        out.print("bench-gpu: PyTorch finds no GPU here, so nothing was measured.")
        return
    gpu = torch.device("cuda")
    for work in WORKS:
        height, width = work.size
        out.rule(f"{work.network}, {work.layer}, {width} × {height} on {torch.cuda.get_device_name(gpu)}")
        table = Table("", "seconds", "the first", "beside cores", "off by /255", "GiB", box=None)
        found = list(rows(work, gpu, ROUNDS))
        for row in found:
            table.add_row(
                row.way,
                f"{row.seconds:.3f}",
                f"{row.first:.2f}",
                f"{found[0].seconds / row.seconds:.1f} ×",
                f"{row.difference:.2f}",
                f"{row.peak / 2**30:.2f}",
            )
        out.print(table)


def rows(work: Work, device: torch.device, rounds: int) -> Iterator[Row]:
    """Yield the row of the cores, and those of the device without and with TF32, timed one after the other."""
    reference, took = _timed(work, torch.device("cpu"), rounds)
    yield Row("cores", statistics.median(took[1:]), took[0], 0.0, 0)
    for tf32 in (False, True):
        if device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(device)
        with torch.backends.cudnn.flags(enabled=True, allow_tf32=tf32):
            dreamt, took = _timed(work, device, rounds)
        off = 255 * float((dreamt - reference).abs().mean())
        peak = torch.cuda.max_memory_allocated(device) if device.type == "cuda" else 0
        yield Row(f"{device.type}, {'TF32' if tf32 else 'float32'}", statistics.median(took[1:]), took[0], off, peak)


def _timed(work: Work, device: torch.device, rounds: int) -> tuple[Tensor, list[float]]:
    """Return the dream `(1, 3, H, W)`, in main memory, and the seconds of each round; one more comes before them."""
    network = networks.load(work.network, device, random_weights=True)
    photograph, recipe = work.photograph().to(device), work.recipe()
    seconds = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        *_, last = dream(photograph, recipe, network)
        # Bringing it home waits until the device has done its work.
        dreamt = last.picture.cpu()
        seconds.append(time.perf_counter() - began)
    return dreamt, seconds


if __name__ == "__main__":
    typer.run(main)
