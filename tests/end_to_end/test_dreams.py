"""The main road: a person posts a picture and gets it back dreamed, then reacts and gets another dream of it."""

import io

import numpy as np
from PIL import Image

from bot.settings import BotSettings
from tests.end_to_end.conftest import at_home, has_panel, is_card, is_dream, picture_of


def distance(one, other):
    """Mean difference of two pictures' values, 0-255."""
    return np.abs(np.asarray(one, dtype=float) - np.asarray(other.resize(one.size), dtype=float)).mean()


async def test_a_picture_in_a_dream_out_and_another_by_reacting(discord, bot, ada, basho, dreams, landscape):
    asked = await ada.say(dreams, "!dream eyes", files=[("landscape.png", landscape)])
    menu = (await bot.dispatcher.menu()).presets
    panel = (await bot.dispatcher.menu()).panel(BotSettings().panel)

    first = await discord.until(lambda m: has_panel(m, panel), after=asked)
    assert len(first.reactions) == len(panel)
    assert first.referenced is asked
    assert f"<@{ada.id}>" in first.content
    assert "**eyes**" in first.content
    assert first.mentions == []
    picture = await picture_of(discord, first)
    assert picture.size == (96, 72)
    photograph = Image.open(io.BytesIO(landscape))
    assert 3 < distance(picture, photograph) < 100
    assert "eyes" in first.attachments[0].description

    strokes = next(preset for preset in menu if preset.name == "strokes")
    await basho.react(first, strokes.emoji)
    second = await discord.until(lambda m: is_dream(m, "strokes"), after=first)
    assert second.referenced is first
    assert f"<@{basho.id}>" in second.content
    another = await picture_of(discord, second)
    assert 3 < distance(another, photograph) < 100
    assert distance(another, picture) > 3

    eyes = next(preset for preset in menu if preset.name == "eyes")
    await ada.react(second, eyes.emoji)
    third = await discord.until(lambda m: is_dream(m, "eyes"), after=second)
    assert distance(await picture_of(discord, third), photograph) < 100


async def test_the_card_shows_progress_and_a_preview_before_the_dream(discord, engine, ada, dreams, landscape):
    async with at_home(discord, engines=(engine.url,), size=640):
        asked = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
        card = await discord.until(is_card, after=asked)
        assert "**animals**" in card.content
        await discord.until(lambda m: is_card(m) and "octave" in m.content and "<t:" in m.content, after=asked)
        previewed = await discord.until(lambda m: is_card(m) and m.attachments, after=asked)
        assert previewed.attachments[0].filename == "preview.jpg"
        dream = await discord.until(is_dream, after=asked, timeout=60)
        assert dream is card
        assert [attachment.filename.rpartition(".")[2] for attachment in dream.attachments] == ["png"]


async def test_the_slash_command_does_the_same(discord, bot, ada, dreams, landscape):
    choices = await ada.complete(dreams, "dream", {"preset": "orn"}, focused="preset")
    assert [choice.value for choice in choices] == ["ornaments"]
    asked = await ada.invoke(dreams, "dream", {"preset": "ornaments", "picture": ("landscape.png", landscape)})
    assert await asked.outcome() != "failed"
    dream = await discord.until(lambda m: is_dream(m, "ornaments"))
    assert (await picture_of(discord, dream)).size == (96, 72)


async def test_no_picture_is_a_dream_from_noise(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!dream strokes")
    dream = await discord.until(is_dream, after=asked)
    assert (await picture_of(discord, dream)).size == (96, 96)
    assert dream.attachments[0].description.startswith("Pure noise")


async def test_a_reply_dreams_the_picture_replied_to(discord, bot, ada, basho, dreams, landscape):
    posted = await ada.say(dreams, "my hill", files=[("landscape.png", landscape)])
    asked = await basho.say(dreams, "!dream strokes", reply_to=posted)
    dream = await discord.until(is_dream, after=asked)
    assert dream.referenced is asked
    assert (await picture_of(discord, dream)).size == (96, 72)


async def test_the_bot_can_be_asked_by_mention_and_in_direct_messages(discord, bot, ada, dreams, landscape):
    asked = await ada.say(dreams, f"<@{discord.bot_user.id}> dream strokes", files=[("landscape.png", landscape)])
    await discord.until(is_dream, after=asked)
    asked = await ada.say(ada.direct, "!dream strokes", files=[("landscape.png", landscape)])
    dream = await discord.until(is_dream, after=asked)
    assert dream.channel is ada.direct


async def test_a_preset_can_be_asked_for_by_its_emoji_and_without_capitals(discord, bot, ada, dreams, landscape):
    menu = await bot.dispatcher.menu()
    for words in (menu.named("strokes").emoji, "Strokes"):
        asked = await ada.say(dreams, f"!dream {words}", files=[("landscape.png", landscape)])
        assert await discord.until(lambda m: is_dream(m, "strokes"), after=asked)


async def test_a_spoiler_stays_one_and_the_first_picture_among_files_is_dreamt(discord, bot, ada, dreams, landscape):
    files = [("notes.txt", b"notes"), ("SPOILER_landscape.png", landscape)]
    asked = await ada.say(dreams, "!dream strokes", files=files)
    dream = await discord.until(is_dream, after=asked)
    assert dream.attachments[0].filename.startswith("SPOILER_")


async def test_presets_are_listed(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!presets")
    answer = await discord.until(lambda m: m.author.bot, after=asked)
    for preset in (await bot.dispatcher.menu()).presets:
        assert f"{preset.emoji} **{preset.name}**" in answer.embeds[0]["description"]
