"""`make corpus`: 500 broken files and every bomb, through all readers and through a real engine; prints the figures."""

import asyncio
import tempfile
import warnings
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.corpus import wire
from tests.corpus.bombs import BOMBS
from tests.corpus.broken import broken
from tests.corpus.ordeal import READERS, Verdict, own_files, put_through, resident
from tests.engine_process import EngineProcess

WARMING_UP = 100
out = Console(width=130)


def main(
    count: Annotated[int, typer.Option(help="How many broken files.")] = 500,
    seed: Annotated[int, typer.Option(help="Of what breaks them.")] = 1,
) -> None:
    """Put broken files and bombs through everything that reads files."""
    warnings.simplefilter("ignore")
    files = [*broken(seed, count), *own_files()]
    # The first files load codecs and fill the allocator's pools.
    for name, data in files[:WARMING_UP]:
        list(put_through(name, data))
    before = resident()
    verdicts = [verdict for name, data in files for verdict in put_through(name, data)]
    _tell_broken(verdicts)
    out.print(f"resident memory over {len(files)} files: {before:.0f} → {resident():.0f} MiB")
    _tell_bombs([verdict for name, make in BOMBS.items() for verdict in put_through(name, make())])
    asyncio.run(_over_the_wire(files))


def _tell_broken(verdicts: list[Verdict]) -> None:
    table = Table("reader", "read", "refused", "slowest, s", "file", box=None)
    for reader in READERS:
        own = [verdict for verdict in verdicts if verdict.reader == reader]
        slowest = max(own, key=lambda verdict: verdict.seconds)
        refused = sum(verdict.refused is not None for verdict in own)
        table.add_row(reader, str(len(own) - refused), str(refused), f"{slowest.seconds:.2f}", slowest.name)
    out.print(table)
    for sentence, times in Counter(verdict.refused for verdict in verdicts if verdict.refused).most_common(8):
        out.print(f"  {times:4} × {sentence}", highlight=False)


def _tell_bombs(verdicts: list[Verdict]) -> None:
    table = Table("bomb", "reader", "s", "MiB", "answer", box=None)
    for verdict in verdicts:
        answer = verdict.refused or "read"
        table.add_row(verdict.name, verdict.reader, f"{verdict.seconds:.2f}", f"{verdict.peak:.0f}", answer[:60])
    out.print(table)


async def _over_the_wire(files: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder, EngineProcess(Path(folder) / "engine.sock") as engine:
        await wire.send(engine, files[:WARMING_UP])
        before = await wire.memory(engine)
        refused = await wire.send(engine, files)
        after = await wire.memory(engine)
    out.print(
        f"over the socket: {len(files) - len(refused)} dreamt, {len(refused)} refused in a sentence; "
        f"the engine's resident memory {before:.0f} → {after:.0f} MiB"
    )


if __name__ == "__main__":
    typer.run(main)
