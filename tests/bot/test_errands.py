"""Errands end before what they need is closed, and none fails unnoticed."""

import asyncio

import pytest

from bot.dreams.errands import Errands
from bot.dreams.refusals import DreamOver


async def fail(error):
    raise error


async def test_they_are_waited_for_as_long_as_is_said_and_then_cancelled():
    errands, soon = Errands(), asyncio.Event()
    quick = errands.start(soon.wait(), "quick")
    endless = errands.start(asyncio.Event().wait(), "endless")
    soon.set()
    await errands.wait(0.05)
    assert quick.done()
    assert not endless.done()
    await errands.cancel()
    assert endless.cancelled()


async def test_where_nothing_is_under_way_nothing_is_waited_for():
    errands = Errands()
    waiting = asyncio.create_task(errands.wait(60))
    await asyncio.sleep(0)
    assert waiting.done()


@pytest.mark.parametrize(("error", "logged"), [(ZeroDivisionError("a defect"), True), (DreamOver(), False)])
async def test_what_goes_wrong_is_in_the_log_unless_a_person_is_told(caplog, error, logged):
    errands = Errands()
    errands.start(fail(error), "dreaming")
    await errands.wait(5)
    await asyncio.sleep(0)
    assert ("dreaming failed" in caplog.text) is logged
    assert ("a defect" in caplog.text) is logged
