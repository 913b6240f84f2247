"""Slash commands, autocomplete, buttons, and the rules of answering them."""

import discord as library
import pytest

from bot.playground.errors import RefusedError
from bot.playground.events import MessageCreated, MessageUpdated
from bot.playground.objects import MessageFlags


async def test_a_slash_command_with_a_picture_is_deferred_and_followed_up(discord, bot, sky):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    asked = await ada.invoke(dreams, "dream", {"preset": "eyes", "picture": ("sky.png", sky), "strength": "7"})
    assert await asked.outcome() == "acknowledged"
    answer = await discord.until(lambda m: m.content.startswith("eyes"))
    assert answer is asked.original
    assert answer.content == f"eyes {len(sky)} 7 {discord.world.upload_limit}"
    assert not answer.flags & MessageFlags.LOADING
    assert answer.edited is None
    more = await discord.until(lambda m: m.content == "more")
    assert more.referenced is answer


async def test_thinking_is_seen_before_the_answer(discord, bot):
    loading = []

    def listen(event):
        if isinstance(event, MessageCreated | MessageUpdated):
            loading.append(MessageFlags.LOADING in event.message.flags)

    discord.world.listeners.append(listen)
    await discord.people["Ada"].invoke(discord.channels["dreams"], "dream", {"preset": "dogs"})
    await discord.until(lambda m: m.content == "more")
    assert loading == [True, False, False]


async def test_commands_are_registered_with_everything_discord_adds(discord, bot):
    assert {command["name"] for command in discord.commands.usable()} == {
        "dream",
        "secret",
        "slow",
        "settings",
        "challenge",
    }
    fetched = await bot.tree.fetch_commands()
    again = await bot.tree.sync()
    assert {command.id for command in fetched} == {command.id for command in again}
    assert {command.application_id for command in fetched} == {bot.user.id}
    guild = library.Object(discord.world.guild.id)
    bot.tree.copy_global_to(guild=guild)
    assert len(await bot.tree.sync(guild=guild)) == 5
    assert len(discord.commands.usable()) == 5


async def test_the_bot_suggests_while_somebody_types(discord, bot):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    choices = await ada.complete(dreams, "dream", {"preset": "p"}, focused="preset")
    assert [(choice.name, choice.value) for choice in choices] == [("Pagodas", "pagodas")]
    assert len(await ada.complete(dreams, "dream", {}, focused="preset")) == 3


async def test_subcommands_and_direct_messages(discord, bot):
    ada = discord.people["Ada"]
    asked = await ada.invoke(ada.direct, "challenge start", {"minutes": 5})
    assert await asked.outcome() == "acknowledged"
    assert asked.original.content == "5 minutes"
    assert asked.original.channel is ada.direct


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("nightmare", {}, "no command"),
        ("challenge", {}, "one more word: start"),
        ("dream", {}, "“preset” is missing"),
        ("dream", {"preset": "eyes", "mood": "blue"}, "no option “mood”"),
        ("dream", {"preset": "eyes", "strength": 11}, "must be 10 or less"),
        ("dream", {"preset": "eyes", "strength": "much"}, "not filled in right"),
        ("secret", {"friend": 5}, "points to nothing"),
    ],
)
async def test_a_form_that_is_filled_in_wrong_is_not_sent(discord, bot, name, options, sentence):
    with pytest.raises(RefusedError, match=sentence):
        await discord.people["Ada"].invoke(discord.channels["dreams"], name, options)


async def test_commands_are_for_whom_and_where_they_are_meant(discord, bot):
    ada, chidi, dreams = discord.people["Ada"], discord.people["Chidi"], discord.channels["dreams"]
    assert await (await ada.invoke(dreams, "settings")).outcome() == "acknowledged"
    with pytest.raises(RefusedError, match="You may not use /settings here"):
        await chidi.invoke(dreams, "settings")
    with pytest.raises(RefusedError, match="does not work in direct messages"):
        await ada.invoke(ada.direct, "settings")


async def test_a_button_answers_whoever_sent_it_and_whenever(discord, bot):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    await ada.say(dreams, "!panel 3")
    panel = await discord.until(lambda m: m.components)
    pressed = await ada.press(panel, "again:3")
    assert await pressed.outcome() == "acknowledged"
    assert pressed.original.content == "again 3"
    assert pressed.original.referenced is panel
    with pytest.raises(RefusedError, match="not there any more"):
        await ada.press(panel, "again:4")


async def test_a_button_changes_its_message(discord, bot):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    await ada.say(dreams, "!counter")
    counter = await discord.until(lambda m: m.components)
    for number in (1, 2):
        pressed = await ada.press(counter, "count")
        await pressed.outcome()
        assert counter.content == f"counted {number}"
    pressed = await ada.press(counter, "stop")
    praise = await discord.until(lambda m: m.content == "well done")
    assert (counter.content, pressed.original) == ("stopped", counter)
    assert praise.ephemeral_for is ada.user
    with pytest.raises(RefusedError, match="switched off"):
        await ada.press(counter, "stop")


async def test_the_first_answer_can_be_fetched_and_deleted(discord, bot):
    asked = await discord.people["Ada"].invoke(discord.channels["dreams"], "slow")
    interaction = await bot.hears("slow")
    bot.release.set()
    await asked.outcome()
    assert (await interaction.original_response()).content == "at last"
    await interaction.delete_original_response()
    assert discord.channels["dreams"].messages == {}
    with pytest.raises(library.NotFound) as refused:
        await interaction.delete_original_response()
    assert refused.value.code == 10008


async def test_an_ephemeral_answer_is_for_one_person(discord, bot):
    ada, chidi, dreams = discord.people["Ada"], discord.people["Chidi"], discord.channels["dreams"]
    asked = await ada.invoke(dreams, "secret", {"friend": chidi})
    answer = await discord.until(lambda m: m.content == "forget it")
    assert answer is asked.original
    assert (answer.seen_by(ada.user), answer.seen_by(chidi.user)) == (True, False)
    channel = bot.get_channel(dreams.id)
    assert [message async for message in channel.history()] == []
    with pytest.raises(library.NotFound):
        await channel.fetch_message(answer.id)
    with pytest.raises(RefusedError):
        await chidi.delete(answer)
    await ada.delete(answer)


async def test_an_answer_after_three_seconds_is_too_late(discord, bot, clock):
    asked = await discord.people["Ada"].invoke(discord.channels["dreams"], "slow")
    await bot.hears("slow")
    clock.ahead += 3.5
    bot.release.set()
    refused = await bot.hears("refused")
    assert (refused.status, refused.code) == (404, 10062)
    assert await asked.outcome() == "failed"


async def test_silence_fails_when_the_time_is_over(discord, bot, clock):
    asked = await discord.people["Ada"].invoke(discord.channels["dreams"], "slow")
    clock.ahead += 2.5
    discord.tick()
    assert asked.state == "sent"
    clock.ahead += 1
    discord.tick()
    assert await asked.outcome() == "failed"


async def test_silence_fails_by_itself(discord, bot, monkeypatch):
    monkeypatch.setattr("bot.playground.interactions.DEADLINE", 0.05)
    asked = await discord.people["Ada"].invoke(discord.channels["dreams"], "slow")
    assert await asked.outcome() == "failed"


async def test_an_interaction_is_answered_once(discord, bot):
    asked = await discord.people["Ada"].invoke(discord.channels["dreams"], "slow")
    interaction = await bot.hears("slow")
    await interaction.response.defer()
    assert await asked.outcome() == "acknowledged"
    with pytest.raises(library.HTTPException) as refused:
        await bot.http.request(
            library.http.Route("POST", f"/interactions/{asked.id}/{asked.token}/callback"), json={"type": 5}
        )
    assert (refused.value.status, refused.value.code) == (400, 40060)


async def test_the_token_is_over_after_fifteen_minutes_but_the_message_is_not(discord, bot, clock):
    await discord.people["Ada"].invoke(discord.channels["dreams"], "slow")
    interaction = await bot.hears("slow")
    bot.release.set()
    answer = await discord.until(lambda m: m.content == "at last")
    message = await interaction.original_response()
    clock.ahead += 15 * 60 + 1
    with pytest.raises(library.HTTPException) as refused:
        await message.edit(content="too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)
    await bot.get_channel(answer.channel.id).get_partial_message(answer.id).edit(content="in time")
    assert answer.content == "in time"


async def test_without_a_bot_nothing_answers(discord):
    discord.commands.overwrite([{"name": "dream"}])
    asked = await discord.people["Ada"].invoke(discord.channels["dreams"], "dream")
    assert await asked.outcome() == "failed"
