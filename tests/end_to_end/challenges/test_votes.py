"""Votes as people give them and take them back, in the open or in private, and those that go with somebody."""

import asyncio
import csv
import io
import json

from bot.challenges.ballots import Mark
from bot.playground.permissions import Permissions
from tests.end_to_end.challenges.steps import HEART, answer, begin, close, enter, entries_in, settled, whose
from tests.end_to_end.conftest import buttons


async def test_votes_come_and_go_as_people_click_and_the_files_tell_all_of_them(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds hidden: no")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    shown = entries_in(discord, await close(discord, ada, dreams, "· voting"))
    for _ in range(4):
        await chidi.react(shown[1], HEART)
        await chidi.unreact(shown[1], HEART)
    await chidi.react(shown[2], "🎉")
    await chidi.react(shown[2], HEART)
    # Votes are written down in order: once the last one is, all are.
    shown_second = await bot.dispatcher.store.entries.shown_in(shown[2].id)
    async with asyncio.timeout(10):
        while Mark(chidi.id, shown_second.entry.id) not in (await bot.dispatcher.store.votes.ballots(1)).marks:
            await asyncio.sleep(0)
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


async def test_whoever_asks_to_be_forgotten_is_out_of_the_vote_and_off_the_board(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    said = await answer(discord, await ada.say(dreams, "!leaderboard"))
    assert said.content.startswith("Nobody has points yet in this server;")
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
    assert "is number 1 here: 11 points from 1 challenge, 1 win" in profile.embeds[0]["description"]


async def test_where_reactions_may_not_be_taken_away_whoever_is_forgotten_is_asked_to_do_it(
    discord, bot, ada, basho, dreams, landscape, caplog
):
    await begin(discord, ada, dreams, "theme: clouds")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    shown = entries_in(discord, await close(discord, ada, dreams, "· voting"))
    (hers,) = [number for number in shown if await whose(bot, number) == ada.id]
    await ada.react(shown[3 - hers], HEART)
    await settled(bot, 1, 1)
    discord.world.overwrite(dreams, bot.user.id, deny=Permissions.MANAGE_MESSAGES)
    done = await answer(discord, await ada.say(dreams, "!forgetme yes"))
    assert "I may not take reactions away in challenge 1: take back yours there" in done.content
    assert "give me Manage Messages" in caplog.text
    assert shown[hers].id not in shown[hers].channel.messages
    assert ada.id not in [each.entry.author for each in await bot.dispatcher.store.entries.of(1)]
    await settled(bot, 1, 0)
