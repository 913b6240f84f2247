"""What people say about their dream is what they get, in words and with the form alike."""

import asyncio
import io

import pytest
from PIL import Image

from bot.playground import Playground
from tests.end_to_end.conftest import TOKEN, at_home, buttons, file_of, is_card, is_dream, picture_of


@pytest.fixture
def portrait() -> bytes:
    """A PNG taller than wide, of a face of sorts."""
    picture = Image.new("RGB", (72, 96), (60, 40, 90))
    for x in (20, 44):
        picture.paste((240, 240, 200), (x, 30, x + 10, 40))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


async def answer_to(discord, asked):
    return await discord.until(lambda m: m.author.bot and not is_card(m), after=asked)


async def test_size_and_seed_in_words_and_with_the_form_give_the_same_dream(discord, bot, ada, dreams, landscape):
    asked = await ada.say(dreams, "!dream seed 7, strokes 128px strength=1.5", files=[("landscape.png", landscape)])
    said = await discord.until(is_dream, after=asked)
    assert "seed 7 · 128 × 96" in said.content
    form = {"preset": "strokes", "size": 128, "seed": 7, "strength": 1.5, "picture": ("landscape.png", landscape)}
    await ada.invoke(dreams, "dream", form)
    filled_in = await discord.until(is_dream, after=said)
    assert await file_of(discord, said) == await file_of(discord, filled_in)


async def test_strength_is_times_the_presets_own(discord, bot, ada, dreams, landscape):
    files = []
    for words in ("x1", "x2", ""):
        asked = await ada.say(dreams, f"!dream strokes seed 7 {words}", files=[("landscape.png", landscape)])
        dream = await discord.until(is_dream, after=asked)
        files.append(await file_of(discord, dream))
    assert files[0] == files[2] != files[1]


async def test_a_class_grows_by_its_name(discord, bot, ada, dreams, landscape):
    choices = await ada.complete(dreams, "dream", {"of": "golden"}, focused="of")
    assert [choice.value for choice in choices][:1] == ["golden retriever"]
    asked = await ada.say(dreams, "!dream of golden retriever", files=[("landscape.png", landscape)])
    dream = await discord.until(is_dream, after=asked)
    assert dream.content.startswith("🔮 **golden retriever**")
    await ada.invoke(dreams, "dream", {"preset": "eyes", "of": "castle", "picture": ("landscape.png", landscape)})
    dream = await discord.until(is_dream, after=dream)
    assert dream.content.startswith("👀 **eyes of castle**")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("of casttle", "I have never seen `casttle`; did you mean **castle** or "),
        ("strength", "`strength` wants a number after it, for example `strength 1.5`."),
        ("x9", "`strength` goes from 0.1 to 4."),
        ("size 5000", "`size` goes from 64 to 1,280."),
        ("eyes birds", "I dream one preset at a time: **eyes** or **birds**?"),
        ("<#42>", "I do not know the dream `<#42>`;"),
    ],
)
async def test_what_cannot_be_is_answered_with_one_sentence(discord, bot, ada, dreams, words, sentence):
    asked = await ada.say(dreams, f"!dream {words}")
    answer = await answer_to(discord, asked)
    assert answer.content.startswith(sentence)


async def test_the_form_is_refused_to_the_person_alone(discord, bot, ada, dreams):
    await ada.complete(dreams, "dream", {"of": ""}, focused="of")
    await ada.invoke(dreams, "dream", {"of": "casttle"})
    answer = await discord.until(lambda m: "never seen" in m.content)
    assert answer.ephemeral_for is ada.user


async def test_help_is_given_however_it_is_asked_for(discord, bot, ada, dreams):
    for words in ("!help", "!dream help", f"<@{discord.bot_user.id}> help"):
        asked = await ada.say(dreams, words)
        answer = await answer_to(discord, asked)
        (embed,) = answer.embeds
        assert "`!dream birds`" in str(embed["fields"])
        assert [file.filename for file in answer.attachments] == ["help.jpg"]
    await ada.invoke(dreams, "dreams help")
    assert await discord.until(lambda m: m.embeds and m.interaction)


async def test_a_second_picture_guides_the_dream_of_the_first(discord, bot, ada, dreams, landscape, portrait):
    files = [("landscape.png", landscape), ("portrait.png", portrait)]
    asked = await ada.say(dreams, "!dream eyes guide seed 7", files=files)
    guided = await discord.until(is_dream, after=asked)
    assert guided.content.startswith("👀 **eyes, guided**")
    assert (await picture_of(discord, guided)).size == (96, 72)
    form = {"preset": "eyes", "seed": 7, "picture": files[0], "guide": files[1]}
    await ada.invoke(dreams, "dream", form)
    filled_in = await discord.until(is_dream, after=guided)
    assert await file_of(discord, filled_in) == await file_of(discord, guided)
    asked = await ada.say(dreams, "!dream eyes seed 7", files=files[:1])
    alone = await discord.until(is_dream, after=asked)
    assert await file_of(discord, alone) != await file_of(discord, guided)


async def test_one_picture_guides_the_dream_of_the_picture_replied_to(discord, bot, ada, dreams, landscape, portrait):
    posted = await ada.say(dreams, "my hill", files=[("landscape.png", landscape)])
    asked = await ada.say(dreams, "!dream eyes guide", files=[("portrait.png", portrait)], reply_to=posted)
    guided = await discord.until(is_dream, after=asked)
    assert (await picture_of(discord, guided)).size == (96, 72)


async def test_a_guide_that_is_missing_is_asked_for(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!dream guide")
    assert "attach two pictures" in (await answer_to(discord, asked)).content


async def test_fine_settings_are_filled_into_a_form(discord, bot, ada, dreams, landscape):
    form = await ada.invoke(dreams, "dreams fine", {"preset": "strokes", "picture": ("landscape.png", landscape)})
    await form.outcome()
    assert "Fine settings: strokes" in form.modal["title"]
    await ada.submit(form, {"strength": "1,5", "size": "128", "seed": "7", "objective": "block5 + castle"})
    dream = await discord.until(is_dream)
    assert dream.content.startswith("🔮 **block5 + castle**")
    assert "seed 7 · 128 × 96" in dream.content


async def test_fine_settings_asked_for_in_words_are_for_the_picture_of_the_question(
    discord, bot, ada, basho, dreams, landscape
):
    for words in ("!fine strokes", "!dream fine strokes"):
        asked = await ada.say(dreams, words, files=[("landscape.png", landscape)])
        offered = await discord.until(lambda m: m.author.bot and m.components, after=asked)
        form = await basho.press(offered, buttons(offered)["fine"])
        await basho.submit(form, {"seed": "7", "size": "128"})
        dream = await discord.until(is_dream, after=offered)
        assert "seed 7 · 128 × 96" in dream.content
        assert f"<@{basho.id}>" in dream.content


async def test_fine_settings_that_cannot_be_are_refused_to_the_person_alone(discord, bot, ada, dreams):
    for wrong, sentence in (
        ({"strength": "much"}, "`strength` wants a number"),
        ({"size": "9999"}, "`size` goes from 64"),
        ({"objective": "a & b"}, "I cannot dream that"),
    ):
        form = await ada.invoke(dreams, "dreams fine")
        await ada.submit(form, wrong)
        answer = await discord.until(lambda m, sentence=sentence: sentence in m.content)
        assert answer.ephemeral_for is ada.user


async def test_whatever_is_said_to_the_bot_by_name_is_what_to_dream(discord, bot, ada, dreams, landscape):
    name = f"<@{discord.bot_user.id}>"
    asked = await ada.say(dreams, f"{name} strokes, size 128", files=[("landscape.png", landscape)])
    dream = await discord.until(is_dream, after=asked)
    assert "**strokes**" in dream.content
    assert "128 × 96" in dream.content
    asked = await ada.say(dreams, f"{name} strokez")
    assert "did you mean **strokes**" in (await answer_to(discord, asked)).content
    asked = await ada.say(dreams, name)
    assert (await answer_to(discord, asked)).embeds


async def test_without_the_message_content_intent_people_ask_by_name_form_and_menu(engine, landscape):
    async with (
        Playground(TOKEN, message_content_allowed=False) as discord,
        at_home(discord, engines=(engine.url,), message_content=False),
    ):
        ada, dreams = discord.people["Ada"], discord.channels["dreams"]
        files = [("landscape.png", landscape)]
        unheard = await ada.say(dreams, "!dream strokes", files=files)
        asked = await ada.say(dreams, f"<@{discord.bot_user.id}> dream strokes", files=files)
        by_name = await discord.until(is_dream, after=asked)
        await ada.invoke(dreams, "dream", {"preset": "strokes", "picture": files[0]})
        with_the_form = await discord.until(is_dream, after=by_name)
        await ada.invoke_on(unheard, "Dream this")
        in_the_menu = await discord.until(is_dream, after=with_the_form)
        for dream in (by_name, with_the_form, in_the_menu):
            assert (await picture_of(discord, dream)).size == (96, 72)
        assert len([message for message in dreams.messages.values() if message.author.bot]) == 3


async def test_a_form_that_waits_for_an_engine_is_refused_in_time(discord, ada, dreams, tmp_path):
    hung = await asyncio.start_unix_server(lambda _reader, _writer: None, tmp_path / "hung.sock")
    async with hung, at_home(discord, engines=(f"unix://{tmp_path}/hung.sock",)):
        asked = await ada.invoke(dreams, "dreams fine")
        assert await asked.outcome() == "acknowledged"
        answer = await discord.until(lambda m: "my dreaming engine does not answer" in m.content)
        assert answer.ephemeral_for is ada.user
