"""One's own dreams: past ones, those under way, how many, and to be forgotten."""

import re

import pytest

from tests.end_to_end.conftest import at_home, buttons, dreamt, file_of, is_card, is_dream, nothing_under_way


@pytest.fixture
async def home(discord, pretender):
    """The bot, with an engine that takes a moment for most dreams, longer for strokes and very long for dogs."""
    engine = pretender(seconds=0.05, seconds_of={"dogs": 60, "strokes": 0.7}, slots=1)
    async with at_home(discord, engines=(engine.url,)) as run:
        yield run


async def embed_after(discord, asked):
    answer = await discord.until(lambda m: m.author.bot and m.embeds, after=asked)
    return answer, answer.embeds[0]


async def test_past_dreams_are_listed_with_links_page_by_page_for_who_asked_alone(
    discord, home, ada, basho, dreams, landscape
):
    shown = [await dreamt(discord, ada, dreams, landscape, f"!dream eyes seed {seed}") for seed in range(9)]
    await dreamt(discord, basho, dreams, landscape)
    asked = await ada.say(dreams, "!mine")
    listed, embed = await embed_after(discord, asked)
    links = re.findall(r"/channels/(\d+)/(\d+)/(\d+)", embed["description"])
    assert [int(card) for _, _, card in links] == [dream.id for dream in reversed(shown[1:])]
    assert embed["footer"]["text"] == "1–8 of 9"
    (older,) = [button["custom_id"] for row in listed.components for button in row["components"]]
    await basho.press(listed, older)
    told = await discord.until(lambda m: m.ephemeral_for is basho.user)
    assert told.content.startswith("Somebody else asked for this")
    await ada.press(listed, older)
    turned = await discord.until(lambda m: m is listed and "9–9 of 9" in str(m.embeds))
    assert str(shown[0].id) in turned.embeds[0]["description"]

    await ada.invoke(dreams, "mydreams list")
    privately = await discord.until(lambda m: m.embeds and m.ephemeral_for is ada.user)
    assert "1–8 of 9" in str(privately.embeds)


async def test_the_queue_tells_where_ones_dreams_stand_and_cancel_stops_them(
    discord, home, ada, basho, dreams, landscape
):
    for words in ("!dream dogs", "!dream eyes", "!dream birds"):
        asked = await ada.say(dreams, words, files=[("landscape.png", landscape)])
        card = await discord.until(is_card, after=asked)
    asked = await basho.say(dreams, "!dream cats", files=[("landscape.png", landscape)])
    his = await discord.until(is_card, after=asked)
    asked = await ada.say(dreams, "!dream queue")
    _, embed = await embed_after(discord, asked)
    running, first, second = embed["description"].splitlines()
    assert re.fullmatch(r"🐶 \[dogs\]\(https://\S+\) · \d+% dreamt", running)
    assert re.search(r"\[eyes\].* · (next in line|1 before you) · ready <t:\d+:R>", first)
    assert re.search(r"\[birds\].* · 2 before you · ready <t:\d+:R>", second)
    assert embed["footer"]["text"].startswith("1 dream of other people in the line")

    asked = await ada.say(dreams, "!cancel")
    assert await discord.until(lambda m: m is card and "cancelled" in m.content)
    assert await discord.until(lambda m: m.content == "I have stopped it.", after=asked)
    await ada.invoke(dreams, "mydreams cancel", {"everything": True})
    told = await discord.until(lambda m: m.content == "I have stopped 2 dreams.")
    assert told.ephemeral_for is ada.user
    assert await discord.until(lambda m: m is his and is_dream(m))
    asked = await ada.say(dreams, "!cancel")
    assert await discord.until(lambda m: m.content == "You have no dream under way here.", after=asked)


async def test_all_are_stopped_the_latest_first_and_what_is_dreamt_meanwhile_is_not_counted(
    discord, home, ada, dreams, landscape
):
    cards = []
    for words in ("!dream strokes", "!dream dogs"):
        asked = await ada.say(dreams, words, files=[("landscape.png", landscape)])
        cards.append(await discord.until(lambda m, q=asked: is_card(m) and m.referenced is q))
    running, waiting = cards
    # The last words on the one that waits take so long that the one that runs is dreamt.
    discord.faults.answer("PATCH", rf"/channels/\d+/messages/{waiting.id}$", 429, times=3, retry_after=0.3)
    asked = await ada.say(dreams, "!cancel all")
    assert await discord.until(lambda m: m.content == "I have stopped it.", after=asked)
    assert "cancelled" in waiting.content
    assert await discord.until(lambda m: m is running and is_dream(m))


async def test_dreams_of_ones_own_in_other_places_are_not_other_peoples(discord, home, ada, dreams, landscape):
    for words in ("!dream dogs", "!dream eyes"):
        asked = await ada.say(ada.direct, words, files=[("landscape.png", landscape)])
        await discord.until(is_card, after=asked)
    asked = await ada.say(dreams, "!queue")
    _, embed = await embed_after(discord, asked)
    assert embed["description"] == "Nothing; show me a picture."
    assert embed["footer"]["text"].startswith("Nobody else waits")


async def test_cancel_as_a_reply_stops_that_dream_for_its_asker_and_for_nobody_else(discord, home, dreams, landscape):
    basho, chidi = discord.people["Basho"], discord.people["Chidi"]
    asked = await chidi.say(dreams, "!dream dogs", files=[("landscape.png", landscape)])
    card = await discord.until(lambda m: is_card(m) and "octave" in m.content, after=asked)
    asked = await basho.say(dreams, "!cancel", reply_to=card)
    assert await discord.until(lambda m: "Only the person who asked for this dream" in m.content, after=asked)
    await chidi.say(dreams, "!cancel", reply_to=card)
    assert await discord.until(lambda m: m is card and "cancelled" in m.content)


async def test_stats_count_what_was_dreamt_in_the_server_and_for_one(discord, home, ada, basho, dreams, landscape):
    for person, words in ((ada, "!dream eyes"), (ada, "!dream birds seed 1"), (basho, "!dream eyes seed 2")):
        await dreamt(discord, person, dreams, landscape, words)
    asked = await ada.say(dreams, "!stats")
    _, embed = await embed_after(discord, asked)
    here, own = (field["value"] for field in embed["fields"])
    assert here.startswith("**3 dreams** for 2 people, ")
    assert here.endswith("\n👀 eyes 2 · 🦜 birds 1")
    assert own.startswith("**2 dreams** of them, ")
    await basho.invoke(dreams, "mydreams stats")
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and "**1 dream** of them" in str(m.embeds))


async def test_whoever_is_forgotten_leaves_nothing_behind_and_others_keep_theirs(
    discord, home, ada, basho, dreams, landscape
):
    store, spool = home.bot.dispatcher.store, home.bot.settings.data / "spool"
    hers = await dreamt(discord, ada, dreams, landscape)
    await dreamt(discord, basho, dreams, landscape, "!dream birds seed 3")
    theirs = {path.name for path in spool.iterdir()}
    asked = await ada.say(dreams, "!dream dogs", files=[("landscape.png", landscape)])
    card = await discord.until(is_card, after=asked)
    job = await store.jobs.by_card(hers.id)

    asked = await ada.say(dreams, "!forget")
    confirm = await discord.until(lambda m: m.author.bot and "Shall I forget you?" in m.content, after=asked)
    await basho.press(confirm, buttons(confirm)["forget"])
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and "Somebody else" in m.content)
    await ada.press(confirm, buttons(confirm)["forget"])
    told = await discord.until(lambda m: m is confirm and "I have forgotten" in m.content)
    assert told.content.startswith(
        "I have forgotten 2 dreams that you asked for, of which 1 had to be stopped, and erased 1 picture "
    )
    assert not told.components
    assert "cancelled" in card.content
    assert await store.jobs.get(job.id) is None
    # The photograph is Basho's as well.
    assert {path.name for path in spool.iterdir()} == theirs - {job.result}

    await basho.press(hers, buttons(hers)["again"])
    assert await discord.until(lambda m: "forgotten the picture behind that dream" in m.content)
    asked = await ada.say(dreams, "!mine")
    _, embed = await embed_after(discord, asked)
    assert embed["description"] == "You have no dreams here yet; show me a picture."
    await ada.invoke(dreams, "mydreams forget")
    again = await discord.until(lambda m: m.ephemeral_for is ada.user and "Shall I" in m.content)
    await ada.press(again, buttons(again)["forget"])
    assert await discord.until(lambda m: m is again and m.content == "There is nothing that I know of you.")


async def test_a_dream_comes_to_the_direct_messages_of_whoever_presses(discord, home, ada, basho, dreams, landscape):
    dream = await dreamt(discord, ada, dreams, landscape)
    await basho.press(dream, buttons(dream)["dm"])
    copy = await discord.until(lambda m: m.channel is basho.direct and is_dream(m))
    assert await file_of(discord, copy) == await file_of(discord, dream)
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and "It comes to your" in m.content)

    basho.close_direct_messages()
    await basho.press(dream, buttons(dream)["dm"])
    told = await discord.until(lambda m: m.ephemeral_for is basho.user and "I cannot write to you" in m.content)
    assert "privacy settings" in told.content
    await nothing_under_way(home.bot)


async def test_past_dreams_asked_for_directly_are_those_of_all_places(discord, home, ada, dreams, landscape):
    dream = await dreamt(discord, ada, dreams, landscape)
    directly = await dreamt(discord, ada, ada.direct, landscape, "!dream birds")
    asked = await ada.say(ada.direct, "!mine")
    _, embed = await embed_after(discord, asked)
    assert f"/channels/@me/{ada.direct.id}/{directly.id}" in embed["description"]
    assert f"/channels/{dreams.guild.id}/{dreams.id}/{dream.id}" in embed["description"]
