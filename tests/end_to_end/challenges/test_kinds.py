"""Other kinds of challenges than a theme: one picture for all, one to be guessed, and a relay."""

import io

from PIL import Image

from tests.end_to_end.challenges.steps import answer, begin, begin_with_form, close, dream, enter


async def test_everybody_dreams_the_picture_of_the_host(discord, bot, ada, basho, dreams, landscape):
    opened = await begin(discord, ada, dreams, "", files=[("landscape.png", landscape)])
    assert await discord.fetch(opened.attachments[0]) == landscape
    other = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(other, "PNG")
    refused = await enter(discord, basho, dreams, other.getvalue())
    assert refused.content.startswith("This challenge is about one picture")
    mine = await dream(discord, basho, dreams, reply_to=opened)
    entered = await answer(discord, await basho.say(dreams, "!challenge enter", reply_to=mine))
    assert "is in challenge 1" in entered.content


async def test_a_blind_picture_is_guessed_in_private_and_shown_at_the_end(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    dreamt = io.BytesIO()
    Image.new("RGB", (64, 64), "purple").save(dreamt, "PNG")
    said = await answer(discord, await ada.say(dreams, "!challenge start answers: hill"))
    assert said.content == "Use `/challenge start` for that: what you write here, everybody reads."
    form = {
        "picture": ("dream.png", dreamt.getvalue()),
        "original": ("hill.png", landscape),
        "answers": "hill, mountain",
        "entries": 2,
    }
    opened = await begin_with_form(discord, ada, dreams, form)
    assert "guess what it was" in opened.content
    assert "hill" not in opened.content
    assert await discord.fetch(opened.attachments[0]) == dreamt.getvalue()

    async def guess(person, words, answered):
        await person.invoke(dreams, "challenge guess", {"words": words})
        await discord.until(lambda m: m.ephemeral_for is person.user and m.content.startswith(answered))

    await guess(ada, "a hill", "You are the host and know what it is")
    await guess(basho, "a dog", "No, that is not it; you have 1 guess left.")
    await guess(chidi, "two Hills", "That is it!")
    await guess(chidi, "a hill", "You have guessed it already")
    await guess(basho, "a mountain", "That is it!")
    said = await answer(discord, await basho.say(dreams, "!challenge guess hill"))
    assert said.content.startswith("Use `/challenge guess` for that")
    mine = await dream(discord, basho, dreams, landscape)
    said = await answer(discord, await basho.say(dreams, "!challenge enter", reply_to=mine))
    assert said.content.startswith("Challenge 1 is of another kind")
    solved = await close(discord, ada, dreams, "· results")
    assert "it was `hill`. 2 people of 2 guessed it" in solved.content
    assert f"🥇 <@{chidi.id}>\n🥈 <@{basho.id}>" in solved.content
    assert await discord.fetch(solved.attachments[0]) == landscape
    board = await answer(discord, await ada.say(dreams, "!leaderboard"))
    assert f"1. <@{chidi.id}> · 11 points · 1 win\n2. <@{basho.id}> · 8 points" in board.content


async def test_in_a_relay_each_goes_on_from_the_last_dream_and_the_way_becomes_a_film(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    opened = await begin(discord, ada, dreams, "relay: yes", files=[("landscape.png", landscape)])

    async def says(person, words, reply_to=None):
        return (await answer(discord, await person.say(dreams, f"!challenge {words}", reply_to=reply_to))).content

    first = await dream(discord, basho, dreams, reply_to=opened)
    beside = await dream(discord, chidi, dreams, reply_to=opened)
    assert "is step 1 of challenge 1" in await says(basho, "enter", first)
    assert (await says(chidi, "enter", beside)).startswith("The next step has to be a dream of the last one")
    assert (await says(basho, "turn")).startswith("You dreamt the last step")
    assert f"is <@{chidi.id}>'s until" in await says(chidi, "turn")
    assert f"<@{chidi.id}> is dreaming the next step" in await says(ada, "turn")
    second = await dream(discord, chidi, dreams, reply_to=first)
    assert "is step 2 of challenge 1" in await says(chidi, "enter", second)
    result = await close(discord, ada, dreams, "· results")
    assert f"2 steps deep, by <@{basho.id}>, <@{chidi.id}>. This is the whole way." in result.content
    made = Image.open(io.BytesIO(await discord.fetch(result.attachments[0])))
    assert (made.format, made.is_animated) == ("WEBP", True)
    board = await answer(discord, await ada.say(dreams, "!leaderboard"))
    assert board.content.count("· 1 point") == 2
