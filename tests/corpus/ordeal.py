"""The ordeal: a file goes through everything that reads files, each of which answers or refuses in one sentence."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from engine import footage, images, imprints
from engine.images import PictureRefusedError
from engine.records import RecordError

SIDE = 96
READERS: Mapping[str, Callable[[bytes], object]] = MappingProxyType(
    {
        "picture": lambda data: images.decode(data, SIDE),
        "film": lambda data: footage.decode(data, SIDE),
        "record": imprints.read,
    }
)
FOLDER = "DREAM_CORPUS"
"""The environment variable that names a folder with more files."""


@dataclass(frozen=True)
class Verdict:
    """What a reader made of a file."""

    name: str
    reader: str
    refused: str | None
    """The sentence; None if it was read."""
    seconds: float
    """Of processor time."""
    peak: float
    """MiB that it took meanwhile."""


def put_through(name: str, data: bytes) -> Iterator[Verdict]:
    """Yield what each reader made of the file; whatever one raises that is no refusal comes through."""
    for reader, read in READERS.items():
        # From here on the kernel counts the peak anew.
        Path("/proc/self/clear_refs").write_text("5")
        began, before = time.process_time(), resident()
        refused = None
        try:
            read(data)
        except (PictureRefusedError, RecordError) as refusal:
            refused = str(refusal)
        yield Verdict(name, reader, refused, time.process_time() - began, _status("VmHWM") - before)


def own_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files under the folder that the environment names, if it does."""
    if folder := os.environ.get(FOLDER):
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                yield str(path), path.read_bytes()


def resident() -> float:
    """Return the memory that is resident now, in MiB."""
    return _status("VmRSS")


def _status(field: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 2**10
    raise LookupError(field)
