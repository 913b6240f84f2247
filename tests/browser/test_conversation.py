"""What people do on the page besides dreaming: they react, fill in forms, use menus, and are several."""

from playwright.async_api import expect

from tests.browser.conftest import write
from tests.end_to_end.conftest import is_dream


async def test_reactions_are_chosen_from_a_picker_with_the_keyboard_and_everybody_sees_them(
    discord, look, basho, dreams
):
    await basho.say(dreams, "a cat")
    ada = await look("Ada")
    message = ada.locator(".message", has_text="a cat")
    await message.focus()
    await message.get_by_role("button", name="Add a reaction").click()
    await expect(ada.get_by_role("dialog", name="Choose a reaction")).to_be_visible()
    await ada.keyboard.press("ArrowRight")
    chosen = await ada.evaluate("document.activeElement.getAttribute('aria-label')")
    await ada.keyboard.press("Enter")
    other = await look("Basho")
    seen = other.locator(".reaction", has_text="1")
    await expect(seen).to_have_attribute("data-emoji", chosen)
    await seen.click()
    await expect(ada.locator(".reaction-count")).to_have_text("2")


async def test_a_slash_command_is_found_completed_and_sent(discord, quick_bot, look, dreams):
    page = await look()
    field = page.get_by_role("textbox", name="Message")
    await field.press_sequentially("/dream")
    await page.get_by_role("option", name="/dream", exact=False).first.click()
    await page.get_by_role("button", name="noise").click()
    await page.get_by_role("combobox", name="noise").select_option("Yes")
    await page.get_by_role("button", name="preset").click()
    await page.get_by_role("combobox", name="preset").press_sequentially("bir")
    await page.get_by_role("option", name="birds").click()
    await page.keyboard.press("Enter")
    dream = await discord.until(lambda m: is_dream(m, "birds"))
    await expect(page.locator(f'[data-id="{dream.id}"]')).to_contain_text("used /dream")


async def test_a_form_opens_is_filled_in_and_sent(discord, quick_bot, look, landscape, ada, dreams):
    await ada.say(dreams, "!fine eyes", files=[("landscape.png", landscape)])
    page = await look()
    await page.get_by_role("button", name="Fine settings").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Seed", exact=False).fill("7")
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_have_count(0)
    dream = await discord.until(lambda m: is_dream(m))
    await expect(page.locator(f'[data-id="{dream.id}"]')).to_contain_text("seed 7")


async def test_a_menu_of_a_message_offers_what_the_bot_does_with_it(discord, quick_bot, look, landscape, basho, dreams):
    asked = await basho.say(dreams, "look", files=[("landscape.png", landscape)])
    page = await look()
    await page.locator(f'[data-id="{asked.id}"] .words').click(button="right")
    await page.get_by_role("menuitem", name="Dream this").click()
    dream = await discord.until(is_dream)
    dreamt = page.locator(f'[data-id="{dream.id}"]').get_by_alt_text("The picture, dreamt")
    await expect(dreamt).to_be_visible()


async def test_a_choice_in_a_menu_opens_the_form_that_belongs_to_it(discord, quick_bot, look):
    page = await look()
    await write(page, "!dreamconfig")
    await page.locator(".select").click()
    await page.get_by_role("menuitem", name="Prefix").click()
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox").fill("?")
    await form.get_by_role("button", name="Send").click()
    await write(page, "?presets")
    await expect(page.locator(".message").last).to_contain_text("animals")


async def test_two_people_talk_in_two_windows_of_which_one_opens_the_other(discord, look):
    ada = await look("Ada")
    await ada.get_by_role("button", name="You speak as Ada").click()
    async with ada.expect_popup() as opened:
        await ada.get_by_role("menuitem", name="Basho, in another window").click()
    basho = await opened.value
    await write(basho, "Is anybody there?")
    await expect(ada.locator(".message", has_text="Is anybody there?")).to_contain_text("Basho")
    await write(ada, "I am.")
    await expect(basho.locator(".message", has_text="I am.")).to_contain_text("Ada")


async def test_a_second_server_is_founded_and_each_shows_its_own_channels(discord, quick_bot, look):
    page = await look()
    servers = page.get_by_role("list", name="Servers")
    await servers.get_by_role("button", name="Found a server").click()
    await page.get_by_role("textbox").last.fill("Cloud Watchers")
    await page.keyboard.press("Enter")
    await expect(page.locator("#channels .place-name")).to_have_text(["dreams", "lounge"])
    await write(page, "!presets")
    await expect(page.locator(".message").last).to_contain_text("animals")
    await servers.get_by_role("link", name="The Dreaming").click()
    await expect(page.locator("#channels .place-name")).to_have_text(["dreams", "gallery", "lounge"])
    await page.get_by_role("link", name="Pareidolia").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Pareidolia")
