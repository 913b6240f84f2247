"""The operator's panel: what it reads, and what it lets go wrong."""

import asyncio
import time

import aiohttp
import discord as library
import pytest

from bot.playground.faults import Faults
from bot.playground.operating import DreamReading, EngineReading, Readings


async def ask(discord, method, path, **query):
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"{discord.url}/page/operator{path}", params=query) as response,
    ):
        return response.status, await response.json()


async def trouble(discord, name, channel):
    assert await ask(discord, "POST", f"/troubles/{name}", channel=str(channel.id)) == (200, {})


async def test_the_panel_shows_what_the_instruments_tell_and_without_any_nothing(discord):
    _, told = await ask(discord, "GET", "")
    assert (told["engines"], told["dreams"]) == ([], [])

    async def instruments():
        engine = EngineReading("lite0", "cpu", slots=2, running=1, waiting=0)
        return Readings([engine], [DreamReading("👀 eyes", "1", "2", "running", share=0.5)])

    discord.operator.instruments = instruments
    _, told = await ask(discord, "GET", "")
    assert told["engines"] == [{"network": "lite0", "device": "cpu", "slots": 2, "running": 1, "waiting": 0}]
    assert told["dreams"][0]["share"] == 0.5


async def test_a_lost_gateway_is_resumed_and_a_forgotten_one_begun_anew(discord, bot, dreams):
    await trouble(discord, "drop", dreams)
    await bot.hears("resumed")
    await trouble(discord, "reconnect", dreams)
    await bot.hears("resumed")
    await trouble(discord, "forget", dreams)
    await bot.hears("connected")
    await discord.bot_ready()


@pytest.mark.parametrize(("name", "times"), [("limit", 5), ("storm", 10), ("errors", 5), ("slow", 10)])
async def test_requests_fail_for_a_while_and_what_is_left_is_told_until_it_is_healed(discord, dreams, name, times):
    await trouble(discord, name, dreams)
    _, told = await ask(discord, "GET", "")
    assert told["pending"][0].endswith(f", {times} more")
    assert await ask(discord, "DELETE", "/troubles") == (200, {})
    _, told = await ask(discord, "GET", "")
    assert told["pending"] == []


async def test_a_flaky_discord_fails_the_same_requests_again_for_the_same_seed(discord, bot, dreams):
    def fates(seed):
        faults = Faults(discord.gateway)
        faults.scatter("GET", "/channels", 502, among=40, share=0.25, seed=seed)
        return [faults.due("GET", "/channels/5") is not None for _ in range(50)]

    assert fates(4) == fates(4) != fates(5)
    assert 4 <= sum(fates(4)) <= 16
    assert not any(fates(4)[40:])
    discord.faults.scatter("GET", "/channels", 404, among=10, share=0.5, seed=4)
    got = await asyncio.gather(*(bot.fetch_channel(dreams.id) for _ in range(10)), return_exceptions=True)
    assert {type(each) for each in got} == {library.TextChannel, library.NotFound}


async def test_a_slow_answer_is_the_right_one(discord, bot, dreams):
    fault = discord.faults.delay("GET", r"/channels", 0.05)
    began = time.monotonic()
    assert (await bot.fetch_channel(dreams.id)).name == "dreams"
    assert (fault.met, time.monotonic() - began >= 0.05) == (1, True)


async def test_the_bot_is_muted_until_all_is_healed(discord, bot, dreams):
    await trouble(discord, "mute", dreams)
    with pytest.raises(library.Forbidden):
        await bot.get_channel(dreams.id).send("hello")
    await ask(discord, "DELETE", "/troubles")
    await bot.get_channel(dreams.id).send("hello again")
    await trouble(discord, "delete", dreams)
    assert dreams.messages == {}


async def test_time_passes_and_addresses_of_files_expire(discord, ada, dreams, sky):
    said = await ada.say(dreams, files=[("sky.png", sky)])
    address = discord.world.attachments.url(said.attachments[0])
    await trouble(discord, "day", dreams)
    with pytest.raises(aiohttp.ClientResponseError):
        await discord.fetch(address)
    assert await discord.fetch(said.attachments[0]) == sky


@pytest.mark.parametrize(
    ("path", "channel", "sentence"),
    [
        ("flood", "dreams", "There is no such trouble."),
        ("mute", "5", "There is no such channel."),
        ("mute", "direct", "Nobody can be muted in direct messages."),
        ("delete", "dreams", "The bot has said nothing here."),
    ],
)
async def test_what_cannot_go_wrong_is_said_in_a_sentence(discord, ada, dreams, path, channel, sentence):
    where = {"dreams": dreams.id, "direct": ada.direct.id}.get(channel, channel)
    status, answer = await ask(discord, "POST", f"/troubles/{path}", channel=str(where))
    assert (status // 100, answer) == (4, {"message": sentence})
