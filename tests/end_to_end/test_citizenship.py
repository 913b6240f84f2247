"""A good citizen of Discord: it tells its commands once, asks for no more than it is given, and shares the work."""

import contextlib
import logging

import discord as library
from discord import app_commands

from bot.command_sync import digest
from bot.playground import Playground
from tests.end_to_end.conftest import TOKEN, at_home, is_dream


async def test_discord_is_told_of_the_commands_once(discord, pretender, tmp_path):
    engines = (pretender().url,)
    async with at_home(discord, engines=engines, data=tmp_path / "data"):
        told = {command["name"]: command["version"] for command in discord.commands.registered()}
    assert "dream" in told
    await discord.bot_gone()
    async with at_home(discord, engines=engines, data=tmp_path / "data") as run:
        assert {command["name"]: command["version"] for command in discord.commands.registered()} == told
        before = await digest(run.bot.tree)

        @run.bot.tree.command()
        async def another(interaction: library.Interaction) -> None:
            """Do something else."""

        assert await digest(run.bot.tree) != before


async def test_another_application_is_told_all_the_same(pretender, tmp_path):
    engines = (pretender().url,)
    for _ in range(2):
        async with Playground(TOKEN) as discord, at_home(discord, engines=engines, data=tmp_path / "data"):
            assert discord.commands.registered()


async def test_the_order_in_which_commands_are_added_does_not_matter():
    def tree(*names):
        made = app_commands.CommandTree(library.Client(intents=library.Intents.none()))
        for name in names:

            async def nothing(interaction: library.Interaction) -> None:
                """Do nothing."""

            made.add_command(app_commands.Command(name=name, description="Nothing.", callback=nothing))
        return made

    one_way, other_way = await digest(tree("one", "two")), await digest(tree("two", "one"))
    assert one_way == other_way != await digest(tree("one"))


async def test_two_processes_share_the_servers_by_shards(discord, pretender, tmp_path, ada, landscape):
    engines = (pretender(seconds=0.05, slots=4).url,)
    # The shard of a server is its id, less the 22 bits that count within a millisecond, modulo the number of shards.
    guilds = {}
    while len(guilds) < 2:
        guild = discord.found("another", [ada])
        guilds[(guild.id >> 22) % 2] = guild
    async with contextlib.AsyncExitStack() as stack:
        runs = []
        for shard in (0, 1):
            settings = {"engines": engines, "data": tmp_path / str(shard), "shard_ids": (shard,), "shard_count": 2}
            waiting = at_home(discord, **settings, wait=shard == 1)
            runs.append(await stack.enter_async_context(waiting))
        for shard, guild in guilds.items():
            (channel,) = guild.channels.values()
            asked = await ada.say(channel, "!dream eyes", files=[("landscape.png", landscape)])
            dream = await discord.until(is_dream, after=asked)
            assert runs[shard].bot.get_guild(guild.id) is not None
            assert runs[1 - shard].bot.get_guild(guild.id) is None
            assert await runs[shard].bot.dispatcher.store.jobs.by_card(dream.id) is not None
            assert len([m for m in channel.messages.values() if m.author.bot]) == 1


async def test_it_starts_without_the_one_privileged_intent_and_says_so_in_one_line(pretender, landscape, caplog):
    async with Playground(TOKEN, message_content_allowed=False) as discord:
        with caplog.at_level(logging.WARNING, logger="bot"):
            async with at_home(discord, engines=(pretender(seconds=0.05).url,)) as run:
                ada, dreams = discord.people["Ada"], discord.channels["dreams"]
                mention = f"<@{discord.bot_user.id}>"
                asked = await ada.say(dreams, f"{mention} eyes", files=[("landscape.png", landscape)])
                assert await discord.until(is_dream, after=asked)
                assert run.bot.intents.message_content is False
    (line,) = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert line.startswith("Message Content Intent is off")
    assert "DREAM_BOT_MESSAGE_CONTENT=false" in line


async def test_no_other_intent_is_privileged(discord, pretender):
    async with at_home(discord, engines=(pretender().url,)) as run:
        heard = {name for name, wanted in run.bot.intents if wanted}
    assert heard & {"members", "presences", "message_content"} == {"message_content"}


async def test_how_late_the_event_loop_is_can_be_told(discord, pretender):
    async with at_home(discord, engines=(pretender().url,)) as run:
        run.bot.lag.note(0.012)
        assert run.bot.lag.report().endswith("ms (p50 / p99 / most)")
        assert run.bot.lag.report() == "loop lag unknown"
