"""People point at a picture in many ways, and the bot dreams the one they mean."""

import io

import numpy as np
from PIL import Image

from bot.playground import roster
from bot.playground.payloads.people import avatar_hash
from bot.playground.permissions import Permissions
from bot.sources import finding
from tests.end_to_end.conftest import at_home, is_card, is_dream, picture_of


def painted(colour, size=(96, 72)):
    """A PNG of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def colour_of(picture):
    """The mean of the picture's values, which a dream of plain colour stays near."""
    return np.asarray(picture.convert("RGB"), dtype=float).mean(axis=(0, 1))


async def is_red(discord, message):
    red, green, blue = colour_of(await picture_of(discord, message))
    return red > 2 * max(green, blue)


RED, BLUE = painted((200, 20, 20)), painted((20, 20, 200))


def dreams_in(channel):
    return [message for message in channel.messages.values() if is_dream(message)]


async def test_each_picture_of_a_message_is_dreamt_up_to_as_many_as_may_be(discord, engine, ada, dreams):
    async with at_home(discord, engines=(engine.url,), pictures_at_once=2):
        files = [("red.png", RED), ("notes.txt", b"notes"), ("blue.png", BLUE), ("red.png", RED)]
        await ada.say(dreams, "!dream strokes", files=files)
        await discord.until(lambda m: m.author.bot and "2 of the 3 pictures" in m.content)
        await discord.until(lambda _: len(dreams_in(dreams)) == 2)
        assert sorted([await is_red(discord, dream) for dream in dreams_in(dreams)]) == [False, True]


async def test_a_picture_that_cannot_be_taken_does_not_keep_the_others_back(
    discord, bot, ada, dreams, monkeypatch, landscape
):
    monkeypatch.setattr("bot.sources.fetching.MAX_BYTES", len(RED) + 10)
    assert len(landscape) > len(RED) + 10
    asked = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape), ("red.png", RED)])
    dream = await discord.until(is_dream, after=asked)
    assert await is_red(discord, dream)
    assert await discord.until(lambda m: m.author.bot and "I can take up to" in m.content, after=asked)


async def test_without_a_word_it_is_the_last_picture_that_somebody_posted_here(discord, bot, ada, basho, dreams):
    await ada.say(dreams, "a blue one", files=[("blue.png", BLUE)])
    await ada.say(dreams, "a red one", files=[("red.png", RED)])
    await ada.say(discord.channels["lounge"], "a blue one elsewhere", files=[("blue.png", BLUE)])
    for words in ("!dream strokes", "!dream strokes last"):
        asked = await basho.say(dreams, words)
        dream = await discord.until(is_dream, after=asked)
        assert await is_red(discord, dream)


async def test_the_bots_own_dreams_are_not_the_last_picture(discord, bot, ada, basho, dreams):
    await ada.say(dreams, "!dream strokes", files=[("red.png", RED)])
    first = await discord.until(is_dream)
    asked = await basho.say(dreams, "!dream eyes")
    dream = await discord.until(lambda m: is_dream(m, "eyes"), after=asked)
    assert dream is not first
    assert await is_red(discord, dream)


async def test_noise_is_noise_even_where_pictures_are(discord, bot, ada, dreams):
    await ada.say(dreams, "a red one", files=[("red.png", RED)])
    for files in ((), [("red.png", RED)]):
        asked = await ada.say(dreams, "!dream strokes noise", files=files)
        dream = await discord.until(is_dream, after=asked)
        assert dream.attachments[0].description.startswith("Pure noise")


async def test_the_last_picture_that_is_asked_for_in_vain_is_said_so(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!dream last")
    answer = await discord.until(lambda m: m.author.bot, after=asked)
    assert f"no picture in the last {finding.LOOK_BACK} messages" in answer.content


async def test_a_mentioned_member_is_dreamt_by_their_face(discord, bot, ada, basho, dreams):
    asked = await ada.say(dreams, f"!dream strokes {basho.mention}")
    dream = await discord.until(is_dream, after=asked)
    face = Image.open(io.BytesIO(await discord.fetch(avatar_of(discord, basho))))
    assert np.abs(colour_of(await picture_of(discord, dream)) - colour_of(face)).max() < 40


async def test_nobody_has_no_face(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!dream <@42>")
    answer = await discord.until(lambda m: m.author.bot, after=asked)
    assert "I do not know that person" in answer.content


async def test_mentioning_the_bot_only_addresses_it(discord, bot, ada, dreams):
    await ada.say(dreams, "a red one", files=[("red.png", RED)])
    asked = await ada.say(dreams, f"<@{discord.bot_user.id}> dream strokes")
    dream = await discord.until(is_dream, after=asked)
    assert await is_red(discord, dream)


async def test_an_address_that_somebody_types_is_never_fetched(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!dream https://cdn.discordapp.com/attachments/1/2/sky.png")
    answer = await discord.until(lambda m: m.author.bot, after=asked)
    assert "I do not know the dream" in answer.content
    assert not is_card(answer)


async def test_the_form_points_at_faces_and_noise(discord, bot, ada, basho, dreams):
    await ada.invoke(dreams, "dream", {"preset": "strokes", "noise": True})
    dream = await discord.until(lambda m: is_dream(m, "strokes"))
    assert dream.attachments[0].description.startswith("Pure noise")
    await ada.invoke(dreams, "dream", {"preset": "eyes", "avatar": basho})
    dream = await discord.until(lambda m: is_dream(m, "eyes"))
    assert dream.attachments[0].description.startswith("The picture")


def avatar_of(discord, person):
    return f"{discord.url}/avatars/{person.id}/{avatar_hash(person.user)}.png"


async def test_an_emoji_of_the_server_is_dreamt(discord, bot, ada, dreams):
    emoji = roster.add_emoji(discord.world, discord.world.guild, "cherry", RED, ada.user)
    asked = await ada.say(dreams, f"!dream strokes {emoji}")
    dream = await discord.until(is_dream, after=asked)
    assert await is_red(discord, dream)


async def test_a_sticker_a_forward_and_a_picture_behind_a_link_are_dreamt_by_replying(discord, bot, ada, basho, dreams):
    sticker = roster.add_sticker(discord.world, discord.world.guild, "Cherry", RED)
    elsewhere = await ada.say(discord.channels["lounge"], "a red one", files=[("red.png", RED)])
    link = "https://example.org/red.png"
    posted = (
        await ada.say(dreams, stickers=[sticker]),
        await ada.forward(elsewhere, dreams),
        await ada.say(dreams, link, previews={link: RED}),
    )
    for message in posted:
        asked = await basho.say(dreams, "!dream strokes", reply_to=message)
        dream = await discord.until(is_dream, after=asked)
        assert await is_red(discord, dream)


async def test_one_click_dreams_a_message_or_a_face(discord, bot, ada, basho, dreams):
    posted = await ada.say(dreams, "two", files=[("red.png", RED), ("blue.png", BLUE)])
    await basho.invoke_on(posted, "Dream this")
    await discord.until(lambda _: len(dreams_in(dreams)) == 2)
    assert sorted([await is_red(discord, dream) for dream in dreams_in(dreams)]) == [False, True]
    assert all(f"<@{basho.id}>" in dream.content for dream in dreams_in(dreams))
    await basho.invoke_on(ada, "Dream this avatar", dreams)
    await discord.until(lambda _: len(dreams_in(dreams)) == 3)


async def test_one_click_on_words_is_refused_to_the_person_alone(discord, bot, ada, dreams):
    posted = await ada.say(dreams, "good morning")
    await ada.invoke_on(posted, "Dream this")
    answer = await discord.until(lambda m: "That message is not a picture" in m.content)
    assert answer.ephemeral_for is ada.user


async def test_pictures_are_found_and_dreamt_in_a_thread(discord, bot, ada, basho, dreams):
    posted = await ada.say(dreams, "a blue one", files=[("blue.png", BLUE)])
    thread = await ada.start_thread(posted, "coloured things")
    asked = await basho.say(thread, "!dream strokes")
    of_the_start = await discord.until(is_dream, after=asked)
    assert of_the_start.channel is thread
    assert (await picture_of(discord, of_the_start)).size == (96, 72)
    assert not await is_red(discord, of_the_start)
    await ada.say(thread, "a red one", files=[("red.png", RED)])
    asked = await basho.say(thread, "!dream strokes")
    dream = await discord.until(is_dream, after=asked)
    assert dream.channel is thread
    assert await is_red(discord, dream)


async def test_a_thread_where_the_bot_may_not_speak_gets_no_dream(discord, bot, ada, dreams, caplog):
    thread = await ada.start_thread(await ada.say(dreams, "talk"), "quiet")
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.SEND_MESSAGES_IN_THREADS)
    await ada.say(thread, "!dream strokes", files=[("red.png", RED)])
    asked = await ada.say(dreams, "!dream strokes", files=[("red.png", RED)])
    await discord.until(is_dream, after=asked)
    assert not [message for message in thread.messages.values() if message.author.bot]
    assert "Send Messages" in caplog.text
