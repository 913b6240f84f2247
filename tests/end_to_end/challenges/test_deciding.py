"""Who decides what: hosts, moderators and those who would like to; and what is refused, in one sentence."""

import asyncio

import pytest

from bot.playground import roster
from bot.playground.permissions import Permissions
from tests.end_to_end.challenges.steps import HEART, answer, begin, close, dream, enter, entries_in, settled, whose
from tests.end_to_end.conftest import buttons


async def test_only_the_host_and_moderators_decide(discord, bot, ada, basho, dreams, landscape):
    await bot.houses.change(dreams.guild.id, hosts=[dreams.guild.id])
    await begin(discord, basho, dreams, "theme: clouds")
    chidi = discord.people["Chidi"]
    for words in ("close", "cancel", "extend 3d", "export", "disqualify 1 why not"):
        said = await answer(discord, await chidi.say(dreams, f"!challenge {words}"))
        assert said.content.startswith("Only the host of the challenge, or a moderator")
    mine = await dream(discord, basho, dreams, landscape)
    said = await answer(discord, await chidi.say(dreams, "!challenge enter", reply_to=mine))
    assert said.content.startswith("You can enter dreams that you asked for yourself")


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


async def test_the_winner_gets_the_prize_which_only_who_could_give_it_can_offer(
    discord, bot, ada, basho, dreams, landscape
):
    guild = discord.world.guild
    prize = roster.create_role(discord.world, guild, "Dreamer of the week")
    await bot.houses.change(guild.id, hosts=[guild.id])
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
        ("start length: 3d", "That does not make a challenge yet: it needs a theme"),
        ("start from: friday", "There are no templates here yet; `challenge save friday`"),
        ("drop friday", "There are no templates here yet;"),
        ("save friday", "There is no challenge under way here;"),
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


async def test_what_cannot_be_shown_again_is_refused_before_anything_begins(discord, bot, ada, dreams):
    asked = await ada.say(dreams, "!challenge start", files=[("clouds.png", b"no picture at all")])
    assert (await answer(discord, asked)).content.startswith("That file is not a picture")
    discord.world.overwrite(dreams, bot.user.id, deny=Permissions.ADD_REACTIONS | Permissions.ATTACH_FILES)
    said = await answer(discord, await ada.say(dreams, "!challenge start theme: clouds"))
    assert said.content.startswith(f"For a challenge in <#{dreams.id}> I lack Attach Files and Add Reactions;")
    assert await bot.dispatcher.store.challenges.under_way() == []


async def test_once_the_results_are_out_no_dream_is_withdrawn(discord, bot, ada, dreams, landscape):
    await begin(discord, ada, dreams, "theme: clouds")
    await enter(discord, ada, dreams, landscape)
    await close(discord, ada, dreams, "· voting")
    await close(discord, ada, dreams, "· results")
    for words in ("withdraw 1 1", "disqualify 1 too late"):
        said = await answer(discord, await ada.say(dreams, f"!challenge {words}"))
        assert said.content.startswith(
            ("You can withdraw a dream until the results", "There is no challenge under way")
        )
    assert (await bot.dispatcher.store.entries.of(1))[0].entry.standing


async def test_in_direct_messages_there_are_no_challenges(discord, bot, ada):
    for words in ("!challenge", "!challenge start theme: clouds", "!leaderboard", "!profile"):
        said = await answer(discord, await ada.say(ada.direct, words))
        assert said.content == "Challenges are held in servers; ask me there."


async def test_whoever_the_server_has_blocked_neither_holds_nor_enters_challenges_and_their_votes_do_not_count(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds")
    await enter(discord, ada, dreams, landscape)
    mine = await dream(discord, basho, dreams, landscape)
    await answer(discord, await ada.say(dreams, f"!dreamconfig block {basho.mention}"))
    for words, pointed_at in (("enter", mine), ("start theme: mine", None)):
        said = await answer(discord, await basho.say(dreams, f"!challenge {words}", reply_to=pointed_at))
        assert "asked me not to dream for you here" in said.content
    await basho.invoke_on(mine, "Enter challenge")
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and "not to dream for you" in m.content)
    (shown,) = entries_in(discord, await close(discord, ada, dreams, "· voting")).values()
    for person in (basho, chidi):
        await person.react(shown, HEART)
    await settled(bot, 1, 2)
    results = await close(discord, ada, dreams, "· results")
    assert "the results of 1 dream and 1 voter" in results.content
    assert f"🥇 <@{ada.id}> with 1 heart" in results.content


async def test_the_channels_and_roles_of_a_server_hold_for_challenges(discord, bot, ada, basho, dreams, landscape):
    guild, gallery = dreams.guild, discord.channels["gallery"]
    await begin(discord, ada, dreams, "theme: clouds vote: pairs")
    for person in (ada, discord.people["Chidi"]):
        await enter(discord, person, dreams, landscape)
    mine = await dream(discord, basho, dreams, landscape)
    await bot.houses.change(guild.id, channels=[gallery.id])
    for words, pointed_at in (("enter", mine), ("turn", None), ("start theme: here", None)):
        said = await answer(discord, await basho.say(dreams, f"!challenge {words}", reply_to=pointed_at))
        assert said.content == f"This server wants me to dream in <#{gallery.id}>; ask me there."
    dreamers = roster.create_role(discord.world, guild, "dreamers")
    await bot.houses.change(guild.id, channels=[], roles=[dreamers.id])
    vote = await close(discord, ada, dreams, "· voting")
    (booth,) = buttons(vote).values()
    await basho.press(vote, booth)
    told = await discord.until(lambda m: m.ephemeral_for is basho.user)
    assert told.content == f"This server wants me to dream for people with <@&{dreamers.id}>."
