"""Emoji and stickers of a guild, faces, forwarded messages, and pictures behind links."""

import discord as library
import pytest
from aiohttp import ClientResponseError

from bot.playground import roster
from bot.playground.errors import ApiError
from bot.playground.permissions import Permissions
from bot.playground.pictures import measure
from tests.playground.conftest import let_the_bot, png_of, running
from tests.playground.mimic import Mimic


@pytest.fixture
def eye(discord, ada):
    discord.world.guild.emojis.clear()
    return roster.add_emoji(discord.world, discord.world.guild, "small_eye", png_of(32, 32), ada.user)


@pytest.fixture(autouse=True)
def _no_stickers_yet(discord):
    discord.world.guild.stickers.clear()


async def test_a_guilds_emoji_are_seen_written_and_downloaded(discord, eye, ada, dreams):
    intents = library.Intents(guilds=True, expressions=True, messages=True, message_content=True)
    async with running(discord, Mimic(intents)) as bot:
        (known,) = bot.guilds[0].emojis
        assert (known.name, known.id) == ("small_eye", eye.id)
        assert await known.read() == png_of(32, 32)
        (fetched,) = await bot.guilds[0].fetch_emojis()
        assert fetched.user.name == "ada"
        await ada.say(dreams, f"look {eye}")
        heard = await bot.hears("message")
        written = library.PartialEmoji.from_str(heard.content.split()[1])
        assert await discord.fetch(written.url) == png_of(32, 32)


async def test_reactions_with_a_guilds_emoji(discord, bot, eye, ada, dreams):
    said = await ada.say(dreams, "look")
    heard = await bot.hears("message")
    await heard.add_reaction(str(eye))
    await ada.react(said, eye)
    await bot.hears("reaction")
    added = await bot.hears("reaction")
    assert (added.user_id, added.emoji.id, added.emoji.name) == (ada.id, eye.id, "small_eye")
    (reaction,) = (await heard.fetch()).reactions
    assert (reaction.count, reaction.emoji.id) == (2, eye.id)
    with pytest.raises(library.NotFound) as refused:
        await heard.add_reaction("<:nothing:5>")
    assert refused.value.code == 10014
    await heard.remove_reaction(str(eye), bot.user)
    assert list(said.reactions[str(eye.id)].users) == [ada.id]


async def test_an_emoji_of_elsewhere_needs_a_permission(discord, bot, ada, dreams):
    other = discord.found("Elsewhere", [ada])
    foreign = roster.add_emoji(discord.world, other, "far", png_of(8, 8), ada.user)
    await ada.say(dreams, "look")
    heard = await bot.hears("message")
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.USE_EXTERNAL_EMOJIS)
    with pytest.raises(library.Forbidden) as refused:
        await heard.add_reaction(str(foreign))
    assert refused.value.code == 50013


async def test_a_bot_makes_an_emoji_and_takes_it_away(discord, bot, sky):
    guild = bot.guilds[0]
    with pytest.raises(library.Forbidden):
        await guild.create_custom_emoji(name="sky", image=sky)
    let_the_bot(discord, Permissions.CREATE_GUILD_EXPRESSIONS)
    made = await guild.create_custom_emoji(name="sky", image=sky)
    assert await made.read() == sky
    await made.delete()
    assert made.id not in discord.world.guild.emojis


async def test_stickers_come_along_with_messages(discord, bot, ada, dreams, sky):
    sticker = roster.add_sticker(discord.world, discord.world.guild, "Sky", sky, "A sky.")
    await ada.say(dreams, stickers=[sticker])
    heard = await bot.hears("message")
    (item,) = heard.stickers
    assert (item.name, item.format) == ("Sky", library.StickerFormatType.png)
    assert await item.read() == sky
    assert (await item.fetch()).description == "A sky."
    assert [each.name for each in await bot.guilds[0].fetch_stickers()] == ["Sky"]
    sent = await bot.get_channel(dreams.id).send(stickers=[library.Object(sticker.id)])
    assert [each.id for each in sent.stickers] == [sticker.id]
    with pytest.raises(library.NotFound):
        await bot.get_channel(dreams.id).send(stickers=[library.Object(5)])


async def test_a_forwarded_message_carries_what_it_was(discord, bot, ada, dreams, sky):
    said = await ada.say(dreams, "once", files=[("sky.png", sky)])
    await ada.forward(said, discord.channels["gallery"])
    assert (await bot.hears("message")).content == "once"
    heard = await bot.hears("message")
    assert heard.content == ""
    assert heard.flags.forwarded
    assert (heard.reference.type, heard.reference.message_id) == (library.MessageReferenceType.forward, said.id)
    (snapshot,) = heard.message_snapshots
    assert snapshot.content == "once"
    await ada.delete(said)
    assert await snapshot.attachments[0].read() == sky


async def test_a_bot_forwards_what_it_can_read(discord, bot, ada, dreams):
    await ada.say(dreams, "further")
    heard = await bot.hears("message")
    gallery = bot.get_channel(discord.channels["gallery"].id)
    sent = await heard.forward(gallery)
    assert sent.message_snapshots[0].content == "further"
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.READ_MESSAGE_HISTORY)
    with pytest.raises(library.Forbidden) as refused:
        await heard.forward(gallery)
    assert refused.value.code == 50001


async def test_faces_come_in_the_size_that_is_asked_for(discord, bot, ada):
    member = await bot.guilds[0].fetch_member(ada.id)
    for asked, got in ((16, 16), (128, 128), (1024, 256)):
        face = await member.display_avatar.with_size(asked).read()
        assert measure(face) == ("image/png", (got, got))
    with pytest.raises(ClientResponseError, match="400"):
        await discord.fetch(f"{discord.url}/avatars/{ada.id}/{ada.id:032x}.png?size=100")
    with pytest.raises(ClientResponseError, match="415"):
        await discord.fetch(f"{discord.url}/avatars/{ada.id}/{ada.id:032x}.gif")


async def test_a_link_to_a_picture_is_shown_through_the_playground(discord, bot, ada, dreams, sky):
    link = "https://example.com/a sky.png?width=40&height=30"
    await ada.say(dreams, f"look {link}", previews={link: sky})
    (embed,) = (await bot.hears("message")).embeds
    assert (embed.type, embed.thumbnail.url, embed.thumbnail.width) == ("image", link, 40)
    assert embed.thumbnail.proxy_url.startswith(discord.url)
    assert await discord.fetch(embed.thumbnail.proxy_url) == sky
    shown = library.Embed().set_image(url="https://example.com/unknown.png")
    sent = await bot.get_channel(dreams.id).send(embed=shown)
    with pytest.raises(ClientResponseError, match="404"):
        await discord.fetch(sent.embeds[0].image.proxy_url)


async def test_mentions_come_with_the_people_they_mean(discord, bot, ada, dreams):
    dali = discord.people["Dalí"]
    await ada.say(dreams, f"!dream {dali.mention}")
    (mentioned,) = (await bot.hears("message")).mentions
    assert (mentioned.id, mentioned.display_name) == (dali.id, "Dalí")
    assert (await mentioned.display_avatar.read()).startswith(b"\x89PNG")


def test_a_world_knows_only_its_own_expressions(discord):
    for lookup in (discord.world.emoji, discord.world.sticker):
        with pytest.raises(ApiError, match="Unknown"):
            lookup(5)
