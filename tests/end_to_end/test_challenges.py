"""A challenge from its announcement to its podium, with several people, in words and with forms."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from tests.end_to_end.conftest import at_home, is_dream
from tests.simulated_engine import Script, SimulatedEngine

HEART = "❤️"


@pytest.fixture(scope="module")
def quick_engine(tmp_path_factory):
    with SimulatedEngine(tmp_path_factory.mktemp("engine") / "engine.sock", Script(seconds=0.02)) as engine:
        yield engine


@pytest.fixture
async def bot(discord, quick_engine):
    async with at_home(discord, engines=(quick_engine.url,)) as run:
        yield run.bot


@pytest.fixture
def chidi(discord):
    return discord.people["Chidi"]


async def answer(discord, asked):
    return await discord.until(lambda m: m.author.bot and m.referenced is asked, after=asked)


async def begin(discord, host, dreams, words):
    """Hold a challenge and return its announcement."""
    asked = await host.say(dreams, f"!challenge start {words}")
    return await discord.until(lambda m: m.author.bot and "· entries" in m.content, after=asked)


async def dream(discord, person, dreams, picture=None, reply_to=None):
    files = [("landscape.png", picture)] if picture else []
    asked = await person.say(dreams, "!dream animals", files=files, reply_to=reply_to)
    return await discord.until(lambda m: is_dream(m) and f"<@{person.id}>" in m.content, after=asked)


async def enter(discord, person, dreams, picture):
    """Dream, enter the dream, and return what the bot says to that."""
    mine = await dream(discord, person, dreams, picture)
    asked = await person.say(dreams, "!challenge enter", reply_to=mine)
    return await answer(discord, asked)


async def close(discord, host, dreams, mark):
    """End the phase, and return the notice of what follows."""
    asked = await host.say(dreams, "!challenge close")
    return await discord.until(lambda m: m.author.bot and m.content.endswith(mark), after=asked)


def entries_in(discord, opened):
    """The messages of the entries, by their numbers."""
    thread = discord.world.channel(opened.reference_id)
    shown = [m for m in thread.messages.values() if m.author.bot and m.attachments]
    return {int(m.content.split("**")[1]): m for m in shown}


async def whose(bot, number):
    """Who entered the dream of that number."""
    (found,) = [each for each in await bot.dispatcher.store.entries.of(1) if each.number == number]
    return found.entry.author


async def settled(bot, challenge, count):
    """Wait until so many votes are written down."""
    while len((await bot.dispatcher.store.entries.ballots(challenge)).marks) != count:  # noqa: ASYNC110
        import asyncio

        await asyncio.sleep(0)


async def test_a_challenge_from_its_announcement_to_its_podium(discord, bot, ada, basho, chidi, dreams, landscape):
    opened = await begin(discord, ada, dreams, "theme: make your pet a cathedral length: 2d")
    assert opened.content.startswith(f"🏁 **make your pet a cathedral** · challenge 1 by <@{ada.id}>")
    for person in (ada, basho):
        assert "is in challenge 1" in (await enter(discord, person, dreams, landscape)).content
    vote = await close(discord, ada, dreams, "· voting")
    assert f"2 dreams in <#{opened.id}>" in vote.content
    shown = entries_in(discord, vote)
    assert sorted(shown) == [1, 2]
    assert all(HEART in m.reactions and f"<@{ada.id}>" not in m.content for m in shown.values())
    (best,) = [number for number in shown if await whose(bot, number) == basho.id]
    for person in (ada, basho, chidi):
        await person.react(shown[best], HEART)
    await ada.react(shown[3 - best], HEART)
    results = await close(discord, ada, dreams, "· results")
    assert f"🥇 <@{basho.id}> with 2 hearts (dream {best})" in results.content
    assert f"▫️ <@{ada.id}> with 0 hearts" in results.content
    (podium,) = results.attachments
    assert Image.open(io.BytesIO(await discord.fetch(podium))).size == (1200, 675)
    board = await answer(discord, await chidi.say(dreams, "!challenge leaderboard"))
    assert f"1. <@{basho.id}> · 11 points · 1 win\n2. <@{ada.id}> · 1 point" in board.content


async def test_everybody_dreams_the_picture_of_the_host(discord, bot, ada, basho, dreams, landscape):
    asked = await ada.say(dreams, "!challenge start", files=[("landscape.png", landscape)])
    opened = await discord.until(lambda m: m.author.bot and "· entries" in m.content, after=asked)
    assert await discord.fetch(opened.attachments[0]) == landscape
    other = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(other, "PNG")
    refused = await enter(discord, basho, dreams, other.getvalue())
    assert refused.content.startswith("This challenge is about one picture")
    mine = await dream(discord, basho, dreams, reply_to=opened)
    entered = await answer(discord, await basho.say(dreams, "!challenge enter", reply_to=mine))
    assert "is in challenge 1" in entered.content


async def test_the_form_and_the_menu_do_what_the_words_do(discord, bot, ada, basho, dreams, landscape):
    await ada.invoke(dreams, "challenge start", {"theme": "a house of birds", "vote": "places", "entries": 2})
    opened = await discord.until(lambda m: m.author.bot and "· entries" in m.content)
    assert "up to 2 dreams each · votes with 🥇 🥈 🥉" in opened.content
    mine = await dream(discord, basho, dreams, landscape)
    await basho.invoke_on(mine, "Enter challenge")
    entered = await discord.until(lambda m: "is in challenge 1" in m.content)
    assert entered.ephemeral_for is basho.user
    await basho.invoke(dreams, "challenge status")
    status = await discord.until(lambda m: "is open for entries" in m.content)
    assert "One dream has been entered, 1 of them yours" in status.content
    await basho.invoke(dreams, "challenge withdraw")
    await discord.until(lambda m: "Your dream is out of challenge 1" in m.content)
    await ada.invoke(dreams, "challenge cancel")
    assert await discord.until(lambda m: m.content.endswith("· cancelled"))


async def test_votes_come_and_go_as_people_click_and_the_files_tell_all_of_them(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds hidden: no")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    shown = entries_in(discord, await close(discord, ada, dreams, "· voting"))
    await chidi.react(shown[1], HEART)
    await chidi.react(shown[2], HEART)
    await chidi.react(shown[2], "🎉")
    await chidi.unreact(shown[1], HEART)
    await settled(bot, 1, 1)
    status = await answer(discord, await chidi.say(dreams, "!challenge"))
    assert "1. dream 2 · 1 heart\n2. dream 1 · 0 hearts" in status.content
    gone = await answer(discord, await ada.say(dreams, "!challenge disqualify 2 not a cloud"))
    assert gone.content == "Dream 2 is out of challenge 1."
    results = await close(discord, ada, dreams, "· results")
    assert "(dream 2)" not in results.content
    asked = await ada.say(dreams, "!challenge export")
    files = await discord.until(lambda m: m.author.bot and len(m.attachments) == 2, after=asked)
    as_json, as_csv = [await discord.fetch(each) for each in files.attachments]
    told = json.loads(as_json)
    assert [ruling["reason"] for ruling in told["rulings"]] == ["not a cloud"]
    (vote,) = csv.DictReader(io.StringIO(as_csv.decode("utf-8-sig")))
    assert vote["entry_status"] == "disqualified"
    assert str(chidi.id) not in as_json.decode() + as_csv.decode()


async def test_who_was_away_over_the_end_closes_late_and_counts_what_happened_meanwhile(
    discord, quick_engine, ada, basho, chidi, dreams, landscape, tmp_path
):
    engines = (quick_engine.url,)
    async with at_home(discord, engines=engines, data=tmp_path) as run:
        await begin(discord, ada, dreams, "theme: clouds")
        for person in (ada, basho):
            await enter(discord, person, dreams, landscape)
        vote = await close(discord, ada, dreams, "· voting")
        shown = entries_in(discord, vote)
        best = shown[1]
        await chidi.react(shown[2], HEART)
        await settled(run.bot, 1, 1)
    await chidi.unreact(shown[2], HEART)
    await chidi.react(best, HEART)
    async with at_home(discord, engines=engines, data=tmp_path) as run:
        clock = run.bot.get_cog("Challenges").timekeeper
        clock.now = lambda: datetime.now(UTC) + timedelta(days=3)
        clock.call()
        results = await discord.until(lambda m: m.content.endswith("· results"))
        assert "with 1 heart (dream 1)" in results.content
        assert "with 0 hearts (dream 2)" in results.content
        assert "I was away when this was to happen" in results.content
        assert sum(m.content.endswith("· results") for m in dreams.messages.values()) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("start", "That does not make a challenge yet: it needs a theme"),
        ("start theme: x length: soon", "I cannot read `soon` as a time;"),
        ("start theme: x length: 3 years", "I cannot read `3 years` as a time;"),
        ("start theme: x voting: 1m", "`1m` will not do: choose a time between"),
        ("enter", "There is no challenge under way here;"),
        ("status 9", "There is no challenge 9 in this server."),
        ("leaderboard", "Nobody has points yet of this server;"),
    ],
)
async def test_what_cannot_be_is_answered_with_one_sentence(discord, bot, ada, dreams, words, sentence):
    said = await answer(discord, await ada.say(dreams, f"!challenge {words}"))
    assert said.content.startswith(sentence)


async def test_only_the_host_and_moderators_decide(discord, bot, ada, basho, dreams, landscape):
    await begin(discord, basho, dreams, "theme: clouds")
    chidi = discord.people["Chidi"]
    for words in ("close", "cancel", "extend 3d", "export", "disqualify 1 why not"):
        said = await answer(discord, await chidi.say(dreams, f"!challenge {words}"))
        assert said.content.startswith("Only the host of the challenge, or a moderator")
    mine = await dream(discord, basho, dreams, landscape)
    said = await answer(discord, await chidi.say(dreams, "!challenge enter", reply_to=mine))
    assert said.content.startswith("You can enter dreams that you asked for yourself")
