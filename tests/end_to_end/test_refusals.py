"""Whatever a person gets wrong is answered with one friendly sentence, by message and by slash command alike."""

import pytest

from bot.sources import fetching
from tests.end_to_end.conftest import at_home, is_card, is_dream


async def answer_to(discord, asked):
    """What the bot finally says to a message: not a card that still has its button."""
    return await discord.until(lambda m: m.author.bot and not m.components, after=asked)


async def test_an_unknown_preset_is_met_with_the_closest(discord, bot, ada, dreams, landscape):
    asked = await ada.say(dreams, "!dream eyez", files=[("landscape.png", landscape)])
    answer = await answer_to(discord, asked)
    assert answer.content == "I do not know the dream `eyez`; did you mean **eyes**?"
    assert answer.referenced is asked


async def test_words_of_the_asker_do_not_come_alive(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!dream `@everyone`")
    answer = await answer_to(discord, asked)
    assert "`’@everyone’`" in answer.content
    assert not answer.mention_everyone


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("notes.txt", b"these are notes", "`notes.txt` is not a picture that I can dream"),
        ("fake.png", b"these are notes", "That does not look like a picture to me"),
        ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
    ],
    ids=["text", "mislabelled", "broken"],
)
async def test_what_is_not_a_picture_is_refused(discord, bot, ada, dreams, name, data, sentence):
    asked = await ada.say(dreams, "!dream", files=[(name, data)])
    answer = await answer_to(discord, asked)
    assert sentence in answer.content
    assert not answer.attachments


async def test_a_picture_that_is_too_large_is_refused_before_it_is_fetched(
    discord, bot, ada, dreams, landscape, monkeypatch
):
    monkeypatch.setattr(fetching, "MAX_BYTES", 100)
    asked = await ada.say(dreams, "!dream", files=[("landscape.png", landscape)])
    assert "I can take up to" in (await answer_to(discord, asked)).content


async def test_a_reply_to_words_is_refused(discord, bot, ada, basho, dreams):
    said = await ada.say(dreams, "good morning")
    asked = await basho.say(dreams, "!dream", reply_to=said)
    assert "The message you replied to is not a picture" in (await answer_to(discord, asked)).content


async def test_a_slash_command_is_refused_in_the_same_words(discord, bot, ada, dreams, landscape):
    await ada.invoke(dreams, "dream", {"preset": "eyez", "picture": ("landscape.png", landscape)})
    answer = await discord.until(lambda m: m.author.bot and "did you mean" in m.content)
    assert "`eyez`" in answer.content


async def test_an_engine_that_is_down_is_said_so(discord, ada, dreams, landscape, tmp_path):
    async with at_home(discord, engines=(f"unix://{tmp_path}/nobody.sock",)):
        asked = await ada.say(dreams, "!dream", files=[("landscape.png", landscape)])
        assert "my dreaming engine does not answer" in (await answer_to(discord, asked)).content


async def test_more_dreams_than_one_person_may_have_are_refused(discord, engine, ada, basho, dreams, landscape):
    async with at_home(discord, engines=(engine.url,), size=1024, dreams_per_person=1):
        first = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
        card = await discord.until(is_card, after=first)
        second = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
        assert "one dream under way" in (await answer_to(discord, second)).content
        await basho.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
        await discord.until(is_card, after=second)
        await ada.delete(card)


async def test_a_command_that_does_not_exist_is_none_of_ours(discord, bot, ada, dreams, landscape):
    await ada.say(dreams, "!play despacito")
    asked = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
    await discord.until(is_dream, after=asked)
    assert len([m for m in dreams.messages.values() if m.author.bot]) == 1
