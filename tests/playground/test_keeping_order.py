"""Pins, taking many messages away, and paging through reactions."""

import asyncio

import discord as library
import pytest

from bot.playground import Playground
from bot.playground.errors import RefusedError
from bot.playground.objects import MessageType
from bot.playground.permissions import Permissions
from tests.playground.conftest import TOKEN, let_the_bot, running
from tests.playground.mimic import Mimic


async def test_a_bot_pins_messages_where_it_may(discord, bot, ada, dreams):
    await ada.say(dreams, "first")
    first = await bot.hears("message")
    with pytest.raises(library.Forbidden):
        await first.pin()
    let_the_bot(discord, Permissions.PIN_MESSAGES)
    told = asyncio.ensure_future(bot.wait_for("guild_channel_pins_update", timeout=5))
    await asyncio.sleep(0)
    await first.pin()
    assert (await told)[0].id == dreams.id
    await ada.say(dreams, "second")
    second = await bot.hears("message")
    await second.pin()
    channel = bot.get_channel(dreams.id)
    assert [message.content async for message in channel.pins()] == ["second", "first"]
    assert (await first.fetch()).pinned
    notices = [m for m in dreams.messages.values() if m.type is MessageType.CHANNEL_PINNED_MESSAGE]
    assert [notice.referenced.content for notice in notices] == ["first", "second"]
    await first.unpin()
    assert [message.content async for message in channel.pins()] == ["second"]
    await second.delete()
    assert [message async for message in channel.pins()] == []


async def test_pins_show_what_the_application_may_read():
    async with Playground(TOKEN, message_content_allowed=False) as discord:
        intents = library.Intents(guilds=True, messages=True)
        async with running(discord, Mimic(intents)) as bot:
            dreams, ada = discord.channels["dreams"], discord.people["Ada"]
            for said in (await ada.say(dreams, "psst"), await ada.say(dreams, f"{bot.user.mention} hear")):
                await ada.pin(said)
            shown = [message.content async for message in bot.get_channel(dreams.id).pins()]
            assert shown == [f"{bot.user.mention} hear", ""]


async def test_people_pin_with_the_permission_to(discord, ada, dreams):
    said = await discord.people["Chidi"].say(dreams, "mine")
    with pytest.raises(RefusedError, match="You may not pin messages here"):
        await discord.people["Chidi"].pin(said)
    await ada.pin(said)
    assert said.pinned


async def test_many_messages_go_at_once(discord, bot, ada, dreams, clock):
    said = [await ada.say(dreams, str(number)) for number in range(4)]
    channel = bot.get_channel(dreams.id)
    gone = asyncio.ensure_future(bot.wait_for("raw_bulk_message_delete", timeout=5))
    await asyncio.sleep(0)
    await channel.delete_messages([library.Object(each.id) for each in said[:3]])
    assert (await gone).message_ids == {each.id for each in said[:3]}
    assert list(dreams.messages) == [said[3].id]

    async def code_of(ids):
        with pytest.raises(library.HTTPException) as refused:
            await bot.http.delete_messages(dreams.id, ids)
        return refused.value.code

    assert await code_of([said[3].id]) == 50016
    clock.ahead += 15 * 24 * 3600
    assert await code_of([each.id for each in said]) == 50034
    discord.world.overwrite(dreams, bot.user.id, deny=Permissions.MANAGE_MESSAGES)
    assert await code_of([1, 2]) == 50013


async def test_those_who_reacted_come_page_by_page(discord, bot, ada, dreams):
    said = await ada.say(dreams, "look")
    people = [discord.welcome(f"p{number}", discord.world.guild) for number in range(7)]
    for person in people:
        await person.react(said, "👁")
    await ada.react(said, "🐶")
    message = await bot.get_channel(dreams.id).fetch_message(said.id)
    eye, dog = message.reactions
    assert {user.id async for user in eye.users(limit=3)} == {person.id for person in people[:3]}
    after = library.Object(people[2].id)
    assert {user.id async for user in eye.users(after=after)} == {person.id for person in people[3:]}
    assert [user.id async for user in dog.users()] == [ada.id]
    await eye.clear()
    assert list(said.reactions) == ["🐶"]
    await message.clear_reactions()
    assert said.reactions == {}
