"""What the owners of a server decide: seen and changed from a panel, and true from that moment on."""

import pytest

from bot.playground import roster
from tests.end_to_end.conftest import at_home, buttons, is_card, is_dream

CHANGE = "dreamconfig:change"


@pytest.fixture
async def bot(discord, pretender):
    async with at_home(discord, engines=(pretender(seconds=0.05, slots=4).url,)) as run:
        yield run.bot


async def panel_of(discord, owner, channel):
    asked = await owner.say(channel, "!dreamconfig")
    return await discord.until(lambda m: m.author.bot and m.embeds, after=asked)


async def change(discord, owner, channel, what, values):
    """Open the form for something, send it, and return the panel as it is then."""
    panel = await panel_of(discord, owner, channel)
    opened = await owner.select(panel, CHANGE, [what])
    sent = await owner.submit(opened, values)
    assert await sent.outcome() == "acknowledged"
    return panel


def holds(panel, name):
    return next(field["value"] for field in panel.embeds[0]["fields"] if field["name"] == name)


async def ask(discord, person, channel, landscape, words="!dream eyes"):
    return await person.say(channel, words, files=[("landscape.png", landscape)])


async def answered(discord, asked):
    """What the bot finally says to a message."""
    return await discord.until(lambda m: m.author.bot and (not m.components or is_dream(m)), after=asked)


async def test_an_owner_sees_what_holds_by_message_and_by_form(discord, bot, ada, dreams):
    panel = await panel_of(discord, ada, dreams)
    assert holds(panel, "Channels") == "all of them"
    assert holds(panel, "Prefix") == "`!`"
    invoked = await ada.invoke(dreams, "dreamconfig show")
    assert await invoked.outcome() == "acknowledged"
    assert invoked.original.ephemeral_for is ada.user
    assert invoked.original.embeds[0]["title"] == panel.embeds[0]["title"]


async def test_nobody_but_owners_sees_or_changes_anything(discord, bot, ada, basho, dreams):
    asked = await basho.say(dreams, "!dreamconfig")
    assert "Only people who may manage this server" in (await answered(discord, asked)).content
    panel = await panel_of(discord, ada, dreams)
    await basho.select(panel, CHANGE, ["Prefix"])
    told = await discord.until(lambda m: m.ephemeral_for is basho.user)
    assert "Only people who may manage this server" in told.content
    asked = await ada.say(ada.direct, "!dreamconfig")
    assert "That is for servers" in (await answered(discord, asked)).content


async def test_dreams_are_kept_to_the_channels_that_are_chosen_and_their_threads(discord, bot, ada, dreams, landscape):
    lounge, gallery = discord.channels["lounge"], discord.channels["gallery"]
    panel = await change(discord, ada, dreams, "Channels", {"channels": [lounge]})
    assert holds(panel, "Channels") == f"<#{lounge.id}>"
    asked = await ask(discord, ada, gallery, landscape)
    assert f"dream in <#{lounge.id}>; ask me there" in (await answered(discord, asked)).content
    invoked = await ada.invoke(gallery, "dream", {"preset": "eyes", "noise": True})
    await invoked.outcome()
    assert invoked.original.ephemeral_for is ada.user
    assert "ask me there" in invoked.original.content
    dream = await answered(discord, await ask(discord, ada, lounge, landscape))
    assert is_dream(dream)
    thread = await ada.start_thread(lounge, "dreams")
    assert is_dream(await answered(discord, await ask(discord, ada, thread, landscape)))
    await change(discord, ada, dreams, "Channels", {"channels": [gallery]})
    await ada.react(dream, "🎨")
    assert await discord.until(lambda m: "ask me there" in m.content and m.referenced is dream, after=dream)
    await ada.press(dream, buttons(dream)["vary"])
    told = await discord.until(lambda m: m.ephemeral_for is ada.user and "ask me there" in m.content, after=dream)
    assert f"<#{gallery.id}>" in told.content


async def test_dreams_are_for_people_with_the_roles_that_are_chosen(discord, bot, ada, basho, dreams, landscape):
    dreamers = roster.create_role(discord.world, dreams.guild, "dreamers")
    await change(discord, ada, dreams, "Roles", {"roles": [dreamers]})
    asked = await ask(discord, basho, dreams, landscape)
    assert f"for people with <@&{dreamers.id}>" in (await answered(discord, asked)).content
    roster.give(discord.world, dreams.guild, basho.user, dreamers)
    assert is_dream(await answered(discord, await ask(discord, basho, dreams, landscape)))


async def test_a_server_has_a_default_preset_of_its_own(discord, bot, ada, dreams, landscape):
    menu = await bot.vocabulary.menu()
    other = next(preset.name for preset in menu.presets if preset is not menu.default)
    await change(discord, ada, dreams, "Default preset", {"presets-0": [other]})
    dream = await answered(discord, await ask(discord, ada, dreams, landscape, "!dream"))
    assert is_dream(dream, other)
    listed = await ada.invoke(dreams, "dreams presets")
    await listed.outcome()
    assert other in listed.original.embeds[0]["footer"]["text"]
    dream = await answered(discord, await ask(discord, ada, ada.direct, landscape, "!dream"))
    assert is_dream(dream, menu.default.name)


async def test_the_panel_under_dreams_can_be_buttons_for_other_presets(discord, bot, ada, basho, dreams, landscape):
    first, second = (await bot.vocabulary.menu()).presets[:2]
    await change(discord, ada, dreams, "Panel", {"presets-0": [first.name, second.name], "style": ["buttons"]})
    dream = await answered(discord, await ask(discord, ada, dreams, landscape, f"!dream {second.name}"))
    pressable = [each["custom_id"] for row in dream.components for each in row["components"]]
    offered = [custom_id for custom_id in pressable if custom_id.startswith("dream:as:")]
    assert [custom_id.split(":")[2] for custom_id in offered] == [first.name, second.name]
    pressed = await basho.press(dream, offered[0])
    assert await pressed.outcome() == "acknowledged"
    other = await discord.until(lambda m: is_dream(m, first.name), after=dream)
    assert other.referenced is dream
    assert not dream.reactions
    await change(discord, ada, dreams, "Panel", {"presets-0": [second.name], "style": ["both"]})
    dream = await answered(discord, await ask(discord, ada, dreams, landscape, f"!dream {first.name}"))
    assert await discord.until(lambda m: m is dream and second.emoji in m.reactions)
    assert len(dream.reactions) == 1


async def test_no_dream_is_larger_than_the_server_wants_it(discord, bot, ada, dreams, landscape):
    panel = await change(discord, ada, dreams, "Longest side", {"size": "80"})
    assert holds(panel, "Longest side") == "80 pixels"
    asked = await ask(discord, ada, dreams, landscape, "!dream eyes size 90")
    assert "goes from 64 to 80" in (await answered(discord, asked)).content
    dream = await answered(discord, await ask(discord, ada, dreams, landscape))
    assert (await bot.dispatcher.store.jobs.by_card(dream.id)).changes["size"] == 80
    panel = await panel_of(discord, ada, dreams)
    opened = await ada.select(panel, CHANGE, ["Longest side"])
    await ada.submit(opened, {"size": "9999"})
    told = await discord.until(lambda m: m.ephemeral_for is ada.user)
    assert told.content == "The longest side of a dream goes from 64 to 2048 pixels."


async def test_dreams_can_be_spoilers_always(discord, bot, ada, dreams, landscape):
    await change(discord, ada, dreams, "Spoilers", {"spoilers": ["always"]})
    dream = await answered(discord, await ask(discord, ada, dreams, landscape))
    assert dream.attachments[0].filename.startswith("SPOILER_")


async def test_a_server_has_a_prefix_of_its_own(discord, bot, ada, dreams, landscape):
    await change(discord, ada, dreams, "Prefix", {"prefix": "?"})
    unheard = await ask(discord, ada, dreams, landscape, "!dream eyes")
    assert is_dream(await answered(discord, await ask(discord, ada, dreams, landscape, "?dream eyes")))
    assert not [m for m in dreams.messages.values() if m.referenced is unheard]
    assert is_dream(await answered(discord, await ask(discord, ada, ada.direct, landscape, "!dream eyes")))
    helped = await answered(discord, await ada.say(dreams, "?help"))
    assert "?dream" in helped.embeds[0]["fields"][0]["value"]


async def test_changes_are_told_in_the_audit_log(discord, bot, ada, basho, dreams):
    gallery = discord.channels["gallery"]
    await change(discord, ada, dreams, "Audit log", {"audit": [gallery]})
    noted = await discord.until(lambda m: m.channel is gallery)
    assert noted.content.startswith(f"<@{ada.id}> changed how I behave here:\n**Audit log**: nowhere → ")
    await ada.say(dreams, f"!dreamconfig block {basho.mention}")
    noted = await discord.until(lambda m: m.channel is gallery, after=noted)
    assert f"**Blocked**: nobody → <@{basho.id}>" in noted.content


async def test_what_moderators_do_with_dreams_is_told_in_the_audit_log(discord, bot, ada, basho, dreams, landscape):
    gallery = discord.channels["gallery"]
    await change(discord, ada, dreams, "Audit log", {"audit": [gallery]})
    noted = await discord.until(lambda m: m.channel is gallery)
    dream = await answered(discord, await ask(discord, basho, dreams, landscape))
    await ada.press(dream, buttons(dream)["delete"])
    noted = await discord.until(lambda m: m.channel is gallery, after=noted)
    assert noted.content == (f"<@{ada.id}> deleted a dream of eyes that <@{basho.id}> asked for in <#{dreams.id}>")


async def test_a_blocked_person_is_told_so_until_they_are_not(discord, bot, ada, basho, dreams, landscape):
    await ada.say(dreams, f"!dreamconfig block {basho.mention}")
    await discord.until(lambda m: "I dream no more for" in m.content)
    asked = await ask(discord, basho, dreams, landscape)
    assert "asked me not to dream for you here" in (await answered(discord, asked)).content
    done = await ada.invoke(dreams, "dreamconfig unblock", {"person": basho})
    await done.outcome()
    assert is_dream(await answered(discord, await ask(discord, basho, dreams, landscape)))


async def test_people_with_a_role_may_dream_more(discord, bot, ada, basho, dreams, landscape):
    patrons = roster.create_role(discord.world, dreams.guild, "patrons")
    roster.give(discord.world, dreams.guild, basho.user, patrons)
    weighed = await ada.invoke(dreams, "dreamconfig weight", {"role": patrons, "times": 3.0})
    assert await weighed.outcome() == "acknowledged"
    dream = await answered(discord, await ask(discord, basho, dreams, landscape))
    assert (await bot.dispatcher.store.jobs.by_card(dream.id)).weight == 3.0
    refused = await ada.invoke(dreams, "dreamconfig weight", {"role": patrons, "times": 300.0})
    await refused.outcome()
    assert "0.1 to 10 times" in refused.original.content


async def test_what_was_decided_still_holds_after_a_restart_and_so_does_the_panel(
    discord, pretender, tmp_path, ada, dreams, landscape
):
    engines = (pretender(seconds=0.05).url,)
    async with at_home(discord, engines=engines, data=tmp_path / "data"):
        panel = await change(discord, ada, dreams, "Prefix", {"prefix": "?"})
    await discord.bot_gone()
    async with at_home(discord, engines=engines, data=tmp_path / "data"):
        asked = await ask(discord, ada, dreams, landscape, "?dream eyes")
        assert await discord.until(lambda m: is_card(m) or is_dream(m), after=asked)
        opened = await ada.select(panel, CHANGE, ["Prefix"])
        assert (await (await ada.submit(opened, {"prefix": ""})).outcome()) == "acknowledged"
        assert holds(panel, "Prefix") == "`!`"
