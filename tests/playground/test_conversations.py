"""What people and a real discord.py bot can do together: messages, files, reactions, direct messages."""

import asyncio
import io

import discord as library
import pytest
from aiohttp import ClientResponseError

from bot.playground.errors import RefusedError
from bot.playground.objects import Emoji
from bot.playground.permissions import Permissions
from bot.playground.reactions import react
from tests.playground.conftest import png_of


async def test_a_command_with_a_picture_is_answered_with_a_picture(discord, bot, sky):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    asked = await ada.say(dreams, "!mirror eyes", files=[("sky.png", sky)])
    heard = await bot.hears("message")
    assert (heard.attachments[0].width, heard.attachments[0].height) == (40, 30)
    assert heard.attachments[0].content_type == "image/png"
    reply = await discord.until(lambda m: m.author is discord.bot_user and m.attachments, timeout=5)
    assert reply.content == "mirrored eyes"
    assert reply.referenced is asked
    assert reply.mentions == []
    assert await discord.fetch(reply.attachments[0]) == sky


async def test_an_edit_replaces_the_files_it_does_not_list(discord, bot, clock, sky):
    channel = bot.get_channel(discord.channels["dreams"].id)
    files = [library.File(io.BytesIO(sky), name) for name in ("one.png", "two.png")]
    sent = await channel.send("two", files=files)
    new = library.File(io.BytesIO(png_of(8, 8)), "three.png")
    edited = await sent.edit(content="changed", attachments=[sent.attachments[1], new])
    assert [each.filename for each in edited.attachments] == ["two.png", "three.png"]
    assert edited.edited_at is not None
    message = await discord.until(lambda m: m.content == "changed")
    assert await discord.fetch(sent.attachments[0].url) == sky  # for those who are about to show it
    clock.ahead += 60
    with pytest.raises(ClientResponseError, match="404"):
        await discord.fetch(sent.attachments[0].url)
    assert await discord.fetch(message.attachments[1]) == png_of(8, 8)
    assert (await sent.edit(content="bare", attachments=[])).attachments == []


async def test_an_embed_shows_its_attachment_and_hides_it_from_the_list(discord, bot, sky):
    channel = bot.get_channel(discord.channels["dreams"].id)
    embed = library.Embed(title="A dream").set_image(url="attachment://sky.png")
    sent = await channel.send(embed=embed, file=library.File(io.BytesIO(sky), "sky.png"))
    assert sent.attachments == []
    assert sent.embeds[0].image.url.startswith(discord.url)
    assert sent.embeds[0].image.width == 40
    assert await discord.fetch(sent.embeds[0].image.url) == sky


async def test_reactions_reach_the_bot_and_the_people(discord, bot):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    said = await ada.say(dreams, "look")
    heard = await bot.hears("message")
    await heard.add_reaction("👁️")
    await discord.until(lambda m: m.reaction("👁"))
    await ada.react(said, "👁")  # the same eye, without its variation selector
    await bot.hears("reaction")
    added = await bot.hears("reaction")
    assert (added.user_id, added.member.display_name, str(added.emoji)) == (ada.id, "Ada", "👁️")
    assert len(said.reactions) == 1
    assert {u.id async for u in (await heard.fetch()).reactions[0].users()} == {ada.id, bot.user.id}
    await ada.unreact(said, "👁")
    assert (await bot.hears("unreaction")).user_id == ada.id
    await ada.react(said, "🐕")
    await bot.hears("reaction")
    await heard.remove_reaction("🐕", library.Object(ada.id))
    assert (await bot.hears("unreaction")).emoji.name == "🐕"
    await heard.clear_reaction("👁️")
    assert (await bot.hears("clear emoji")).emoji.name == "👁️"
    await heard.clear_reactions()
    await bot.hears("clear")
    assert said.reactions == {}


async def test_a_message_carries_twenty_different_reactions_at_most(discord, bot):
    said = await discord.people["Ada"].say(discord.channels["dreams"], "many")
    heard = await bot.hears("message")
    for number in range(20):
        react(discord.world, said, Emoji(chr(0x1F400 + number)), discord.people["Chidi"].user)
    await heard.add_reaction(chr(0x1F400))
    with pytest.raises(library.HTTPException) as refused:
        await heard.add_reaction("🌙")
    assert refused.value.code == 30010
    with pytest.raises(library.NotFound) as refused:
        await heard.add_reaction("not an emoji")
    assert refused.value.code == 10014


async def test_direct_messages_go_both_ways(discord, bot):
    ada = discord.people["Ada"]
    await ada.say(ada.direct, "psst")
    heard = await bot.hears("message")
    assert heard.guild is None
    assert heard.content == "psst"
    await heard.author.send("yes?")
    answer = await discord.until(lambda m: m.channel is ada.direct and m.author is discord.bot_user)
    assert answer.content == "yes?"
    with pytest.raises(library.HTTPException):
        await bot.http.start_private_message(bot.user.id)


async def test_the_history_can_be_read_from_every_side(discord, bot):
    ada, lounge = discord.people["Ada"], discord.channels["lounge"]
    said = [await ada.say(lounge, str(number)) for number in range(10)]
    channel = bot.get_channel(lounge.id)

    async def texts(**where):
        return [m.content async for m in channel.history(**where)]

    assert await texts(limit=3) == ["9", "8", "7"]
    assert await texts(limit=2, before=library.Object(said[5].id)) == ["4", "3"]
    assert await texts(limit=2, after=library.Object(said[5].id)) == ["6", "7"]
    assert await texts(limit=3, around=library.Object(said[5].id)) == ["6", "5", "4"]
    with pytest.raises(library.NotFound) as refused:
        await channel.fetch_message(1)
    assert refused.value.code == 10008


async def test_the_same_nonce_gives_the_same_message_for_some_minutes(discord, bot, clock):
    channel = bot.get_channel(discord.channels["gallery"].id)
    first, second = await asyncio.gather(channel.send("once", nonce="job 7"), channel.send("once", nonce="job 7"))
    assert first.id == second.id
    assert len(discord.channels["gallery"].messages) == 1
    clock.ahead += 600
    assert (await channel.send("later", nonce="job 7")).id != first.id


async def test_only_allowed_mentions_ping(discord, bot):
    ada, channel = discord.people["Ada"], bot.get_channel(discord.channels["lounge"].id)
    quiet = await channel.send(f"{ada.mention} @everyone")
    assert quiet.mentions == []
    loud = await channel.send(ada.mention, allowed_mentions=library.AllowedMentions(users=[library.Object(ada.id)]))
    assert [user.id for user in loud.mentions] == [ada.id]


async def test_what_is_wrong_is_refused_with_discords_numbers(discord, bot, sky):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    channel = bot.get_channel(dreams.id)
    said = await ada.say(dreams, "mine")

    async def number(deed) -> tuple[int, int]:
        with pytest.raises(library.HTTPException) as refused:
            await deed
        return refused.value.status, refused.value.code

    assert await number(channel.send("")) == (400, 50006)
    assert await number(channel.send("x" * 2001)) == (400, 50035)
    assert await number(bot.fetch_channel(5)) == (404, 10003)
    assert await number(channel.get_partial_message(said.id).edit(content="yours")) == (403, 50005)
    reference = library.MessageReference(message_id=5, channel_id=dreams.id)
    assert await number(channel.send("reply", reference=reference)) == (400, 50035)
    large = library.File(io.BytesIO(bytes(discord.world.upload_limit + 1)), "large.png")
    assert await number(channel.send(file=large)) == (413, 40005)
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.ATTACH_FILES)
    assert await number(channel.send(file=library.File(io.BytesIO(sky), "sky.png"))) == (403, 50013)
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.VIEW_CHANNEL)
    assert await number(channel.send("hello")) == (403, 50001)


async def test_the_bot_may_tidy_up_after_people(discord, bot):
    said = await discord.people["Ada"].say(discord.channels["dreams"], "spam")
    await (await bot.hears("message")).delete()
    assert (await bot.hears("delete")).message_id == said.id
    assert discord.channels["dreams"].messages == {}


async def test_typing_is_seen(discord, bot):
    await discord.people["Dalí"].type_in(discord.channels["dreams"])
    _, user = await bot.hears("typing")
    assert user.display_name == "Dalí"


async def test_addresses_of_attachments_expire_and_are_renewed(discord, bot, clock, sky):
    said = await discord.people["Ada"].say(discord.channels["dreams"], files=[("sky.png", sky)])
    heard = await bot.hears("message")
    old = heard.attachments[0]
    assert await old.read() == sky
    clock.ahead += 24 * 3600 + 1
    with pytest.raises(library.NotFound):
        await old.read()
    fresh = (await heard.fetch()).attachments[0]
    assert await fresh.read() == sky
    with pytest.raises(ClientResponseError, match="404"):
        await discord.fetch(fresh.url.replace("hm=", "hm=0"))
    assert said.attachments[0].id == fresh.id


async def test_large_files_come_through_whole(discord, bot):
    content = bytes(range(256)) * 4096 * 9
    said = await discord.people["Ada"].say(discord.channels["dreams"], files=[("noise.bin", content)])
    heard = await bot.hears("message")
    assert heard.attachments[0].size == len(content)
    assert await heard.attachments[0].read() == content
    assert said.attachments[0].width is None


async def test_everybody_has_a_face(discord, bot):
    member = bot.guilds[0].get_member(discord.people["Ada"].id) or await bot.guilds[0].fetch_member(
        discord.people["Ada"].id
    )
    face = await member.display_avatar.read()
    assert face.startswith(b"\x89PNG")
    assert face != await bot.user.display_avatar.read()
    assert face != await member.default_avatar.read()


async def test_an_address_with_a_signature_of_nobody_is_not_found(discord, sky):
    said = await discord.people["Ada"].say(discord.channels["dreams"], "look", files=[("sky.png", sky)])
    address, _, _ = discord.world.attachments.url(said.attachments[0]).rpartition("=")
    for made_up in (f"{address}=ä", f"{discord.url}/external/ä/https%3A%2F%2Fexample.com%2Fa.png"):
        with pytest.raises(ClientResponseError, match="404"):
            await discord.fetch(made_up)


async def test_what_was_deleted_is_edited_by_nobody(discord):
    ada = discord.people["Ada"]
    said = await ada.say(discord.channels["dreams"], "oops")
    await ada.delete(said)
    with pytest.raises(RefusedError, match="That message is gone"):
        await ada.edit(said, "never mind")
    assert said.content == "oops"
