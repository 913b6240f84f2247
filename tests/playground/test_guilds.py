"""Several guilds, their members and roles, and what a bot may in them."""

import asyncio

import discord as library
import pytest
from aiohttp import ClientResponseError
from discord import app_commands

from bot.playground import Playground, roster
from bot.playground.errors import RefusedError
from bot.playground.events import ChannelCreated
from bot.playground.gateway.dispatches import dispatch_of
from bot.playground.permissions import MEMBER, Permissions
from tests.playground.conftest import let_the_bot, running
from tests.playground.mimic import Mimic


@pytest.fixture
def waking(discord):
    """A second guild, with two of the people."""
    return discord.found("The Waking", [discord.people["Basho"], discord.people["Chidi"]], ("dreams", "talk"))


async def test_a_bot_lives_in_several_guilds(discord, waking):
    async with running(discord, Mimic()) as bot:
        assert {guild.name for guild in bot.guilds} == {"The Dreaming", "The Waking"}
        assert [guild.name async for guild in bot.fetch_guilds()] == ["The Dreaming", "The Waking"]
        basho = discord.people["Basho"]
        await basho.say(discord.channels["dreams"], "here")
        await basho.say(waking.named("dreams"), "there")
        assert [(await bot.hears("message")).guild.name for _ in range(2)] == ["The Dreaming", "The Waking"]
        asked = await basho.invoke(waking.named("talk"), "challenge start", {"minutes": 5})
        assert await asked.outcome() == "acknowledged"
        assert asked.original.channel.guild is waking
        with pytest.raises(RefusedError, match="do not see that channel"):
            await discord.people["Ada"].say(waking.named("dreams"), "let me in")


async def test_a_bot_comes_into_a_guild_and_leaves_it(discord, bot):
    joined = asyncio.ensure_future(bot.wait_for("guild_join", timeout=5))
    await asyncio.sleep(0)
    guild = discord.found("New", [discord.people["Dalí"]])
    assert (await joined).owner_id == discord.people["Dalí"].id
    left = asyncio.ensure_future(bot.wait_for("guild_remove", timeout=5))
    await asyncio.sleep(0)
    await bot.get_guild(guild.id).leave()
    assert (await left).id == guild.id
    with pytest.raises(library.NotFound) as refused:
        await bot.fetch_guild(guild.id)
    assert refused.value.code == 10004
    with pytest.raises(library.Forbidden):
        await bot.fetch_channel(guild.named("dreams").id)
    later = roster.add_channel(discord.world, guild, "nobody's business")
    assert dispatch_of(discord.world, ChannelCreated(later)) is None


async def test_shards_share_the_guilds(clock):
    async with Playground("two", shards=2, clock=clock) as discord:
        guilds = [discord.found(f"guild {number}", [discord.people["Ada"]]) for number in range(4)]
        async with running(discord, Mimic()) as bot:
            assert len(bot.guilds) == 5
            for guild in guilds:
                await discord.people["Ada"].say(guild.named("dreams"), guild.name)
            heard = [await bot.hears("message") for _ in guilds]
            assert {message.content for message in heard} == {guild.name for guild in guilds}


async def test_commands_of_one_guild_are_not_in_another(discord, bot, waking):
    @bot.tree.command(guild=library.Object(waking.id))
    async def local(interaction: library.Interaction) -> None:
        """Only here."""
        await interaction.response.send_message("local")

    await bot.tree.sync(guild=library.Object(waking.id))
    asked = await discord.people["Basho"].invoke(waking.named("dreams"), "local")
    assert await asked.outcome() == "acknowledged"
    with pytest.raises(RefusedError, match="no command /local here"):
        await discord.people["Basho"].invoke(discord.channels["dreams"], "local")


async def test_commands_are_changed_one_by_one(discord, bot):
    commands = {command.name: command for command in await bot.tree.fetch_commands()}
    await commands["secret"].edit(description="Hush.")
    fetched = await bot.tree.fetch_command(commands["secret"].id)
    assert (fetched.description, fetched.id) == ("Hush.", commands["secret"].id)
    assert [option.name for option in fetched.options] == ["friend"]
    await commands["slow"].delete()
    assert "slow" not in {command.name for command in await bot.tree.fetch_commands()}
    with pytest.raises(library.NotFound) as refused:
        await commands["slow"].delete()
    assert refused.value.code == 10063
    new = {"name": "new", "description": "d"}
    first = await bot.http.upsert_global_command(bot.user.id, new)
    again = await bot.http.upsert_global_command(bot.user.id, new | {"description": "e"})
    assert (first["id"], again["description"]) == (again["id"], "e")
    bot.tree.get_command("secret").description = "x" * 101
    with pytest.raises(app_commands.CommandSyncFailure, match="description: Must be 100 or fewer in length"):
        await bot.tree.sync()


async def test_newcomers_are_people_like_all_others(discord, ada):
    intents = library.Intents(guilds=True, members=True, messages=True, message_content=True)
    async with running(discord, Mimic(intents)) as bot:
        joined = asyncio.ensure_future(bot.wait_for("member_join", timeout=5))
        await asyncio.sleep(0)
        eve = discord.welcome("Eve", discord.world.guild)
        assert (await joined).display_name == "Eve"
        await eve.say(discord.channels["dreams"], "hello")
        assert (await bot.hears("message")).author.name == "eve"
        await eve.say(eve.direct, "psst")
        assert (await bot.hears("message")).guild is None
        left = asyncio.ensure_future(bot.wait_for("raw_member_remove", timeout=5))
        await asyncio.sleep(0)
        roster.leave(discord.world, discord.world.guild, eve.user)
        assert (await left).user.id == eve.id
        with pytest.raises(RefusedError, match="do not see that channel"):
            await eve.say(discord.channels["dreams"], "still here?")


async def test_roles_give_permissions_and_are_seen(discord, ada):
    intents = library.Intents(guilds=True, members=True, messages=True)
    async with running(discord, Mimic(intents)) as bot:
        chidi, guild = discord.people["Chidi"], discord.world.guild
        role = roster.create_role(discord.world, guild, "curators", MEMBER | Permissions.MANAGE_MESSAGES)
        said = await ada.say(discord.channels["dreams"], "spam")
        with pytest.raises(RefusedError, match="only delete your own"):
            await chidi.delete(said)
        changed = asyncio.ensure_future(bot.wait_for("member_update", timeout=5))
        await asyncio.sleep(0)
        roster.give(discord.world, guild, chidi.user, role)
        _, after = await changed
        assert [each.name for each in after.roles] == ["@everyone", "curators"]
        await chidi.delete(said)
        assert [each.name for each in await bot.guilds[0].fetch_roles()] == ["@everyone", "Pareidolia", "curators"]


async def test_a_bot_gives_roles_below_its_own(discord, bot, ada):
    guild = discord.world.guild
    low = roster.create_role(discord.world, guild, "low")
    (own,) = guild.members[bot.user.id].roles
    member = await bot.guilds[0].fetch_member(ada.id)
    with pytest.raises(library.Forbidden):
        await member.add_roles(library.Object(low.id))
    let_the_bot(discord, Permissions.MANAGE_ROLES)
    with pytest.raises(library.Forbidden):
        await member.add_roles(library.Object(low.id))
    own.position, low.position = 2, 1
    await member.add_roles(library.Object(low.id))
    assert guild.members[ada.id].roles == [low]
    await member.remove_roles(library.Object(low.id))
    assert guild.members[ada.id].roles == []
    with pytest.raises(library.NotFound) as refused:
        await member.add_roles(library.Object(5))
    assert refused.value.code == 10011


async def test_a_bot_overwrites_permissions_where_it_may(discord, bot, ada):
    dreams = discord.channels["dreams"]
    channel = bot.get_channel(dreams.id)
    target = channel.guild.default_role
    with pytest.raises(library.Forbidden):
        await channel.set_permissions(target, send_messages=False)
    discord.world.overwrite(dreams, bot.user.id, allow=Permissions.MANAGE_ROLES)
    await channel.set_permissions(target, send_messages=False)
    with pytest.raises(RefusedError, match="You may not write here"):
        await discord.people["Chidi"].say(dreams, "hello")
    await channel.set_permissions(target, overwrite=None)
    await discord.people["Chidi"].say(dreams, "hello")


@pytest.mark.parametrize(
    ("denied", "deed"),
    [
        (Permissions.ATTACH_FILES, "attach files here"),
        (Permissions.SEND_MESSAGES, "write here"),
    ],
)
async def test_people_may_not_do_what_is_denied_to_them(discord, denied, deed):
    dreams = discord.channels["dreams"]
    discord.world.overwrite(dreams, discord.world.guild.id, deny=denied)
    with pytest.raises(RefusedError, match=f"You may not {deed}"):
        await discord.people["Chidi"].say(dreams, "x", files=[("a.txt", b"x")])


async def test_closed_direct_messages_refuse_the_bot(discord, bot, ada):
    ada.close_direct_messages()
    user = await bot.fetch_user(ada.id)
    with pytest.raises(library.Forbidden) as refused:
        await user.send("hello?")
    assert (refused.value.status, refused.value.code) == (403, 50007)
    ada.close_direct_messages(False)
    await user.send("hello")


async def test_boosts_raise_the_upload_limit(discord, bot):
    guild, dreams = discord.world.guild, discord.channels["dreams"]
    assert discord.world.limit_in(dreams) == 10 * 1024 * 1024
    updated = asyncio.ensure_future(bot.wait_for("guild_update", timeout=5))
    await asyncio.sleep(0)
    roster.boost(discord.world, guild, 2)
    _, after = await updated
    assert after.filesize_limit == discord.world.limit_in(dreams) == 50 * 1024 * 1024


async def test_a_bot_makes_roles_and_channels_where_it_may(discord, bot, ada):
    guild, theirs = discord.world.guild, bot.guilds[0]
    (own,) = guild.members[bot.user.id].roles
    for deed in (theirs.create_role(name="winner"), theirs.create_text_channel("contest")):
        with pytest.raises(library.Forbidden):
            await deed
    let_the_bot(discord, Permissions.MANAGE_ROLES | Permissions.MANAGE_CHANNELS)

    role = await theirs.create_role(name="winner", colour=0xFFAA00, mentionable=True)
    assert (role.name, role.colour.value, role.position < own.position) == ("winner", 0xFFAA00, True)
    await (await theirs.fetch_member(ada.id)).add_roles(role)
    assert [each.name for each in guild.members[ada.id].roles] == ["winner"]
    assert (await role.edit(name="champion")).name == "champion"
    with pytest.raises(library.Forbidden):
        await role.edit(permissions=library.Permissions(ban_members=True))
    await role.delete()
    assert guild.members[ada.id].roles == []

    hidden = {theirs.default_role: library.PermissionOverwrite(send_messages=False)}
    channel = await theirs.create_text_channel("contest", topic="Show it.", overwrites=hidden)
    with pytest.raises(RefusedError, match="You may not write here"):
        await discord.people["Chidi"].say(guild.named("contest"), "me first")
    await channel.delete()
    assert "contest" not in {each.name for each in guild.channels.values()}


async def test_an_administrator_may_do_everything_but_to_higher_roles(discord, bot, ada):
    guild, theirs = discord.world.guild, bot.guilds[0]
    discord.world.overwrite(discord.channels["dreams"], bot.user.id, deny=Permissions.SEND_MESSAGES)
    let_the_bot(discord, Permissions.ADMINISTRATOR)
    await bot.get_channel(discord.channels["dreams"].id).send("all the same")
    role = await theirs.create_role(name="mighty", permissions=library.Permissions(ban_members=True))
    higher = roster.create_role(discord.world, guild, "higher")
    await (await theirs.fetch_member(ada.id)).add_roles(role)
    with pytest.raises(library.Forbidden):
        await bot.http.edit_role(guild.id, higher.id, name="lower")


async def test_a_role_that_may_not_be_changed_stays_as_it_is_altogether(discord, bot):
    let_the_bot(discord, Permissions.MANAGE_ROLES)
    role = await bot.guilds[0].create_role(name="winner")
    with pytest.raises(library.Forbidden):
        await role.edit(name="tyrant", permissions=library.Permissions(ban_members=True))
    assert discord.world.guild.roles[role.id].name == "winner"


async def test_a_bot_hears_of_a_new_channel_with_its_permissions(discord, bot):
    let_the_bot(discord, Permissions.MANAGE_CHANNELS)
    theirs = bot.guilds[0]
    told = asyncio.ensure_future(bot.wait_for("guild_channel_create", timeout=5))
    await asyncio.sleep(0)
    hidden = {theirs.default_role: library.PermissionOverwrite(send_messages=False)}
    await theirs.create_text_channel("contest", overwrites=hidden)
    assert (await told).overwrites_for(theirs.default_role).send_messages is False


async def test_with_a_channel_go_the_files_and_threads_in_it(discord, ada, dreams, clock, sky):
    said = await ada.say(dreams, "look", files=[("sky.png", sky)])
    thread = await ada.start_thread(dreams, "deeper")
    inside = await ada.say(thread, "and here", files=[("sky.png", sky)])
    sent = await ada.forward(said, thread)
    copy = sent.forward.snapshot.attachments[0]
    roster.delete_channel(discord.world, discord.world.guild, dreams)
    assert thread.id not in discord.world.guild.threads
    clock.ahead += 60
    for gone in (said.attachments[0], inside.attachments[0], copy):
        with pytest.raises(ClientResponseError, match="404"):
            await discord.fetch(gone)
