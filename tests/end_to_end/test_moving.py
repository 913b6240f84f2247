"""Dreams that move: a zoom into a dream, the way to it."""

import pytest

from tests.end_to_end.conftest import at_home, buttons, file_of, is_card, is_dream


@pytest.fixture
async def home(discord, engine):
    async with at_home(discord, engines=(engine.url,), moving_frames=3, moving_size=64) as run:
        yield run


def is_film(message):
    """Whether it is a finished dream that moves."""
    return is_dream(message) and message.attachments[0].content_type == "video/mp4"


async def test_a_zoom_begins_with_the_dream_that_it_goes_into(discord, home, ada, basho, dreams, landscape):
    asked = await ada.say(dreams, "!dream strokes seed 7", files=[("landscape.png", landscape)])
    dream = await discord.until(is_dream, after=asked)
    await basho.press(dream, buttons(dream)["zoom"])
    film = await discord.until(is_film, after=dream)
    assert film.content.startswith(f"🎨 **strokes zoom** for <@{basho.id}>\n-# seed 7 · 64 × 48")
    assert film.referenced is dream
    assert film.attachments[0].filename == "strokes_zoom-7.mp4"
    assert film.attachments[0].description.startswith("A zoom without end into the picture, dreamt with the preset")
    assert "deeper" not in buttons(film)
    jobs = home.bot.dispatcher.store.jobs
    whole, zoom = await jobs.by_card(dream.id), await jobs.by_card(film.id)
    assert zoom.source == whole.source
    assert zoom.journey["frames"] == 3

    asked = await basho.say(dreams, "!dream zoom", reply_to=dream)
    replied = await discord.until(is_film, after=asked)
    assert await file_of(discord, replied) == await file_of(discord, film)


async def test_zoom_and_way_are_asked_for_in_words_and_with_the_form(discord, home, ada, dreams, landscape):
    files = [("landscape.png", landscape)]
    asked = await ada.say(dreams, f"<@{discord.bot_user.id}> zoom ornaments size 80", files=files)
    film = await discord.until(is_film, after=asked)
    assert "**ornaments zoom**" in film.content
    assert "80 × 60" in film.content
    await ada.invoke(dreams, "dream", {"preset": "strokes", "motion": "way", "picture": files[0]})
    film = await discord.until(is_film, after=film)
    assert "**way to strokes**" in film.content
    asked = await ada.say(dreams, "!recipe", reply_to=film)
    told = await discord.until(lambda m: "```json" in m.content, after=asked)
    assert told.content.split("`")[1].endswith(" way")
    assert '"kind": "way"' in told.content


async def test_nobody_goes_deeper_into_what_moves(discord, home, ada, dreams, landscape):
    asked = await ada.say(dreams, "!dream zoom strokes", files=[("landscape.png", landscape)])
    film = await discord.until(is_film, after=asked)
    asked = await ada.say(dreams, "!dream deeper", reply_to=film)
    answer = await discord.until(lambda m: m.author.bot and not is_card(m), after=asked)
    assert answer.content.startswith("I go deeper into pictures, not into what moves")


async def test_a_zoom_shows_how_many_frames_there_are_and_costs_as_much(discord, pretender, ada, dreams, landscape):
    engine = pretender(seconds=0.6)
    async with at_home(discord, engines=(engine.url,), card_interval=0) as run:
        asked = await ada.say(dreams, "!dream zoom eyes", files=[("landscape.png", landscape)])
        card = await discord.until(
            lambda m: "**eyes zoom** · frame " in m.content and " of 60" in m.content, after=asked
        )
        zoom = await run.bot.dispatcher.store.jobs.by_card(card.id)
        await ada.say(dreams, "!dream eyes", files=[("landscape.png", landscape)])
        dream = await discord.until(lambda m: is_dream(m) and "zoom" not in m.content, after=asked)
        assert zoom.cost > 10 * (await run.bot.dispatcher.store.jobs.by_card(dream.id)).cost
