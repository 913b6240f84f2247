"""Diagnosis: what an engine with these settings would find on this machine, a finding for each thing it needs."""

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch

from engine.dreaming import networks
from engine.dreaming.dream import dream
from engine.dreaming.grammar import parse
from engine.dreaming.memory import USUAL
from engine.dreaming.networks import Network
from engine.dreaming.presets import Presets
from engine.dreaming.recipe import Recipe
from engine.server import LONGEST_PATH, token_of
from engine.settings import EngineSettings, own_presets

ITSELF = 2**29
"""Bytes that PyTorch and the network take."""
LEAST = 2 * 2**30
"""Bytes without which hardly anything can be dreamt: an engine, one decoder, the steps of one dream."""
_TRIAL = {"size": 128, "steps": [2, 2], "seed": 1}
_PROC, _CGROUP = Path("/proc/meminfo"), Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Finding:
    """What was found; `line` says what to do where it is not good."""

    what: str
    verdict: Literal["good", "doubtful", "bad"]
    line: str


def examine(settings: EngineSettings) -> Iterator[Finding]:
    """Yield a finding for each thing; what rests on something bad is left out."""
    yield _place(settings)
    yield _memory(settings, _available())
    yield _threads(torch.get_num_threads(), len(os.sched_getaffinity(0)))
    try:
        presets = own_presets(settings.presets)
        yield Finding("presets", "good", f"{len(presets)}, {settings.presets or 'those that come along'}")
        device = networks.pick_device(settings.device)
        yield Finding("device", "good", _describe(device))
        began = time.monotonic()
        network = networks.load(settings.network, device, weights=settings.weights)
    # Each of them is a sentence of ours for the operator.
    except ValueError as error:
        yield Finding("settings", "bad", str(error))
        return
    yield Finding("network", "good", f"{network.name}, loaded in {time.monotonic() - began:.1f} s")
    yield from _layers(presets, network)
    yield _trial(next(iter(presets.values())).recipe, network)


def _place(settings: EngineSettings) -> Finding:
    """Whether the engine can listen where it is to, and who else could reach it there."""
    if settings.listen is not None:
        try:
            token_of(settings)
        except ValueError as error:
            return Finding("port", "bad", str(error))
        return Finding("port", "good", f"{settings.listen}, for whoever bears the token")
    path = settings.socket.absolute()
    folder = path.parent
    if len(os.fsencode(path)) > LONGEST_PATH:
        return Finding("socket", "bad", f"{path} is longer than {LONGEST_PATH} bytes; choose a shorter path")
    if not folder.is_dir():
        return Finding("socket", "bad", f"there is no folder {folder}; make it for the engine, mode 0750")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding("socket", "bad", f"this user may not write in {folder}; give it to the engine's user")
    mode = folder.stat().st_mode
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        return Finding("socket", "bad", f"anybody can put a socket of their own into {folder}; chmod o-w it")
    if mode & (stat.S_IWOTH | stat.S_IWGRP) and not mode & stat.S_ISVTX:
        return Finding("socket", "doubtful", f"the group of {folder} could replace the socket; chmod g-w it")
    return Finding("socket", "good", f"{path}, for its owner and group")


def _memory(settings: EngineSettings, available: int) -> Finding:
    wanted = settings.hold * 2**20 + _dreaming(settings)
    told = f"{available / 2**30:.1f} GiB are free, {wanted / 2**30:.1f} GiB may be needed"
    if available < LEAST:
        return Finding("memory", "bad", f"{told}; free some, an engine takes at least {LEAST / 2**30:.0f} GiB")
    if available < wanted:
        line = f"{told}; free some, lower DREAM_ENGINE_HOLD ({settings.hold} MiB), or set DREAM_ENGINE_MEMORY"
        return Finding("memory", "doubtful", line)
    return Finding("memory", "good", told)


def _dreaming(settings: EngineSettings) -> int:
    """Return the bytes of this machine's memory that dreaming may take, beside the pictures that are kept."""
    if settings.device != "cpu" and torch.cuda.is_available():
        return ITSELF
    return settings.memory or ITSELF + settings.slots * USUAL


def _available() -> int:
    """Return the bytes that this process could still take, of the machine or of its control group."""
    fields = dict(line.split(":", 1) for line in _PROC.read_text().splitlines())
    free = int(fields["MemAvailable"].split()[0]) * 1024
    try:
        limit, used = ((_CGROUP / name).read_text().strip() for name in ("memory.max", "memory.current"))
    except OSError:
        return free
    return free if limit == "max" else min(free, int(limit) - int(used))


def _threads(threads: int, cores: int) -> Finding:
    told = f"{threads} threads on {cores} cores"
    if threads > cores:
        return Finding("threads", "doubtful", f"{told}; they get in each other's way: OMP_NUM_THREADS={cores}")
    return Finding("threads", "good", told)


def _describe(device: torch.device) -> str:
    if device.type != "cuda":
        return f"{device}; PyTorch {torch.__version__}"
    free, total = torch.cuda.mem_get_info(device)
    name = torch.cuda.get_device_name(device)
    return f"{name}, {free / 2**30:.0f} of {total / 2**30:.0f} GiB free; PyTorch {torch.__version__}"


def _layers(presets: Presets, network: Network) -> Iterator[Finding]:
    """Presets that this network cannot dream; the engine would refuse them one by one."""
    strange = []
    for preset in presets.values():
        try:
            network.check(parse(preset.recipe.objective).layers)
        except ValueError:
            strange.append(preset.name)
    if strange:
        line = f"{network.name} lacks the layers of {', '.join(strange)}; give them others in DREAM_ENGINE_PRESETS"
        yield Finding("presets", "doubtful", line)


def _trial(recipe: Recipe, network: Network) -> Finding:
    """A dream of a few small steps."""
    small = Recipe.of({**_TRIAL, "network": network.name}, recipe)
    began = time.monotonic()
    try:
        steps = sum(1 for _ in dream(None, small, network))
    # A device that does not work fails here in whatever way it does.
    except RuntimeError as error:
        return Finding("dream", "bad", f"a small dream failed: {str(error).splitlines()[0]}")
    return Finding("dream", "good", f"one of {steps} small steps took {time.monotonic() - began:.1f} s")
