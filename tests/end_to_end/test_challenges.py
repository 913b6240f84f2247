"""A challenge from its announcement to its podium, with several people, in words and with forms."""

import asyncio
import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from bot.challenges.phases import Action, Doing, Phase
from bot.playground import roster
from bot.playground.permissions import Permissions
from bot.store.challenges import Deed
from tests.end_to_end.conftest import at_home, buttons, is_dream
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
    async with asyncio.timeout(10):
        while len((await bot.dispatcher.store.votes.ballots(challenge)).marks) != count:
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
    assert all("❤" in m.reactions and f"<@{ada.id}>" not in m.content for m in shown.values())
    (best,) = [number for number in shown if await whose(bot, number) == basho.id]
    for person in (ada, basho, chidi):
        await person.react(shown[best], HEART)
    await ada.react(shown[3 - best], HEART)
    results = await close(discord, ada, dreams, "· results")
    assert f"🥇 <@{basho.id}> with 2 hearts (dream {best})" in results.content
    assert f"▫️ <@{ada.id}> with 0 hearts" in results.content
    (podium,) = results.attachments
    assert Image.open(io.BytesIO(await discord.fetch(podium))).size == (1200, 675)
    board = await answer(discord, await chidi.say(dreams, "!leaderboard"))
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


async def test_in_pairs_everybody_says_in_private_which_of_two_is_better(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds vote: pairs entries: 2")
    for person in (ada, ada, basho, basho):
        await enter(discord, person, dreams, landscape)
    vote = await close(discord, ada, dreams, "· voting")
    (booth,) = buttons(vote).values()
    best = min(each.number for each in await bot.dispatcher.store.entries.of(1) if each.entry.author == basho.id)
    for voter, pairs in ((chidi, 6), (ada, 1)):
        opened = await voter.press(vote, booth)
        await opened.outcome()
        for _ in range(pairs):
            ballot = await discord.until(lambda m, v=voter: m.ephemeral_for is v.user and m.components)
            assert ballot.content.startswith("Which do you like better, dream ")
            assert len(ballot.attachments) == 2
            choices = [button for row in ballot.components for button in row["components"]]
            chosen = next((each for each in choices if each["label"] == f"Dream {best}"), choices[0])
            before = ballot.content
            await voter.press(ballot, chosen["custom_id"])
            await discord.until(lambda m, v=voter, b=before: m.ephemeral_for is v.user and m.content != b)
        await discord.until(lambda m, v=voter: m.ephemeral_for is v.user and "all of them; thank you" in m.content)
    results = await close(discord, ada, dreams, "· results")
    assert "the results of 4 dreams and 2 voters" in results.content
    assert f"🥇 <@{basho.id}> with a strength of" in results.content
    assert f"(dream {best})" in results.content.splitlines()[1]


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


async def test_whoever_asks_to_be_forgotten_is_out_of_the_vote_and_off_the_board(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    said = await answer(discord, await ada.say(dreams, "!leaderboard"))
    assert said.content.startswith("Nobody has points yet of this server;")
    await begin(discord, ada, dreams, "theme: clouds")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    shown = entries_in(discord, await close(discord, ada, dreams, "· voting"))
    (hers,) = [number for number in shown if await whose(bot, number) == ada.id]
    await basho.react(shown[hers], HEART)
    await chidi.react(shown[3 - hers], HEART)
    await ada.react(shown[3 - hers], HEART)
    await settled(bot, 1, 3)
    warned = await answer(discord, await ada.say(dreams, "!forgetme"))
    assert "`!forgetme yes` does it" in warned.content
    done = await answer(discord, await ada.say(dreams, "!forgetme yes"))
    assert done.content.startswith("I have forgotten")
    assert shown[hers].id not in shown[hers].channel.messages
    assert set(shown[3 - hers].reactions["❤"].users) == {bot.user.id, chidi.id}
    results = await close(discord, ada, dreams, "· results")
    assert f"🥇 <@{basho.id}> with 1 heart" in results.content
    assert f"<@{ada.id}>" not in results.content.split("results", 1)[1]
    profile = await answer(discord, await ada.say(dreams, "!profile"))
    assert profile.content == f"<@{ada.id}> has not been in a challenge yet."
    profile = await answer(discord, await ada.say(dreams, f"!profile <@{basho.id}>"))
    assert "is number 1 here: 11 points from 1 challenge, 1 win" in profile.content


async def test_what_a_crash_interrupted_is_gone_on_with_and_nothing_is_posted_twice(
    discord, bot, ada, basho, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    vote = await close(discord, ada, dreams, "· voting")
    thread = discord.world.channel(vote.reference_id)
    posted = [*dreams.messages], [*thread.messages]
    # Everything was posted, but of one entry that was not noted; then the deed is begun anew, long after its nonces.
    store, cog = bot.dispatcher.store, bot.get_cog("Challenges")
    (first, _) = await store.entries.of(1)
    await store.entries.shown(first.entry.id, thread.id, None)
    discord.world.nonces.clear()
    contest = await store.challenges.get(1)
    begun = Action("1:voting", Doing.BEGIN, Phase.VOTING, contest.course.timetable.opens)
    await cog.herald.perform(Deed(1, begun, attempts=1), cog.timekeeper.now)
    assert ([*dreams.messages], [*thread.messages]) == posted
    assert (await store.entries.of(1))[0].message == first.message


async def test_reminders_come_at_half_time_and_in_the_last_hour(discord, bot, ada, dreams):
    opened = await begin(discord, ada, dreams, "theme: clouds length: 2d")
    clock = bot.get_cog("Challenges").timekeeper
    for passed, mark in ((timedelta(hours=25), "half"), (timedelta(hours=47, minutes=30), "last hour")):
        clock.now = lambda passed=passed: datetime.now(UTC) + passed
        clock.call()
        said = await discord.until(lambda m, mark=mark: m.content.endswith(f"· entries, {mark}"))
        assert said.referenced is opened
    assert "you can enter until" in said.content


async def test_a_challenge_that_repeats_opens_when_its_time_comes_until_it_is_stopped(discord, bot, ada, basho, dreams):
    said = await answer(discord, await ada.say(dreams, "!challenge start theme: clouds every: day at 9am"))
    assert said.content.startswith("It repeats; number 1 comes every day at 9am, next <t:")
    clock = bot.get_cog("Challenges").timekeeper
    for days in (1, 2):
        clock.now = lambda days=days: datetime.now(UTC) + timedelta(days=days, minutes=days)
        clock.call()
        await discord.until(lambda m, days=days: m.content.endswith(f"-# challenge {days} · entries"))
    said = await answer(discord, await basho.say(dreams, "!challenge stop 1"))
    assert said.content == "Only the host of the challenge, or a moderator, can stop it."
    said = await answer(discord, await ada.say(dreams, "!challenge stop 1"))
    assert said.content == "Number 1 comes no more."
    said = await answer(discord, await ada.say(dreams, "!challenge repeats"))
    assert said.content == "No challenge repeats here."


async def test_where_approval_is_asked_for_only_what_is_approved_is_in_the_vote(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds approval: yes")
    for person in (basho, chidi):
        assert "once a moderator approves it" in (await enter(discord, person, dreams, landscape)).content
    refused = await answer(discord, await basho.say(dreams, "!challenge review"))
    assert refused.content == "Only the host of the challenge, or a moderator, can decide about entries."
    await ada.invoke(dreams, "challenge review")
    review = await discord.until(lambda m: m.ephemeral_for is ada.user and f"by <@{basho.id}> · 2 waiting" in m.content)
    opened = await ada.press(review, buttons(review)["reject"])
    await ada.submit(opened, {"reason": "not a cloud"})
    told = await discord.until(lambda m: m.channel is basho.direct)
    assert told.content == "Your dream was not let into challenge 1: not a cloud"
    review = await discord.until(lambda m: m.ephemeral_for is ada.user and f"by <@{chidi.id}> · 1 waiting" in m.content)
    await ada.press(review, buttons(review)["approve"])
    await discord.until(lambda m: m.ephemeral_for is ada.user and "No dream waits for a decision" in m.content)
    vote = await close(discord, ada, dreams, "· voting")
    assert "one dream in" in vote.content
    assert await whose(bot, 1) == chidi.id


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
    await ada.invoke(dreams, "challenge start", form)
    opened = await discord.until(lambda m: m.content.endswith("· entries"))
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
    asked = await ada.say(dreams, "!challenge start relay: yes", files=[("landscape.png", landscape)])
    opened = await discord.until(lambda m: m.author.bot and "· entries" in m.content, after=asked)

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
    assert f"2 steps deep, by <@{basho.id}>, <@{chidi.id}>; this is the whole way" in result.content
    made = Image.open(io.BytesIO(await discord.fetch(result.attachments[0])))
    assert (made.format, made.is_animated) == ("WEBP", True)
    board = await answer(discord, await ada.say(dreams, "!leaderboard"))
    assert board.content.count("· 1 point") == 2


async def test_an_entry_whose_message_is_deleted_is_out(discord, bot, ada, basho, dreams, landscape):
    await begin(discord, ada, dreams, "theme: clouds")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    shown = entries_in(discord, await close(discord, ada, dreams, "· voting"))
    await ada.delete(shown[1])
    results = await close(discord, ada, dreams, "· results")
    assert "(dream 2)" in results.content
    assert "(dream 1)" not in results.content
    (ruling,) = await bot.dispatcher.store.entries.rulings(1)
    assert ruling.reason == "its message was deleted"


async def test_where_no_thread_may_be_started_the_entries_stand_in_the_channel(
    discord, bot, ada, dreams, landscape, caplog
):
    discord.world.overwrite(dreams, bot.user.id, deny=Permissions.CREATE_PUBLIC_THREADS)
    await begin(discord, ada, dreams, "theme: clouds")
    await enter(discord, ada, dreams, landscape)
    vote = await close(discord, ada, dreams, "· voting")
    assert f"one dream in <#{dreams.id}>" in vote.content
    assert "give me Create Public Threads" in caplog.text


async def test_without_an_entry_there_is_no_vote(discord, bot, ada, dreams):
    await begin(discord, ada, dreams, "theme: clouds")
    results = await close(discord, ada, dreams, "· results")
    assert "is over, and nobody entered" in results.content


async def test_the_winner_gets_the_prize_which_only_who_could_give_it_can_offer(
    discord, bot, ada, basho, dreams, landscape
):
    guild = discord.world.guild
    prize = roster.create_role(discord.world, guild, "Dreamer of the week")
    refused = await answer(discord, await basho.say(dreams, f"!challenge start theme: clouds prize: <@&{prize.id}>"))
    assert refused.content.startswith("You can offer a role as the prize that you could give by hand")
    boss = roster.create_role(discord.world, guild, "Boss", Permissions.MANAGE_ROLES)
    roster.give(discord.world, guild, discord.bot_user, boss)
    await begin(discord, ada, dreams, f"theme: clouds prize: <@&{prize.id}>")
    await enter(discord, basho, dreams, landscape)
    (shown,) = entries_in(discord, await close(discord, ada, dreams, "· voting")).values()
    await ada.react(shown, HEART)
    await close(discord, ada, dreams, "· results")
    async with asyncio.timeout(10):
        while prize not in guild.members[basho.id].roles:
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("start", "That does not make a challenge yet: it needs a theme"),
        ("start theme: x length: soon", "I cannot read `soon` as a time;"),
        ("start theme: x length: 3 years", "I cannot read `3 years` as a time;"),
        ("start theme: x voting: 1m", "`1m` will not do: choose a time between"),
        ("enter", "There is no challenge under way here;"),
        ("status 9", "There is no challenge 9 in this server."),
        ("start theme: x presets: animals, catz", "I do not know the dream `catz`; did you mean **cats**"),
        ("dance", "I cannot `dance` a challenge; I can cancel, close,"),
        ("start theme: x vote: loudly", "I did not understand that; it goes `!challenge start theme: make your pet"),
        ("disqualify 3", "I did not understand that; it goes `!challenge disqualify <dream> <reason>`."),
    ],
)
async def test_what_cannot_be_is_answered_with_one_sentence(discord, bot, ada, dreams, words, sentence):
    said = await answer(discord, await ada.say(dreams, f"!challenge {words}"))
    assert said.content.startswith(sentence)


async def test_in_direct_messages_there_are_no_challenges(discord, bot, ada):
    for words in ("!challenge", "!challenge start theme: clouds", "!leaderboard", "!profile"):
        said = await answer(discord, await ada.say(ada.direct, words))
        assert said.content == "Challenges are held in servers; ask me there."


async def test_what_cannot_be_shown_again_is_refused_before_anything_begins(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!challenge start", files=[("clouds.png", b"no picture at all")])
    assert (await answer(discord, asked)).content.startswith("That file is not a picture")
    discord.world.overwrite(dreams, bot.user.id, deny=Permissions.ADD_REACTIONS | Permissions.ATTACH_FILES)
    said = await answer(discord, await ada.say(dreams, "!challenge start theme: clouds"))
    assert said.content.startswith("For a challenge in this channel I lack Attach Files, Add Reactions;")
    assert await bot.dispatcher.store.challenges.under_way() == []


async def test_only_the_host_and_moderators_decide(discord, bot, ada, basho, dreams, landscape):
    await begin(discord, basho, dreams, "theme: clouds")
    chidi = discord.people["Chidi"]
    for words in ("close", "cancel", "extend 3d", "export", "disqualify 1 why not"):
        said = await answer(discord, await chidi.say(dreams, f"!challenge {words}"))
        assert said.content.startswith("Only the host of the challenge, or a moderator")
    mine = await dream(discord, basho, dreams, landscape)
    said = await answer(discord, await chidi.say(dreams, "!challenge enter", reply_to=mine))
    assert said.content.startswith("You can enter dreams that you asked for yourself")
