"""Memory: what requests keep is counted, let go of, and refused where there is no room."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.client import EngineClient
from engine.frames import FrameReader, write_frame
from engine.holdings import FullError, Holdings, Share
from engine.protocol import Done, DreamRequest, Error, ErrorCode, read_event
from tests.engine_process import EngineProcess, sample

MEBIBYTE = 2**20


@given(st.lists(st.lists(st.integers(0, 60), max_size=5), max_size=5))
def test_shares_never_exceed_the_limit_and_all_comes_back(wanted):
    holdings = Holdings(100)
    with contextlib.ExitStack() as stack:
        for sizes in wanted:
            share = stack.enter_context(Share(holdings))
            for size in sizes:
                with contextlib.suppress(FullError):
                    share.add(size)
                assert holdings.held <= 100
    assert holdings.held == 0


@pytest.fixture(scope="module")
def small_engine(tmp_path_factory):
    """An engine that may keep 64 MiB."""
    with EngineProcess(tmp_path_factory.mktemp("small") / "engine.sock", hold="64", slots="1") as process:
        yield process


async def held(session):
    return await sample(session, "dream_engine_held_bytes") / MEBIBYTE


async def test_what_never_fits_is_too_much_and_what_does_not_fit_now_is_busy(small_engine):
    def noise(size, **more):
        return DreamRequest(preset="eyes", changes={"size": size, **more})

    async with (
        EngineClient([small_engine.url]) as client,
        small_engine.session() as session,
    ):
        ((never, _),) = [pair async for pair in client.dream(noise(2048))]
        assert isinstance(never, Error)
        assert never.code is ErrorCode.TOO_MUCH
        many = [pair async for pair in client.dream(noise(2048), guides=[b"unread"] * 16)]
        assert many[-1][0].code is ErrorCode.TOO_MUCH
        assert "17 pictures" in many[-1][0].sentence
        steps = DreamRequest(changes={"objective": "block3", "size": 256, "steps": [300]})
        moments = steps.model_copy(update={"journey": {"kind": "way", "frames": 2}})
        ((way, _),) = [pair async for pair in client.dream(moments)]
        assert way.code is ErrorCode.TOO_MUCH
        assert "fewer steps" in way.sentence

        async with contextlib.aclosing(client.dream(noise(1400))) as long:
            await anext(long)
            assert await held(session) > 44
            ((busy, _),) = [pair async for pair in client.dream(noise(1100))]
            assert busy.code is ErrorCode.BUSY
            assert busy.retriable
            async with session.post("/v1/dreams", data=write_frame(noise(64), bytes(21 * MEBIBYTE))) as response:
                assert response.status == 503
                ((line, _),) = FrameReader().feed(await response.read())
                assert read_event(line).code is ErrorCode.BUSY

        async with asyncio.timeout(10):
            while await held(session):
                await asyncio.sleep(0.02)
        quick = noise(64, steps=[1])
        assert isinstance([pair async for pair in client.dream(quick)][-1][0], Done)
