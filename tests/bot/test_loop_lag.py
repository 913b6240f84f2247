"""Whoever blocks the event loop is noticed."""

import asyncio
import logging
import time

from bot.loop_lag import LoopLag, keep_measuring


async def test_a_blocked_loop_is_warned_of_and_told(caplog):
    told = []
    lag, warned = LoopLag(told.append), asyncio.Event()
    handler = logging.Handler()
    handler.emit = lambda record: warned.set()
    logging.getLogger("bot.loop_lag").addHandler(handler)
    measuring = asyncio.create_task(keep_measuring(lag))
    try:
        await asyncio.sleep(0)
        time.sleep(0.8)
        await asyncio.wait_for(warned.wait(), 5)
    finally:
        measuring.cancel()
        logging.getLogger("bot.loop_lag").removeHandler(handler)
    assert "the event loop was late by" in caplog.text
    most = float(lag.report().split(" / ")[2].split()[0])
    assert most >= 500
    assert max(told) >= 0.5


def test_quiet_times_are_told_by_their_middle_and_their_worst():
    lag = LoopLag(lambda _: None)
    for milliseconds in range(100):
        lag.note(milliseconds / 1000)
    assert lag.report() == "loop lag 50 / 99 / 99 ms (p50 / p99 / most)"
    assert lag.report() == "loop lag unknown"
