"""The same files over the socket of a real engine: each is answered by a dream or by one sentence."""

from collections.abc import Iterable

import aiohttp

from engine.client import EngineClient
from engine.protocol import Done, DreamRequest, Error, ErrorCode
from tests.engine_process import EngineProcess

QUICK = {"size": 64, "steps": [1], "objective": "block1"}


async def send(engine: EngineProcess, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Send each file as a picture to dream; return the sentence for each that was refused, by its name.

    Raises:
        AssertionError: an answer is neither a dream nor a sentence about the picture.
    """
    refused = {}
    async with EngineClient([engine.url]) as client:
        for name, data in files:
            *_, (last, _) = [pair async for pair in client.dream(DreamRequest(changes=QUICK), data)]
            if isinstance(last, Error):
                assert last.code in (ErrorCode.BAD_PICTURE, ErrorCode.BAD_REQUEST), f"{name}: {last}"
                refused[name] = last.sentence
            else:
                assert isinstance(last, Done), f"{name}: {last}"
    return refused


async def memory(engine: EngineProcess) -> float:
    """Return the engine's resident memory in MiB, as its metrics tell it."""
    connector = aiohttp.UnixConnector(str(engine.socket))
    async with (
        aiohttp.ClientSession("http://engine", connector=connector) as session,
        session.get("/metrics") as answer,
    ):
        for line in (await answer.text()).splitlines():
            if line.startswith("process_resident_memory_bytes "):
                return float(line.split()[1]) / 2**20
    raise LookupError("process_resident_memory_bytes")
