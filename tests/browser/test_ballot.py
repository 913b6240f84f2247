"""A challenge on the page: entries come up in a thread, and whoever votes sees that it counts."""

from playwright.async_api import expect

from tests.browser.conftest import write
from tests.end_to_end.challenges.steps import begin, close, enter


async def test_a_ballot_is_opened_in_private_and_the_vote_is_written_down(
    discord, quick_bot, look, ada, basho, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds vote: pairs")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    await close(discord, ada, dreams, "· voting")
    page = await look("Chidi")
    await page.get_by_role("button", name="Vote").last.click()
    ballot = page.locator(".message.is-ephemeral")
    await expect(ballot).to_contain_text("Which do you like better")
    await expect(ballot.locator(".picture img")).to_have_count(2)
    await ballot.get_by_role("button", name="Dream 2").first.click()
    await expect(ballot).to_contain_text("thank you")
    await close(discord, ada, dreams, "· results")
    await expect(page.locator(".message").last).to_contain_text("the results of 2 dreams and 1 voter")
    await write(page, "!leaderboard")
    await expect(page.locator(".message").last).to_contain_text("Basho")
