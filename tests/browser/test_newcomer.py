"""The first minute: drop a picture, type `!dream`, and see what it has become."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, drop, write


async def dreamt(page):
    """Wait for the dream that comes as an answer, and return its message."""
    answer = page.locator(".message", has=page.get_by_role("button", name="Deeper"))
    await expect(answer.locator(".picture img")).to_have_count(1)
    return answer


@pytest.mark.parametrize(("how", "size"), [("drop", DESKTOP), ("paste", PHONE)])
async def test_a_picture_that_is_dropped_or_pasted_becomes_a_dream_that_opens_beside_it(
    bot, look, landscape, how, size
):
    page = await look(size=size)
    await drop(page, "landscape.png", landscape, how=how)
    await expect(page.get_by_role("list", name="Files to send")).to_contain_text("landscape.png")
    await write(page, "!dream eyes")
    dream = await dreamt(page)
    await expect(dream).to_contain_text("eyes")
    await dream.get_by_role("button", name="Before / after").click()

    viewer = page.get_by_role("dialog", name="Picture viewer")
    slider = viewer.get_by_role("slider")
    await expect(slider).to_be_focused()
    before = await slider.input_value()
    await page.keyboard.press("ArrowRight")
    assert float(await slider.input_value()) > float(before)
    await expect(viewer.get_by_role("img", name="Before: landscape.png")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(viewer).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_sample_picture_is_one_click_away_and_the_button_below_the_dream_goes_on(bot, look):
    page = await look()
    await page.get_by_role("button", name="clouds").click()
    await expect(page.get_by_role("list", name="Files to send")).to_contain_text("clouds")
    await page.keyboard.press("Enter")
    dream = await dreamt(page)
    await dream.get_by_role("button", name="Recipe").click()
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
