"""The panel behind the scenes, beside a dream that is under way."""

import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import drop, house, write
from tests.end_to_end.conftest import is_dream
from tests.simulated_engine import Script, SimulatedEngine


@pytest_asyncio.fixture(loop_scope="session")
async def slow_bot(discord, tmp_path):
    """The bot with an engine that takes long enough to be looked at."""
    with SimulatedEngine(tmp_path / "engine.sock", Script(seconds=1.5)) as engine:
        async with house(discord, engine) as bot:
            yield bot


async def test_a_dream_comes_through_what_the_operator_lets_go_wrong(discord, slow_bot, look, landscape):
    page = await look()
    await page.get_by_role("button", name="Behind the scenes").click()
    panel = page.get_by_role("complementary", name="Behind the scenes")
    await expect(panel.get_by_role("region", name="Engines")).to_contain_text("at work")
    await drop(page, "landscape.png", landscape)
    await panel.get_by_role("button", name="Drop the gateway").click()
    await panel.get_by_role("button", name="Lose an answer").click()
    await expect(panel.get_by_role("status")).to_contain_text("cut off")
    await write(page, "!dream strokes")
    await expect(panel.get_by_role("region", name="Queue")).to_contain_text("strokes")
    await discord.until(lambda m: is_dream(m, "strokes"))
    await expect(panel.get_by_role("region", name="Queue")).to_contain_text("Nobody waits")
    await panel.get_by_role("button", name="Let everything work again").click()
    await expect(panel.get_by_role("status")).to_be_empty()
