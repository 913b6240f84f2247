"""Two bots share the shards and one PostgreSQL: what happens to one is nothing to the other."""

import contextlib

import asyncpg
import pytest

from bot.playground import Playground
from tests.end_to_end.conftest import is_card, is_dream
from tests.faults.bot_process import TOKEN, BotProcess
from tests.simulated_engine import Script, SimulatedEngine

SHARDS = 2


async def states(address):
    connection = await asyncpg.connect(address)
    try:
        return [row["state"] for row in await connection.fetch("SELECT state FROM jobs ORDER BY asked_at")]
    finally:
        await connection.close()


@pytest.mark.timeout(120)
async def test_one_of_two_is_killed_and_the_other_goes_on_and_leaves_its_dreams_to_it(tmp_path, postgresql, landscape):
    script = Script(seconds=1.0, slots=4)
    with SimulatedEngine(tmp_path / "engine.sock", script) as engine:
        async with Playground(TOKEN) as discord, contextlib.AsyncExitStack() as stack:
            ada = discord.people["Ada"]
            channels = {}
            while len(channels) < SHARDS:
                guild = discord.found("another", [ada])
                (channels[(guild.id >> 22) % SHARDS],) = guild.channels.values()
            settings = {"card_interval": 60, "size": 96, "store": postgresql, "shard_count": SHARDS}
            bots = [
                BotProcess(discord, engine.url, tmp_path / f"data-{shard}", shard_ids=f"[{shard}]", **settings)
                for shard in range(SHARDS)
            ]
            for bot in bots:
                await bot.launch()
                stack.push_async_callback(bot.exited)
                stack.callback(bot.kill)
            await discord.bot_ready(60)

            async def ask(shard):
                asked = await ada.say(channels[shard], "!dream eyes", files=[("hill.png", landscape)])
                return await discord.until(lambda m: is_card(m) and m.referenced is asked)

            mine, others = await ask(0), await ask(1)
            bots[0].kill()
            assert await discord.until(lambda m: m is others and is_dream(m))
            another = await ask(1)
            bots[1].kill()
            for bot in bots:
                await bot.exited()
            await bots[1].launch()
            assert await discord.until(lambda m: m is another and is_dream(m), timeout=40)
            # It has taken up its own dream of that time, and not the older one of the other bot.
            assert is_card(mine)
            assert "done" not in (await states(postgresql))[:1]
            await bots[0].launch()
            assert await discord.until(lambda m: m is mine and is_dream(m), timeout=40)
            said = [[m for m in channels[shard].messages.values() if m.author.bot] for shard in range(SHARDS)]
            assert [len(each) for each in said] == [1, 2]
            assert not any("Traceback" in bot.log for bot in bots)
