"""Going on from a dream: deeper, varied, the very same but for what is said, and what its recipe is."""

import json
from datetime import UTC, datetime

import pytest

from bot.playground.permissions import Permissions
from tests.end_to_end.conftest import buttons, dreamt, file_of, is_card, is_dream


@pytest.fixture
async def first(discord, bot, ada, dreams, landscape):
    """A dream to go on from."""
    return await dreamt(discord, ada, dreams, landscape, "!dream strokes x1.5 seed 7")


async def test_deeper_dreams_the_dream_replied_to(discord, first, basho, dreams):
    asked = await basho.say(dreams, "!dream deeper", reply_to=first)
    deeper = await discord.until(is_dream, after=asked)
    assert deeper.referenced is asked
    assert deeper.content.startswith(f"🎨 **strokes** for <@{basho.id}>")
    assert await file_of(discord, deeper) != await file_of(discord, first)


@pytest.mark.parametrize("seed", [0, 7])
async def test_a_deeper_dream_has_the_seed_that_is_said(discord, first, basho, dreams, seed):
    asked = await basho.say(dreams, f"!dream deeper seed {seed}")
    deeper = await discord.until(is_dream, after=asked)
    assert f"seed {seed} · " in deeper.content


async def test_again_is_the_same_but_for_what_is_said(discord, first, basho, dreams):
    asked = await basho.say(dreams, "!dream again")
    same = await discord.until(is_dream, after=asked)
    assert await file_of(discord, same) == await file_of(discord, first)
    asked = await basho.say(dreams, "!dream again x2", reply_to=first)
    stronger = await discord.until(is_dream, after=asked)
    assert "seed 7" in stronger.content
    assert await file_of(discord, stronger) != await file_of(discord, first)


async def test_vary_takes_another_seed(discord, first, basho, dreams):
    await basho.invoke(dreams, "dream", {"go_on": "vary"})
    varied = await discord.until(is_dream, after=first)
    assert varied.content.startswith("🎨 **strokes**")
    assert "seed 7 " not in varied.content


async def test_going_on_with_something_else_to_dream_takes_the_picture_alone(discord, first, basho, dreams):
    asked = await basho.say(dreams, "!dream deeper ornaments seed 7", reply_to=first)
    deeper = await discord.until(is_dream, after=asked)
    assert "**ornaments**" in deeper.content
    asked = await basho.say(dreams, "!dream again ornaments seed 7", reply_to=first)
    again = await discord.until(is_dream, after=asked)
    assert await file_of(discord, again) != await file_of(discord, deeper)


@pytest.mark.parametrize("words", ["!dream deeper", "!dream again", "!recipe"])
async def test_where_there_is_no_dream_to_go_on_from_it_is_said(discord, bot, ada, dreams, words):
    said = await ada.say(dreams, "good morning")
    for reply_to in (None, said):
        asked = await ada.say(dreams, words, reply_to=reply_to)
        answer = await discord.until(lambda m: m.author.bot and not is_card(m), after=asked)
        assert answer.content == "I see no dream of mine here to go on from; reply to the one you mean."


async def test_the_recipe_says_how_to_have_the_dream_again(discord, first, basho, dreams):
    asked = await basho.say(dreams, "!recipe", reply_to=first)
    told = await discord.until(lambda m: m.author.bot and "```json" in m.content, after=asked)
    words = told.content.split("`")[1]
    assert words == "!dream strokes strength 1.5 size 96 seed 7"
    assert json.loads(told.content.split("```json")[1].strip("`\n"))["seed"] == 7
    assert "96 px, and otherwise than **strokes**: strength `" in told.content
    await basho.invoke_on(first, "Recipe")
    privately = await discord.until(lambda m: "```json" in m.content, after=told)
    assert privately.ephemeral_for is basho.user
    assert privately.content == told.content


async def test_a_reaction_or_button_where_the_dream_could_not_be_shown_is_answered_and_not_dreamt(
    discord, bot, first, basho, dreams
):
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.ATTACH_FILES)
    await basho.react(first, "👀")
    told = await discord.until(lambda m: "I need the permission Attach Files" in m.content, after=first)
    assert not is_card(told)
    await basho.press(first, buttons(first)["again"])
    privately = await discord.until(lambda m: "I need the permission Attach Files" in m.content, after=told)
    assert privately.ephemeral_for is basho.user
    assert len(await bot.dispatcher.store.jobs.asked_since(datetime.fromtimestamp(0, UTC))) == 1
