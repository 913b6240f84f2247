"""A challenge from its announcement to its podium, over reminders, absences and crashes, and again every day."""

import io
from datetime import UTC, datetime, timedelta

from PIL import Image

from bot.challenges.phases import Action, Doing, Phase
from bot.playground.permissions import Permissions
from bot.store.challenges import Deed
from tests.end_to_end.challenges.steps import (
    HEART,
    answer,
    begin,
    begin_with_form,
    close,
    dream,
    enter,
    entries_in,
    post,
    settled,
    whose,
)
from tests.end_to_end.conftest import at_home, eventually


async def test_a_challenge_from_its_announcement_to_its_podium(discord, bot, ada, basho, chidi, dreams, landscape):
    opened = await begin(discord, ada, dreams, "theme: make your pet a cathedral length: 2d")
    assert opened.content.startswith(f"🏁 **make your pet a cathedral** · challenge 1 by <@{ada.id}>")
    assert "what is dreamt in the thread below enters by itself" in opened.content
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


async def test_the_form_and_the_menu_do_what_the_words_do(discord, bot, ada, basho, dreams, landscape):
    form = {"theme": "a house of birds", "vote": "places", "entries": 2}
    opened = await begin_with_form(discord, ada, dreams, form)
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


async def test_reminders_come_at_half_time_and_in_the_last_hour(discord, bot, ada, dreams):
    opened = await begin(discord, ada, dreams, "theme: clouds length: 2d")
    clock = bot.get_cog("Challenges").timekeeper
    for passed, mark in ((timedelta(hours=25), "half"), (timedelta(hours=47, minutes=30), "last hour")):
        clock.now = lambda passed=passed: datetime.now(UTC) + passed
        clock.call()
        said = await discord.until(lambda m, mark=mark: m.content.endswith(f"· entries, {mark}"))
        assert said.referenced is opened
    assert "you can enter until" in said.content


async def test_without_an_entry_there_is_no_vote(discord, bot, ada, dreams):
    await begin(discord, ada, dreams, "theme: clouds")
    results = await close(discord, ada, dreams, "· results")
    assert "is over, and nobody entered" in results.content


async def test_where_no_thread_may_be_started_the_entries_stand_in_the_channel(
    discord, bot, ada, dreams, landscape, caplog
):
    discord.world.overwrite(dreams, bot.user.id, deny=Permissions.CREATE_PUBLIC_THREADS)
    opened = await begin(discord, ada, dreams, "theme: clouds")
    assert "press *Enter* under your dream.\n" in opened.content
    await enter(discord, ada, dreams, landscape)
    vote = await close(discord, ada, dreams, "· voting")
    assert f"one dream in <#{dreams.id}>" in vote.content
    assert "give me Create Public Threads" in caplog.text


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


async def test_a_challenge_that_repeats_opens_when_its_time_comes_until_it_is_stopped(discord, bot, ada, basho, dreams):
    said = await answer(discord, await ada.say(dreams, "!challenge start theme: clouds every: day at 9am"))
    assert "It comes every day at 9am, at first <t:" in said.content
    await post(ada, said)
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


async def test_a_refused_announcement_is_made_up_for_before_the_vote_which_opens_in_its_thread(
    discord, bot, ada, basho, dreams, landscape
):
    clock = bot.get_cog("Challenges").timekeeper
    preview = await answer(discord, await ada.say(dreams, "!challenge start theme: clouds"))
    refused = discord.faults.answer("POST", r"/channels/\d+/messages$", 403)
    await post(ada, preview)
    await eventually(lambda: met(refused))
    for person in (ada, basho):
        assert "is in challenge 1" in (await enter(discord, person, dreams, landscape)).content
    again = discord.faults.answer("GET", r"/channels/\d+/messages$", 403)
    await answer(discord, await ada.say(dreams, "!challenge close"))
    for minutes, refusal in ((2, again), (9, None)):
        clock.now = lambda minutes=minutes: datetime.now(UTC) + timedelta(minutes=minutes)
        clock.call()
        if refusal is not None:
            await eventually(lambda refusal=refusal: met(refusal))
            assert not any(m.content.endswith("· voting") for m in dreams.messages.values())
    vote = await discord.until(lambda m: m.content.endswith("· voting"))
    opened = vote.referenced
    assert opened.content.startswith(f"🏁 **clouds** · challenge 1 by <@{ada.id}>")
    assert opened.content.endswith("· entries")
    assert "!dream" not in opened.content
    assert f"2 dreams in <#{opened.id}>" in vote.content
    assert sorted(entries_in(discord, vote)) == [1, 2]


async def met(fault):
    return fault.met
