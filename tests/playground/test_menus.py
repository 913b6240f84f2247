"""Menus of messages and people, menus in messages, forms, and options of every type."""

import pytest

from bot.playground import roster
from bot.playground.errors import RefusedError
from bot.playground.objects import MessageType
from tests.playground.conftest import running
from tests.playground.menus import MenuMimic


@pytest.fixture
async def bot(discord):
    async with running(discord, MenuMimic()) as mimic:
        yield mimic


@pytest.fixture
async def choosing(discord, bot, ada, dreams):
    asked = await ada.invoke(dreams, "choose")
    await asked.outcome()
    return asked.original


async def test_a_command_in_the_menu_of_a_message(discord, bot, ada, dreams, sky):
    said = await discord.people["Basho"].say(dreams, "look", files=[("sky.png", sky)])
    asked = await ada.invoke_on(said, "Mirror this")
    assert await asked.outcome() == "acknowledged"
    mirrored = await discord.until(lambda m: m.content == "mirrored look")
    assert await discord.fetch(mirrored.attachments[0]) == sky
    assert mirrored.type is MessageType.CONTEXT_MENU_COMMAND
    fetched = await bot.get_channel(dreams.id).fetch_message(mirrored.id)
    assert fetched.interaction_metadata.target_message_id == said.id


async def test_a_command_in_the_menu_of_a_person(discord, bot, ada, dreams):
    asked = await ada.invoke_on(discord.people["Dalí"], "Face", dreams)
    assert await asked.outcome() == "acknowledged"
    name, size = asked.original.content.split()
    assert name == "Dalí"
    assert int(size) > 100
    private = await ada.invoke_on(discord.bot_user, "Face", ada.direct)
    assert await private.outcome() == "acknowledged"


async def test_a_menu_has_what_belongs_to_it(discord, bot, ada, dreams):
    said = await ada.say(dreams, "hello")
    with pytest.raises(RefusedError, match="no command “Face” here"):
        await ada.invoke_on(said, "Face")
    with pytest.raises(RefusedError, match="no command /Face here"):
        await ada.invoke(dreams, "Face")


async def test_a_menu_that_is_not_for_everybody_is_called_by_its_name(discord, bot, ada, basho, dreams):
    (mirror,) = [each for each in discord.commands.registered() if each["name"] == "Mirror this"]
    discord.commands.change(mirror["id"], {"default_member_permissions": "0"})
    said = await basho.say(dreams, "look")
    with pytest.raises(RefusedError, match="You may not use “Mirror this” here"):
        await basho.invoke_on(said, "Mirror this")
    assert await (await ada.invoke_on(said, "Mirror this")).outcome() == "acknowledged"


async def test_options_of_every_type(discord, bot, ada, dreams, sky):
    role = roster.create_role(discord.world, dreams.guild, "dreamers")
    thread = await ada.start_thread(dreams, "deeper")
    options = {
        "text": "x",
        "whole": "3",
        "part": 0.5,
        "yes": "true",
        "user": ada,
        "member": discord.people["Basho"],
        "channel": dreams,
        "thread": thread,
        "role": role,
        "either": role,
        "file": ("sky.png", sky),
    }
    asked = await ada.invoke(dreams, "every", options)
    assert await asked.outcome() == "acknowledged"
    names = "ada basho dreams deeper dreamers dreamers"
    assert asked.original.content == f"x 3 0.5 True {names} {len(sky)}"
    with pytest.raises(RefusedError, match="“channel” points to nothing here"):
        await ada.invoke(dreams, "every", options | {"channel": thread})


async def test_a_command_for_direct_messages_only(discord, bot, ada, dreams):
    (whisper,) = [each for each in await bot.http.get_global_commands(bot.user.id) if each["name"] == "whisper"]
    assert (whisper["contexts"], whisper["integration_types"]) == ([1, 2], [0, 1])
    with pytest.raises(RefusedError, match="works in direct messages only"):
        await ada.invoke(dreams, "whisper")
    asked = await ada.invoke(ada.direct, "whisper", {"place": "there"})
    assert await asked.outcome() == "acknowledged"
    assert asked.original.content == "there"


async def test_choosing_in_menus_of_a_message(discord, bot, ada, dreams, choosing):
    asked = await ada.select(choosing, "mood", ["wild", "odd"])
    assert await asked.outcome() == "acknowledged"
    assert asked.original.content == "mood wild odd"
    assert asked.original.ephemeral_for is ada.user
    role = roster.create_role(discord.world, dreams.guild, "dreamers")
    for custom_id, value, content in (
        ("who", discord.people["Chidi"], "who Chidi"),
        ("role", role, "role dreamers"),
        ("where", discord.channels["gallery"], "where gallery"),
    ):
        asked = await ada.select(choosing, custom_id, [value])
        assert await asked.outcome() == "acknowledged"
        assert await discord.until(lambda m, said=content: m.content == said) is choosing


@pytest.mark.parametrize(
    ("custom_id", "values", "sentence"),
    [
        ("mood", [], "Choose 1 to 2 in “mood”"),
        ("mood", ["calm", "wild", "odd"], "Choose 1 to 2"),
        ("mood", ["sad"], "“sad” is no choice"),
        ("who", [5], "points to nothing"),
        ("nothing", ["x"], "not there any more"),
    ],
)
async def test_a_choice_that_cannot_be_made_is_not_sent(choosing, ada, custom_id, values, sentence):
    with pytest.raises(RefusedError, match=sentence):
        await ada.select(choosing, custom_id, values)


async def test_a_form_opens_and_is_sent(discord, bot, ada, dreams, sky):
    asked = await ada.invoke(dreams, "fine")
    assert await asked.outcome() == "acknowledged"
    assert asked.modal["title"] == "Fine settings"
    assert dreams.messages == {}
    friends = [discord.people["Basho"], discord.people["Chidi"]]
    written = {"preset": ["dogs"], "why": "because", "friends": friends, "picture": [("sky.png", sky)]}
    sent = await ada.submit(asked, written)
    assert await sent.outcome() == "acknowledged"
    assert sent.original.content == f"5 dogs 'because' [Basho, Chidi] [{len(sky)}]"
    assert sent.original.ephemeral_for is ada.user


async def test_a_form_of_a_button_changes_the_buttons_message(discord, bot, ada, choosing):
    pressed = await ada.press(choosing, "fine")
    sent = await ada.submit(pressed, {"preset": ["eyes"]})
    assert await sent.outcome() == "acknowledged"
    assert choosing.content == "5 eyes '' [] []"
    assert sent.original is choosing


async def test_a_form_that_is_filled_in_wrong_is_not_sent(discord, bot, ada, dreams):
    asked = await ada.invoke(dreams, "fine")
    await asked.outcome()
    (strength,) = asked.modal["components"][0]["components"]
    for values, sentence in (
        ({}, "Choose 1 to 1 in “Preset”"),
        ({"preset": ["cats"]}, "“cats” is no choice in “Preset”"),
        ({"preset": ["eyes"], strength["custom_id"]: "1000"}, "“Strength” must have 1 to 3 letters"),
        ({"preset": ["eyes"], strength["custom_id"]: ""}, "“Strength” must have 1 to 3 letters"),
        ({"preset": ["eyes"], "mood": "x"}, "no field “mood”"),
        ({"preset": ["eyes"], "picture": [("a", b"x")] * 3}, "Choose 0 to 2 in “Picture”"),
    ):
        with pytest.raises(RefusedError, match=sentence):
            await ada.submit(asked, values)
    with pytest.raises(RefusedError, match="somebody else's form"):
        await discord.people["Basho"].submit(asked)
    said = await ada.invoke(dreams, "choose")
    with pytest.raises(RefusedError, match="No form has opened"):
        await ada.submit(said)
