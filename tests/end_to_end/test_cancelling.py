"""A dream can be stopped while it runs: by its button, or by deleting its card."""

import pytest

from engine.client import EngineClient
from tests.end_to_end.conftest import at_home, buttons, eventually, is_card


@pytest.fixture
async def slow_bot(discord, engine):
    """A bot whose dreams take long enough to be stopped."""
    async with at_home(discord, engines=(engine.url,), size=1024) as run:
        yield run.bot


@pytest.fixture
async def running(engine):
    """Ask the engine how many dreams run."""
    async with EngineClient([engine.url]) as client:

        async def count():
            health = await client.health()
            return health.running + health.waiting

        yield count


async def begun(discord, asked):
    return await discord.until(lambda m: is_card(m) and "octave" in m.content, after=asked)


async def idle(running):
    """Wait until the engine has nothing to do."""

    async def at_rest():
        return not await running()

    await eventually(at_rest)


async def test_the_asker_stops_it_and_the_engine_is_free(discord, slow_bot, ada, dreams, landscape, running):
    asked = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
    card = await begun(discord, asked)
    assert await running() == 1
    await ada.press(card, buttons(card)["cancel"])
    stopped = await discord.until(lambda m: "cancelled" in m.content, after=asked)
    assert stopped is card
    assert not stopped.attachments
    assert not stopped.components
    await idle(running)


async def test_somebody_else_may_not_stop_it(discord, slow_bot, ada, dreams, landscape):
    chidi = discord.people["Chidi"]
    asked = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
    card = await begun(discord, asked)
    await chidi.press(card, buttons(card)["cancel"])
    answer = await discord.until(lambda m: m.ephemeral_for is chidi.user)
    assert "Only the person who asked" in answer.content
    assert is_card(card)


async def test_deleting_the_card_stops_it(discord, slow_bot, ada, dreams, landscape, running):
    asked = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
    card = await begun(discord, asked)
    await discord.people["Ada"].delete(card)
    await idle(running)
    assert [m for m in dreams.messages.values() if m.author.bot] == []


async def test_a_bot_that_stops_says_so_on_its_cards(discord, engine, ada, dreams, landscape, running):
    async with at_home(discord, engines=(engine.url,), size=1024):
        asked = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
        card = await begun(discord, asked)
    assert "goes on as soon as I sleep again" in card.content
    assert is_card(card)
    await idle(running)
