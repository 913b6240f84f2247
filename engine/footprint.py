"""The footprint: how much memory this process takes, and how much of a budget that leaves for a dream."""

import resource
from dataclasses import dataclass
from pathlib import Path

import torch

from engine.dreaming.memory import USUAL

_STEP = 64 * 2**20
"""What is left is rounded down to a multiple of this: how much a process holds differs a little from run to run."""


@dataclass(frozen=True)
class Allowance:
    """The memory that a dream may take, in bytes."""

    device: torch.device
    held: int
    """What the process took when it was asked."""
    room: int = USUAL
    """What the dream may take beside that."""

    def told(self, tile: int, need: int) -> str:
        """Return the words for a dream in those tiles that was predicted to need so much."""
        how = f"in tiles of {tile} pixels" if tile else "whole"
        gib = 2**30
        return f"dreamt {how} with {peak(self.device) / gib:.2f} GiB, predicted {(self.held + need) / gib:.2f} GiB"


def allow(device: torch.device, budget: int | None, dreams: int = 1) -> Allowance:
    """Return what each of so many dreams at once may take of a budget for the whole process; the usual without one."""
    already = held(device)
    if budget is None:
        return Allowance(device, already)
    return Allowance(device, already, max(0, budget - already) // dreams // _STEP * _STEP)


def held(device: torch.device) -> int:
    """Return the bytes that the process holds, of the memory in which the device dreams."""
    if device.type == "cuda":
        return torch.cuda.memory_allocated(device)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def peak(device: torch.device) -> int:
    """Return the most bytes that it has held so far."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device)
    # Not what `getrusage` says: that begins with the peak of whoever started the process.
    status = Path("/proc/self/status").read_text("ascii", errors="replace")
    return int(status.split("VmHWM:", 1)[1].split()[0]) * 1024
