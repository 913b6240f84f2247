"""Votes that nobody else sees, and reports that moderators decide about."""

from tests.end_to_end.challenges.steps import answer, begin, close, enter, entries_in, whose
from tests.end_to_end.conftest import buttons


async def opened_vote(discord, host, people, dreams, landscape, words):
    """Hold a challenge that these people enter, and return the notice of its vote and the entries by number."""
    await begin(discord, host, dreams, words)
    for person in people:
        await enter(discord, person, dreams, landscape)
    vote = await close(discord, host, dreams, "· voting")
    return vote, entries_in(discord, vote)


def giving(message):
    """The buttons that give something to an entry, by place."""
    ids = [each["custom_id"] for row in message.components for each in row["components"]]
    return {int(each.rsplit(":", 1)[1]): each for each in ids if each.startswith("challenge:give:")}


async def give(discord, person, message, place):
    """Press a button of the ballot and return what one is told."""
    pressed = await person.press(message, giving(message)[place])
    await pressed.outcome()
    return pressed.original.content


async def test_hearts_are_given_in_private_and_taken_back(discord, bot, ada, basho, chidi, dreams, landscape):
    words = "theme: clouds ballot: private hidden: no"
    vote, shown = await opened_vote(discord, ada, (ada, basho), dreams, landscape, words)
    assert "The buttons under them do it, and nobody else sees that." in vote.content
    assert all(not message.reactions for message in shown.values())
    (best,) = [number for number in shown if await whose(bot, number) == basho.id]
    assert (await give(discord, chidi, shown[best], 1)).startswith(f"Your ❤️ so far: dream {best}.")
    assert (await give(discord, chidi, shown[3 - best], 1)).startswith(["Your ❤️ so far: dream", " and dream 2."][0])
    assert (await give(discord, chidi, shown[3 - best], 1)).startswith(f"Your ❤️ so far: dream {best}.")
    await give(discord, ada, shown[best], 1)
    assert (await give(discord, basho, shown[best], 1)) == "That dream is your own; your vote is for the others."
    await chidi.react(shown[3 - best], "❤️")
    await ada.press(vote, buttons(vote)["paper"])
    assert await discord.until(lambda m: m.ephemeral_for is ada.user and m.content.startswith("Your ❤️ so far"))
    results = await close(discord, ada, dreams, "· results")
    assert "the results of 2 dreams and 2 voters" in results.content
    assert f"🥇 <@{basho.id}> with 2 hearts (dream {best})" in results.content
    assert f"▫️ <@{ada.id}> with 0 hearts" in results.content


async def test_a_place_given_in_private_moves_and_a_restart_keeps_what_was_given(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    words = "theme: clouds vote: places ballot: private"
    _, shown = await opened_vote(discord, ada, (ada, basho, chidi), dreams, landscape, words)
    voter = discord.people["Dalí"]
    await give(discord, voter, shown[1], 1)
    await give(discord, voter, shown[2], 2)
    assert (await give(discord, voter, shown[3], 1)).startswith("🥇 dream 3 · 🥈 dream 2\n")
    assert (await give(discord, voter, shown[3], 3)).startswith("🥈 dream 2 · 🥉 dream 3\n")
    # Counting anew, as after an absence, must leave alone what no reaction shows.
    await bot.get_cog("BallotBox").on_ready()
    results = await close(discord, ada, dreams, "· results")
    assert "with 2 points (dream 2)" in results.content.splitlines()[1]
    assert "with 1 point (dream 3)" in results.content.splitlines()[2]


async def test_a_reported_dream_goes_to_the_moderators_who_take_it_out_and_all_of_it_is_audited(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    audit = discord.channels["lounge"]
    await bot.houses.change(dreams.guild.id, audit_channel=audit.id)
    _, shown = await opened_vote(discord, ada, (ada, basho), dreams, landscape, "theme: clouds ballot: private")
    (bad,) = [number for number in shown if await whose(bot, number) == basho.id]
    await give(discord, chidi, shown[bad], 1)

    async def report(person):
        opened = await person.press(shown[bad], buttons(shown[bad])["report"])
        sent = await person.submit(opened, {"reason": "no cloud at all"})
        await sent.outcome()

    await report(chidi)
    assert await discord.until(lambda m: m.ephemeral_for is chidi.user and m.content.startswith("Thank you"))
    await report(chidi)
    assert await discord.until(lambda m: m.ephemeral_for is chidi.user and "reported that dream already" in m.content)
    told = await discord.until(lambda m: m.channel is audit and "reports dream" in m.content)
    assert told.content == f"🚩 <@{chidi.id}> reports dream {bad} in challenge 1: no cloud at all"
    assert len(told.attachments) == 1
    pressable = [each["custom_id"] for row in told.components for each in row["components"]]
    settle = {each.split(":")[2]: each for each in pressable}
    await chidi.press(told, settle["remove"])
    assert await discord.until(lambda m: m.ephemeral_for is chidi.user and m.content.startswith("Only the host"))
    opened = await ada.press(told, settle["remove"])
    await (await ada.submit(opened, {"reason": "it is a dog"})).outcome()
    line = await discord.until(lambda m: m.channel is audit and "(remove)" in m.content)
    said = f"took dream {bad} of <@{basho.id}> out of challenge 1: it is a dog (one vote went with it)"
    assert line.content == f"<@{ada.id}> (remove) {said}"
    private = await discord.until(lambda m: m.channel is basho.direct)
    assert private.content == "Your dream was taken out of challenge 1: it is a dog"
    assert shown[bad].id not in shown[bad].channel.messages
    results = await close(discord, ada, dreams, "· results")
    assert f"(dream {bad})" not in results.content


async def test_without_an_audit_log_reports_go_to_the_host_who_may_keep_the_dream(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    await bot.houses.change(dreams.guild.id, hosts=[dreams.guild.id])
    _, shown = await opened_vote(discord, basho, (ada,), dreams, landscape, "theme: clouds")
    opened = await chidi.press(shown[1], buttons(shown[1])["report"])
    await chidi.submit(opened, {"reason": "boring"})
    told = await discord.until(lambda m: m.channel is basho.direct and "reports dream 1" in m.content)
    await basho.press(told, f"challenge:settle:keep:{(await bot.dispatcher.store.entries.of(1))[0].entry.id}")
    kept = await discord.until(lambda m: m is told and "keeps it" in m.content)
    assert not kept.components
    assert (await bot.dispatcher.store.entries.of(1))[0].entry.standing


async def test_who_is_disqualified_hears_why_and_so_does_the_audit_log(discord, bot, ada, basho, dreams, landscape):
    audit = discord.channels["lounge"]
    await bot.houses.change(dreams.guild.id, audit_channel=audit.id)
    _, shown = await opened_vote(discord, ada, (ada, basho), dreams, landscape, "theme: clouds")
    (bad,) = [number for number in shown if await whose(bot, number) == basho.id]
    await answer(discord, await ada.say(dreams, f"!challenge disqualify {bad} not a cloud"))
    private = await discord.until(lambda m: m.channel is basho.direct)
    assert private.content == "Your dream was disqualified in challenge 1: not a cloud"
    assert await discord.until(lambda m: m.channel is audit and "(disqualify) took dream" in m.content)
    await ada.delete(shown[3 - bad])
    line = await discord.until(lambda m: m.channel is audit and "its message was deleted" in m.content)
    assert line.content.startswith(f"<@{discord.bot_user.id}> (remove)")
