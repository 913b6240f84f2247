"""Threads: starting, finding, joining, putting away; what happens in them; who may."""

import asyncio

import discord as library
import pytest

from bot.playground import threads
from bot.playground.errors import ApiError, RefusedError
from bot.playground.objects import MessageFlags, MessageType
from bot.playground.permissions import Permissions


@pytest.fixture
def channel(bot, dreams):
    return bot.get_channel(dreams.id)


async def test_a_bot_starts_a_thread_from_a_message_and_talks_in_it(discord, bot, ada, dreams, channel):
    said = await ada.say(dreams, "look")
    heard = await bot.hears("message")
    thread = await heard.create_thread(name="deeper", auto_archive_duration=60)
    assert (thread.id, thread.parent_id, thread.owner_id) == (said.id, dreams.id, bot.user.id)
    assert said.flags & MessageFlags.HAS_THREAD
    sent = await thread.send("here")
    known = discord.world.channel(thread.id)
    assert [m.content for m in known.messages.values() if m.type is MessageType.DEFAULT] == ["here"]
    assert (await heard.fetch()).thread.id == thread.id
    await ada.say(known, "I come too")
    assert (await bot.hears("message")).channel.id == thread.id
    assert [member.id for member in await thread.fetch_members()] == [bot.user.id, ada.id]
    assert [m.content async for m in thread.history(limit=2)] == ["I come too", sent.content]
    with pytest.raises(library.HTTPException) as refused:
        await heard.create_thread(name="again")
    assert refused.value.code == 160004


async def test_a_thread_in_a_channel_is_told_of_there(discord, bot, dreams, channel):
    thread = await channel.create_thread(name="open", type=library.ChannelType.public_thread)
    (notice,) = dreams.messages.values()
    assert (notice.type, notice.content) == (MessageType.THREAD_CREATED, "open")
    private = await channel.create_thread(name="closed")
    assert private.type is library.ChannelType.private_thread
    assert len(dreams.messages) == 1
    assert {each.id for each in await channel.guild.active_threads()} == {thread.id, private.id}


async def test_a_private_thread_is_for_those_who_are_in_it(discord, bot, basho, channel):
    chidi = discord.people["Chidi"]
    theirs = await basho.start_thread(discord.channels["dreams"], "secret", private=True)
    with pytest.raises(library.Forbidden) as refused:
        await bot.fetch_channel(theirs.id)
    assert refused.value.code == 50001
    with pytest.raises(RefusedError, match="do not see that channel"):
        await chidi.say(theirs, "hello?")
    await basho.add_to(theirs, discord.bot_user)
    await basho.say(theirs, "welcome")
    heard = await bot.hears("message")
    assert heard.channel.name == "secret"
    await heard.reply("thanks")
    assert await discord.until(lambda m: m.content == "thanks")
    await heard.channel.add_user(library.Object(chidi.id))
    await chidi.say(theirs, "so do I")
    await heard.channel.leave()
    assert list(theirs.joined) == [basho.id, chidi.id]


async def test_a_thread_that_was_put_away_opens_when_somebody_speaks(discord, bot, ada, dreams, channel):
    thread = await channel.create_thread(name="old", type=library.ChannelType.public_thread)
    sent = await thread.send("one")
    await thread.edit(archived=True)
    known = discord.world.channel(thread.id)
    assert known.archived
    assert await channel.guild.active_threads() == []
    assert [each.id async for each in channel.archived_threads()] == [thread.id]
    with pytest.raises(library.HTTPException) as refused:
        await sent.add_reaction("👁")
    assert refused.value.code == 50083
    with pytest.raises(library.HTTPException) as refused:
        await sent.edit(content="two")
    assert refused.value.code == 50083
    await ada.say(known, "awake")
    assert not known.archived
    await sent.edit(content="two")


async def test_a_thread_in_which_nobody_speaks_is_put_away(discord, basho, dreams, clock):
    thread = await basho.start_thread(dreams, "silence", auto_archive=60)
    clock.ahead += 50 * 60
    await basho.say(thread, "still here")
    clock.ahead += 50 * 60
    discord.tick()
    assert not thread.archived
    clock.ahead += 11 * 60
    discord.tick()
    assert thread.archived


async def test_a_locked_thread_is_for_those_who_manage_threads(discord, bot, ada, basho, channel):
    theirs = await basho.start_thread(discord.channels["dreams"], "done")
    thread = await bot.fetch_channel(theirs.id)
    with pytest.raises(library.Forbidden):
        await thread.edit(locked=True)
    theirs.locked = True
    await basho.archive(theirs)
    with pytest.raises(ApiError, match="Thread is locked"):
        await basho.say(theirs, "one more thing")
    with pytest.raises(library.HTTPException) as refused:
        await thread.send("no")
    assert refused.value.code == 160005
    await ada.say(theirs, "she owns the guild")


async def test_speaking_in_threads_is_a_permission_of_its_own(discord, bot, ada, dreams, channel):
    thread = await channel.create_thread(name="quiet", type=library.ChannelType.public_thread)
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.SEND_MESSAGES_IN_THREADS)
    await channel.send("in the channel")
    with pytest.raises(library.Forbidden) as refused:
        await thread.send("in the thread")
    assert refused.value.code == 50013
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.CREATE_PUBLIC_THREADS)
    with pytest.raises(library.Forbidden):
        await channel.create_thread(name="more", type=library.ChannelType.public_thread)


async def test_archived_threads_are_listed_page_by_page(discord, bot, basho, dreams, channel, clock):
    for number in range(5):
        clock.ahead += 1
        await basho.archive(await basho.start_thread(dreams, str(number)))
    assert [each.name async for each in channel.archived_threads(limit=3)] == ["4", "3", "2"]
    assert [each.name async for each in channel.archived_threads(limit=None)] == ["4", "3", "2", "1", "0"]
    private = await basho.start_thread(dreams, "secret", private=True)
    await basho.add_to(private, discord.bot_user)
    await basho.archive(private)
    found = [each.name async for each in channel.archived_threads(private=True, joined=True)]
    assert found == ["secret"]
    with pytest.raises(library.Forbidden):
        [each async for each in channel.archived_threads(private=True)]


async def test_a_deleted_thread_is_gone(discord, bot, ada, basho, dreams, channel):
    theirs = await basho.start_thread(dreams, "short")
    thread = await bot.fetch_channel(theirs.id)
    gone = asyncio.ensure_future(bot.wait_for("raw_thread_delete", timeout=5))
    await asyncio.sleep(0)
    threads.remove(discord.world, theirs)
    assert (await gone).thread_id == theirs.id
    with pytest.raises(library.NotFound) as refused:
        await thread.send("hello?")
    assert refused.value.code == 10003


async def test_commands_work_in_threads(discord, bot, ada, dreams):
    thread = await ada.start_thread(dreams, "deeper")
    asked = await ada.invoke(thread, "settings")
    assert await asked.outcome() == "acknowledged"
    assert asked.original.channel is thread


async def test_there_are_no_threads_in_threads_and_in_direct_messages(discord, ada, dreams):
    thread = await ada.start_thread(dreams, "one")
    said = await ada.say(ada.direct, "psst")
    for place in (thread, said):
        with pytest.raises(ApiError) as refused:
            await ada.start_thread(place, "two")
        assert refused.value.code == 50024
