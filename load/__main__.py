"""Let a crowd ask for dreams and print how it was served."""

import asyncio
import contextlib
import io
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image
from rich.console import Console

from bot.playground import Playground
from bot.playground.objects import Channel
from bot.playground.people import Person
from load.bot_process import Vitals
from load.crowd import SECONDS_OF, asks
from load.report import report
from load.witness import Account, Witness
from tests.simulated_engine import Script, SimulatedEngine

_TOKEN = "a token for a crowd"  # noqa: S105 - it opens nothing but the playground of this run


@dataclass(frozen=True)
class Size:
    """How large the crowd and its engines are."""

    people: int
    servers: int
    dreams: int
    engines: int
    work: float
    """Seconds of an engine that a dream takes in the mean."""
    span: float
    """Seconds within which all dreams are asked for."""
    seed: int


def main(
    people: int = 200,
    servers: int = 20,
    dreams: int = 1000,
    engines: int = 4,
    work: Annotated[float, typer.Option(help="Seconds of an engine that a dream takes in the mean.")] = 0.4,
    span: Annotated[float, typer.Option(help="Seconds within which all dreams are asked for.")] = 90.0,
    seed: int = 1,
) -> None:
    """Let the crowd in, wait until everybody is served, and print how."""
    asyncio.run(_run(Size(people, servers, dreams, engines, work, span, seed)))


async def _run(size: Size) -> None:
    with tempfile.TemporaryDirectory(prefix="load-") as folder, contextlib.ExitStack() as running:
        mean = sum(SECONDS_OF.values()) / len(SECONDS_OF)
        seconds_of = {preset: seconds * size.work / mean for preset, seconds in SECONDS_OF.items()}
        script = Script(seconds_of=seconds_of, spread=0.15)
        engines = [
            running.enter_context(SimulatedEngine(Path(folder) / f"engine-{number}.sock", script))
            for number in range(size.engines)
        ]
        async with Playground(_TOKEN) as playground:
            crowd = _settle(playground, size)
            urls = json.dumps([engine.url for engine in engines])
            async with _bot(playground, urls, Path(folder)) as vitals:
                began = time.time()
                witness = await _served(playground, crowd, seconds_of, size)
                seconds = time.time() - began
        Console().print(report(list(witness.accounts.values()), await vitals, seconds), highlight=False)


def _settle(playground: Playground, size: Size) -> list[tuple[Person, Channel]]:
    """Found the servers, and return each person with the channel where they ask."""
    crowd: list[tuple[Person, Channel]] = []
    newcomers = [playground.welcome(f"person {number}") for number in range(size.people)]
    for server in range(size.servers):
        members = newcomers[server :: size.servers]
        guild = playground.found(f"server {server}", members)
        (channel,) = guild.channels.values()
        crowd += [(person, channel) for person in members]
    return sorted(crowd, key=lambda one: newcomers.index(one[0]))


@contextlib.asynccontextmanager
async def _bot(playground: Playground, engines: str, folder: Path) -> AsyncIterator["asyncio.Future[Vitals]"]:
    """Give the future of the bot's vitals, which are known when the context has ended."""
    settings = {
        "TOKEN": _TOKEN,
        "DISCORD_URL": playground.url,
        "ENGINES": engines,
        "DATA": str(folder / "data"),
        "DREAMS_PER_PERSON": "1000",
        "DREAMS_WAITING": "100000",
    }
    vitals: asyncio.Future[Vitals] = asyncio.get_running_loop().create_future()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "load.bot_process",
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {f"DREAM_BOT_{name}": value for name, value in settings.items()},
    )  # fmt: skip
    try:
        await _ready(playground, process)
        yield vitals
        process.send_signal(signal.SIGTERM)
        said, _ = await process.communicate()
        vitals.set_result(Vitals(**json.loads(said)))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _ready(playground: Playground, process: asyncio.subprocess.Process) -> None:
    """Return when the bot is connected; leave at once if it has ended instead, having said why."""
    ready, ended = asyncio.create_task(playground.bot_ready(60)), asyncio.create_task(process.wait())
    await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        ready.cancel()
        raise typer.Exit(1)
    ended.cancel()
    await ready


async def _served(
    playground: Playground, crowd: list[tuple[Person, Channel]], seconds_of: dict[str, float], size: Size
) -> Witness:
    """Let everybody ask, and return when all have been answered."""
    witness = Witness(playground)
    picture = io.BytesIO()
    Image.new("RGB", (32, 24), (90, 130, 220)).save(picture, "PNG")
    began = time.monotonic()
    for ask in asks(size.people, size.dreams, size.span, size.seed):
        # With no pause at all between two greedy asks, nothing else would have its turn in this process.
        await asyncio.sleep(max(0.0, began + ask.at - time.monotonic()))
        person, channel = crowd[ask.person]
        asked = time.time()
        question = await person.say(channel, f"!dream {ask.preset}", files=[("sky.png", picture.getvalue())])
        assert channel.guild is not None  # noqa: S101 - it is one of a server's
        witness.note(question, Account(ask.person, channel.guild.id, seconds_of[ask.preset], asked))
    await witness.all_answered(size.dreams)
    return witness


if __name__ == "__main__":
    typer.run(main)
