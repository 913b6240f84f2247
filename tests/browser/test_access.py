"""Whether everybody can use the page: axe's rules for what it looks like in either theme and at either width."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.end_to_end.conftest import dreamt

GRAVE = ("serious", "critical")


async def findings(page):
    """What axe finds that keeps somebody from using the page."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']} {each['nodes'][0]['failureSummary']}"
        for each in found
        if each["impact"] in GRAVE
    ]


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
async def test_nothing_on_the_page_keeps_anybody_out(discord, quick_bot, look, ada, dreams, landscape, size, scheme):
    dream = await dreamt(discord, ada, dreams, landscape)
    await discord.until(lambda m: m is dream and len(m.reactions) == 6)
    page = await look(size=size, scheme=scheme)
    await expect(page.locator(".picture img")).to_have_count(2)
    assert await findings(page) == []

    await page.locator(".message").last.get_by_role("button", name="Before / after").click()
    assert await findings(page) == []
    await page.keyboard.press("Escape")

    await page.get_by_role("button", name="Behind the scenes").click()
    await expect(page.get_by_role("button", name="Drop the gateway")).to_be_visible()
    assert await findings(page) == []
    await page.get_by_role("button", name="Close the panel").click()

    if size == PHONE:
        await page.get_by_role("button", name="Channels and people").click()
    await page.get_by_role("button", name="You speak as").click()
    assert await findings(page) == []


async def test_nothing_that_opens_keeps_anybody_out(discord, quick_bot, look, ada, dreams, landscape):
    await ada.say(dreams, "!fine eyes", files=[("landscape.png", landscape)])
    page = await look(scheme="light")
    await page.get_by_role("button", name="Fine settings").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await findings(page) == []
    await page.keyboard.press("Escape")

    await page.get_by_role("textbox", name="Message").press_sequentially("/dr")
    await expect(page.get_by_role("listbox", name="Commands")).to_be_visible()
    assert await findings(page) == []
    await page.keyboard.press("Escape")
    await page.get_by_role("textbox", name="Message").fill("")

    message = page.locator(".message").last
    await message.focus()
    await message.get_by_role("button", name="More").click()
    assert await findings(page) == []
    await page.keyboard.press("Escape")
    await message.get_by_role("button", name="Add a reaction").click()
    assert await findings(page) == []


async def test_the_keyboard_alone_goes_from_the_words_to_the_messages_and_back(discord, look, ada, dreams):
    for words in ("first", "second"):
        await ada.say(dreams, words)
    page = await look("Basho")
    await page.get_by_role("textbox", name="Message").focus()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    focused = page.locator(".message:focus")
    await expect(focused).to_contain_text("first")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("textbox", name="Message")).to_be_focused()


async def test_a_screen_reader_hears_what_is_said(look, ada, dreams):
    page = await look("Basho")
    await ada.say(dreams, "hello there")
    await expect(page.locator("#announcer")).to_have_text("Ada: hello there")
