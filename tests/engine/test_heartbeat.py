"""Heartbeats fill the silence between frames, and only for as long as there is something to wait for."""

import asyncio
from contextlib import aclosing

from engine.frames import BEAT
from engine.heartbeat import with_beats


async def test_beats_fill_the_silence_and_every_frame_comes_once():
    spoken = asyncio.Event()

    async def frames():
        yield b"first"
        await spoken.wait()
        yield b"last"

    heard = []
    async for frame in with_beats(frames(), 0.001, lambda: True):
        heard.append(frame)
        if heard.count(BEAT) == 3:
            spoken.set()
    assert heard[0] == b"first"
    assert heard[-1] == b"last"
    assert set(heard[1:-1]) == {BEAT}


async def test_nothing_beats_where_nothing_lives():
    async def silent():
        for _ in range(30):
            await asyncio.sleep(0.001)
        yield b"frame"

    assert [frame async for frame in with_beats(silent(), 0.0001, lambda: False)] == [b"frame"]


async def test_closing_it_closes_the_frames():
    closed = asyncio.Event()

    async def frames():
        try:
            await asyncio.Event().wait()
            yield b"never"
        finally:
            closed.set()

    async with aclosing(with_beats(frames(), 0.001, lambda: True)) as beating:
        assert await anext(beating) == BEAT
    assert closed.is_set()


async def test_what_the_frames_raise_comes_through():
    async def broken():
        yield b"frame"
        raise OSError("gone")

    heard = []
    try:
        async for frame in with_beats(broken(), 1, lambda: True):
            heard.append(frame)
    except OSError as error:
        heard.append(str(error))
    assert heard == [b"frame", "gone"]
