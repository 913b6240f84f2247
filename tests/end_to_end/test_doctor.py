"""The doctor says what is wrong, and how to mend it, to operators and to owners; the invitation asks for enough."""

import asyncio
import os
import sqlite3
import sys
from pathlib import Path

import discord as library
import pytest
from pydantic import SecretStr

from bot.doctor.examination import examine
from bot.invitation import links
from bot.permissions import BETTER, CHALLENGES, NEEDED, invited
from bot.playground import Playground, roster
from bot.playground.payloads import interactions
from bot.playground.permissions import Permissions
from bot.settings import BotSettings
from bot.store.opening import upgrade
from tests.end_to_end.conftest import TOKEN, at_home, has_panel, is_dream


@pytest.fixture
def settings(discord, pretender, tmp_path):
    given = {"token": SecretStr(TOKEN), "discord_url": discord.url, "data": tmp_path / "data"}
    return BotSettings(_env_file=None, engines=(pretender().url,), **given)


async def found(settings, **changes):
    return {finding.what: finding async for finding in examine(settings.model_copy(update=changes))}


def deny(discord, channel, *permissions):
    """Take permissions from the bot in a channel."""
    denied = Permissions.NONE
    for permission in permissions:
        denied |= permission
    discord.world.overwrite(channel, discord.bot_user.id, deny=denied)


async def test_a_bot_that_lacks_nothing_is_well(discord, settings, dreams):
    findings = await found(settings)
    assert findings["The Dreaming challenges"].line == "they would be more with Manage Roles and Create Events"
    (owned,) = (role for role in dreams.guild.roles.values() if role.managed_by)
    roster.change_role(discord.world, dreams.guild, owned, Permissions(invited().value))
    findings = await found(settings)
    assert {finding.verdict for finding in findings.values()} == {"good"}
    assert {"store", "spool", "room", "engine", "token", "intents", "The Dreaming"} <= findings.keys()


async def test_each_channel_that_lacks_something_has_its_line(discord, settings):
    gallery, lounge = discord.channels["gallery"], discord.channels["lounge"]
    deny(discord, gallery, Permissions.ATTACH_FILES, Permissions.SEND_MESSAGES_IN_THREADS)
    deny(discord, lounge, Permissions.ADD_REACTIONS)
    findings = await found(settings)
    assert str(findings["The Dreaming #gallery"]) == (
        "✗ The Dreaming #gallery: I cannot dream there; give me Attach Files and Send Messages in Threads"
    )
    assert str(findings["The Dreaming #lounge"]) == "! The Dreaming #lounge: it would be nicer with Add Reactions"
    assert findings["The Dreaming"].line == "one channel where I may dream"


async def test_what_is_out_of_reach_is_said(discord, settings, tmp_path):
    findings = await found(settings, token=SecretStr("another"), engines=(f"unix://{tmp_path}/nobody.sock",))
    assert "does not accept DREAM_BOT_TOKEN" in findings["token"].line
    assert "does not answer" in findings["engine"].line
    assert "set DREAM_BOT_TOKEN" in (await found(settings, token=None))["token"].line
    assert "cannot be reached" in (await found(settings, discord_url="http://127.0.0.1:9"))["token"].line


async def test_servers_that_discord_does_not_tell_of_are_no_reason_to_stop(discord, settings):
    discord.faults.answer("GET", "/users/@me/guilds", 400)
    findings = await found(settings)
    assert (findings["servers"].verdict, findings["token"].verdict) == ("doubtful", "good")


async def test_an_intent_that_is_switched_off_is_said(settings):
    async with Playground(TOKEN, message_content_allowed=False) as strict:
        findings = await found(settings, discord_url=strict.url)
        assert findings["intents"].verdict == "doubtful"
        assert "Message Content Intent is off" in findings["intents"].line
        assert (await found(settings, discord_url=strict.url, message_content=False))["intents"].verdict == "good"


async def test_a_store_of_another_form_and_one_that_does_not_open_are_told_apart(settings):
    assert "not there yet" in (await found(settings))["store"].line
    await upgrade(settings.data)
    assert "has the form" in (await found(settings))["store"].line
    path = settings.data / "pareidolia.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    assert "`dream-bot db upgrade`" in (await found(settings))["store"].line
    path.write_bytes(os.urandom(4096))
    assert (await found(settings))["store"].verdict == "bad"


async def test_the_store_can_be_looked_at_while_a_bot_works_in_it(discord, settings):
    async with at_home(discord, engines=settings.engines, data=settings.data):
        assert (await found(settings))["store"].verdict == "good"


async def test_a_disk_without_room_and_a_folder_that_is_somebody_elses_are_said(settings):
    findings = await found(settings, keep_megabytes=2**40)
    assert "DREAM_BOT_KEEP_MEGABYTES" in findings["room"].line
    findings = await found(settings, data=Path("/proc/nowhere"))
    assert "DREAM_BOT_DATA" in findings["spool"].line
    # As with a folder that this user may not look into, it cannot even be said whether it is there.
    findings = await found(settings, data=settings.data.parent / ("x" * 300))
    assert "cannot reach the store" in findings["store"].line


@pytest.mark.parametrize(("token", "status"), [(TOKEN, 0), ("another", 1)])
async def test_the_command_tells_by_its_exit_status(settings, tmp_path, token, status):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DREAM_")}
    environment |= {
        "DREAM_BOT_TOKEN": token,
        "DREAM_BOT_DISCORD_URL": settings.discord_url,
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == status
    assert said.decode().splitlines()[-1].startswith("! The Dreaming challenges" if status == 0 else "✗ token")


async def test_an_owner_asks_the_doctor_in_discord(discord, settings, ada, basho, dreams):
    deny(discord, dreams, Permissions.ATTACH_FILES)
    async with at_home(discord, engines=settings.engines):
        asked = await ada.say(dreams, "!dreamconfig doctor")
        told = await discord.until(lambda m: m.author.bot, after=asked)
        assert told.content.splitlines()[0] == "✗ The Dreaming #dreams: I cannot dream there; give me Attach Files"
        invoked = await ada.invoke(dreams, "dreamconfig doctor")
        await invoked.outcome()
        told = await discord.until(lambda m: m.ephemeral_for is ada.user and "✗" in m.content)
        assert "✓ engine" in told.content


async def test_the_invitation_asks_for_what_is_used_and_for_nothing_else(settings):
    into_server, along = await links(settings)
    assert f"permissions={invited().value}" in into_server
    assert "scope=bot+applications.commands" in into_server
    assert "integration_type=1" in along
    assert invited() == library.Permissions(**{need.flag: True for need in (*NEEDED, *BETTER, *CHALLENGES)})


@pytest.fixture
async def strangers(discord, pretender, ada):
    """A server in which nobody may do anything but through roles, and the bot what its invitation asks for."""
    guild = discord.found("Strangers", [ada, discord.people["Basho"]])
    owned = next(role for role in guild.roles.values() if role.managed_by)
    roster.change_role(discord.world, guild, guild.roles[guild.id], Permissions.NONE)
    roster.change_role(discord.world, guild, owned, Permissions(invited().value))
    async with at_home(discord, engines=(pretender(seconds=0.05, slots=4).url,)) as run:
        yield guild, owned, run.bot


async def test_what_the_invitation_asks_for_is_enough(discord, strangers, ada, landscape):
    guild, _, bot = strangers
    (channel,) = guild.channels.values()
    presets = (await bot.dispatcher.menu()).panel(bot.settings.panel)
    asked = await ada.say(channel, "!dream", files=[("landscape.png", landscape)])
    assert await discord.until(lambda m: has_panel(m, presets), after=asked)
    thread = await ada.start_thread(channel, "more")
    asked = await ada.say(thread, "!dream", files=[("landscape.png", landscape)])
    assert await discord.until(lambda m: has_panel(m, presets), after=asked)
    asked = await ada.say(channel, "!help")
    assert (await discord.until(lambda m: m.author.bot, after=asked)).embeds


@pytest.mark.parametrize("need", NEEDED, ids=lambda need: need.flag)
async def test_without_any_of_what_is_needed_something_does_not_work(discord, strangers, ada, need):
    guild, owned, _ = strangers
    granted = Permissions(invited().value & ~getattr(library.Permissions, need.flag).flag)
    roster.change_role(discord.world, guild, owned, granted)
    (channel,) = guild.channels.values()
    invoked = await ada.invoke(channel, "dreamconfig doctor")
    await invoked.outcome()
    told = await discord.until(lambda m: m.ephemeral_for is ada.user and m.content)
    assert told.content.startswith("✗ Strangers")
    assert need.name in told.content.splitlines()[0]


async def test_without_what_is_better_help_is_plain_and_dreams_have_no_reactions(discord, strangers, ada):
    guild, owned, _ = strangers
    needed = library.Permissions(**{need.flag: True for need in NEEDED})
    roster.change_role(discord.world, guild, owned, Permissions(needed.value))
    (channel,) = guild.channels.values()
    asked = await ada.say(channel, "!help")
    plain = await discord.until(lambda m: m.author.bot, after=asked)
    assert not plain.embeds
    assert "**Ask**" in plain.content
    asked = await ada.say(channel, "!dream noise")
    dream = await discord.until(is_dream, after=asked)
    assert not dream.reactions


async def test_commands_can_be_taken_along_and_refuse_what_cannot_be_shown(
    discord, pretender, ada, dreams, monkeypatch
):
    async with at_home(discord, engines=(pretender(seconds=0.05).url,)):
        registered = {command["name"]: command for command in discord.commands.registered()}
        for name in ("dream", "dreams", "Dream this", "Dream this avatar", "Recipe"):
            assert registered[name]["integration_types"] == [0, 1]
            assert registered[name]["contexts"] == [0, 1, 2]
        assert registered["dreamconfig"]["integration_types"] == [0]
        assert registered["dreamconfig"]["contexts"] == [0]
        # A person's installation and no server's.
        monkeypatch.setattr(interactions, "integration_owners", lambda of: {"1": str(of.user.id)})
        invoked = await ada.invoke(dreams, "dream", {"noise": True})
        await invoked.outcome()
        assert "I am not a member here" in invoked.original.content
        helped = await ada.invoke(dreams, "dreams help")
        await helped.outcome()
        assert helped.original.embeds
