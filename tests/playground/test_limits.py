"""Rate limits, as the real client meets them."""

import asyncio
import io

import aiohttp
import discord as library
import pytest

from bot.playground import Playground, roster
from bot.playground.rest.limits import DISCORD, PACED_REACTIONS, WIDE, Limit, Limits
from tests.playground.conftest import TOKEN, running
from tests.playground.mimic import Mimic


async def test_reactions_can_be_paced_as_on_discord():
    async with Playground(TOKEN, limits=PACED_REACTIONS) as discord, running(discord, Mimic()) as bot:
        said = await discord.people["Ada"].say(discord.channels["dreams"], "look")
        heard = await bot.hears("message")
        loop = asyncio.get_running_loop()
        began = loop.time()
        for emoji in ("👁", "🐶", "🐱"):
            await heard.add_reaction(emoji)
        assert loop.time() - began >= 0.49
        assert len(said.reactions) == 3


async def test_by_default_nobody_waits(discord, bot):
    channel = bot.get_channel(discord.channels["dreams"].id)
    await asyncio.gather(*(channel.send(str(number)) for number in range(60)))
    assert discord.gate.turned_away == 0
    assert len(discord.channels["dreams"].messages) == 60


async def test_a_limit_is_told_before_and_after_it_is_met(clock):
    limits = Limits(WIDE.together, Limit(2, 5))
    async with Playground(TOKEN, clock=clock, limits=limits) as discord, aiohttp.ClientSession() as session:

        async def ask(path="/users/@me"):
            headers = {"Authorization": f"Bot {TOKEN}"}
            async with session.get(f"{discord.url}/api/v10{path}", headers=headers) as response:
                return response.status, response.headers, await response.json()

        for left in ("1", "0"):
            status, headers, _ = await ask()
            assert (status, headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == (200, "2", left)
        status, headers, body = await ask()
        assert (status, headers["X-RateLimit-Scope"], body["global"]) == (429, "user", False)
        assert 4 < body["retry_after"] <= 5
        assert headers["Retry-After"] == "5"
        assert (await ask("/gateway"))[0] == 200  # another bucket
        clock.ahead += 5
        assert (await ask())[0] == 200


async def test_the_limit_of_all_requests_together_spares_interactions(clock):
    limits = Limits(Limit(1, 5), WIDE.each)
    async with Playground(TOKEN, clock=clock, limits=limits) as discord, aiohttp.ClientSession() as session:
        base, headers = f"{discord.url}/api/v10", {"Authorization": f"Bot {TOKEN}"}
        async with session.get(f"{base}/users/@me", headers=headers) as response:
            assert response.status == 200
        async with session.get(f"{base}/gateway", headers=headers) as response:
            assert (response.status, response.headers["X-RateLimit-Global"]) == (429, "true")
            assert (await response.json())["global"] is True
        async with session.post(f"{base}/interactions/5/x/callback", json={"type": 5}) as response:
            assert response.status == 404


async def test_a_client_that_heeds_the_headers_is_never_turned_away():
    async with Playground(TOKEN, limits=DISCORD) as discord, running(discord, Mimic()) as bot:
        channel = bot.get_channel(discord.channels["dreams"].id)
        message = await channel.send("one")
        for number in range(4):
            message = await message.edit(content=str(number))
        assert discord.gate.turned_away == 0


async def test_boosts_let_larger_files_through(sky):
    async with Playground(TOKEN, upload_limit=1000) as discord, running(discord, Mimic()) as bot:
        channel = bot.get_channel(discord.channels["dreams"].id)

        def file():
            return library.File(io.BytesIO(bytes(2000)), "large.bin")

        with pytest.raises(library.HTTPException) as refused:
            await channel.send(file=file())
        assert (refused.value.status, refused.value.code) == (413, 40005)
        roster.boost(discord.world, discord.world.guild, 2)
        assert (await channel.send(file=file())).attachments[0].size == 2000
