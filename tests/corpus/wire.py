"""The same files over the socket of a real engine: each is answered by a dream or by one sentence."""

from collections.abc import Iterable

from engine.client import EngineClient
from engine.protocol import Done, DreamRequest, Error, ErrorCode
from tests.engine_process import EngineProcess, sample

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
    async with engine.session() as session:
        return await sample(session, "process_resident_memory_bytes") / 2**20
