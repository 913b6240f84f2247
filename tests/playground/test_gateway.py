"""Connecting, being refused, losing the line, and what a bot is told."""

import asyncio
import socket

import aiohttp
import discord as library
import pytest
from discord.http import Route

from bot.playground import Playground, pointed_at
from bot.playground.errors import PortTakenError
from tests.playground.conftest import TOKEN, running
from tests.playground.mimic import Mimic


async def test_the_bot_gets_its_guild(discord, bot):
    (guild,) = bot.guilds
    assert (guild.name, guild.member_count) == ("The Dreaming", 5)
    assert [channel.name for channel in guild.text_channels] == ["dreams", "gallery", "lounge"]
    assert guild.me.guild_permissions.manage_messages
    assert not guild.me.guild_permissions.administrator
    assert (await bot.application_info()).owner.name == "ada"
    assert (await bot.fetch_guild(guild.id)).owner_id == discord.people["Ada"].id


async def test_members_can_be_asked_for(discord):
    intents = library.Intents(guilds=True, members=True)
    async with running(discord, Mimic(intents)) as bot:
        (guild,) = bot.guilds
        assert len(await guild.chunk()) == 5
        assert len([member async for member in guild.fetch_members(limit=None)]) == 5
        assert [m.name for m in await guild.query_members("ch")] == ["chidi"]


async def test_a_wrong_token_is_refused(discord):
    with pointed_at(discord.url):
        async with Mimic() as bot:
            with pytest.raises(library.LoginFailure):
                await bot.login("wrong")


async def test_an_intent_that_is_not_allowed_is_refused():
    async with Playground(TOKEN, message_content_allowed=False) as discord:
        with pytest.raises(library.PrivilegedIntentsRequired):
            async with running(discord, Mimic()):
                pass


async def test_without_the_intent_content_is_withheld_but_for_the_exceptions(sky):
    async with Playground(TOKEN, message_content_allowed=False) as discord:
        intents = library.Intents(guilds=True, messages=True)
        async with running(discord, Mimic(intents)) as bot:
            ada, dreams = discord.people["Ada"], discord.channels["dreams"]
            await ada.say(dreams, "private", files=[("sky.png", sky)])
            heard = await bot.hears("message")
            assert (heard.content, heard.attachments) == ("", [])
            assert (await heard.fetch()).content == ""
            await ada.say(dreams, f"{bot.user.mention} public", files=[("sky.png", sky)])
            heard = await bot.hears("message")
            assert heard.content.endswith("public")
            assert len(heard.attachments) == 1
            await ada.say(ada.direct, "direct")
            assert (await bot.hears("message")).content == "direct"
            own = await bot.get_channel(dreams.id).send("own")
            assert (await own.fetch()).content == "own"
            mine = discord.world.message(dreams, own.id)
            await ada.say(dreams, "a reply that pings", reply_to=mine)
            assert (await bot.hears("message")).content == "a reply that pings"
            await ada.say(dreams, "one that does not", reply_to=mine, ping=False)
            assert (await bot.hears("message")).content == ""


async def test_events_need_their_intent(discord):
    async with running(discord, Mimic(library.Intents(guilds=True, dm_messages=True))) as bot:
        ada = discord.people["Ada"]
        said = await ada.say(discord.channels["dreams"], "in the guild")
        await ada.react(said, "👁")
        await ada.say(ada.direct, "in private")
        assert (await bot.heard.get())[0] == "connected"
        name, message = await bot.heard.get()
        assert (name, message.content) == ("message", "in private")


@pytest.mark.parametrize("code", [4000, None])
async def test_a_lost_line_loses_no_event(discord, bot, code, monkeypatch):
    monkeypatch.setattr(library.backoff.ExponentialBackoff, "delay", lambda _: 0.01)
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    await discord.faults.drop_gateway(code)
    for number in range(3):
        await ada.say(dreams, f"missed {number}")
    for number in range(3):
        assert (await bot.hears("message")).content == f"missed {number}"
    await bot.hears("resumed")
    await ada.say(dreams, "back")
    assert (await bot.hears("message")).content == "back"


async def test_a_forgotten_session_begins_anew(discord, bot, monkeypatch):
    monkeypatch.setattr(library.backoff.ExponentialBackoff, "delay", lambda _: 0.01)
    await bot.hears("connected")
    await discord.faults.drop_gateway(resumable=False)
    assert not discord.gateway.online
    await bot.hears("connected")
    await discord.people["Ada"].say(discord.channels["dreams"], "anew")
    assert (await bot.hears("message")).content == "anew"


async def test_a_request_to_reconnect_is_followed(discord, bot):
    discord.faults.ask_to_reconnect()
    await bot.hears("resumed")
    assert discord.gateway.online


async def test_a_line_without_delay_is_not_taken_for_a_slow_one(discord, monkeypatch):
    monkeypatch.setattr("bot.playground.gateway.connection.HEARTBEAT_MS", 500)
    async with running(discord, Mimic()) as bot:
        beats = asyncio.Queue()
        acknowledge = library.gateway.KeepAliveHandler.ack

        def noted(keep_alive):
            acknowledge(keep_alive)
            beats.put_nowait(keep_alive.latency)

        monkeypatch.setattr(library.gateway.KeepAliveHandler, "ack", noted)
        assert bot.is_ready()
        async with asyncio.timeout(5):
            for _ in range(2):
                assert 0.04 < await beats.get() < 0.4


async def test_shards_share_the_work():
    async with Playground(TOKEN, shards=2) as discord, running(discord, Mimic()) as bot:
        assert bot.shard_count == 2
        assert len(bot.guilds) == 1
        ada = discord.people["Ada"]
        await ada.say(discord.channels["dreams"], "one")
        await ada.say(ada.direct, "two")
        assert {(await bot.hears("message")).content for _ in range(2)} == {"one", "two"}
        assert bot.heard.empty()


async def test_a_rate_limit_is_waited_out(discord, bot):
    fault = discord.faults.answer("POST", r"/channels/\d+/messages", 429, times=2, retry_after=0.02)
    sent = await bot.get_channel(discord.channels["dreams"].id).send("patience")
    assert fault.met == 2
    assert sent.content == "patience"


async def test_an_answer_that_is_lost_does_not_post_twice(discord, bot):
    discord.faults.answer("POST", r"/channels/\d+/messages", 503, afterwards=True)
    channel = bot.get_channel(discord.channels["dreams"].id)
    with pytest.raises(library.DiscordServerError):
        await channel.send("once", nonce="job 8")
    again = await channel.send("once", nonce="job 8")
    assert list(discord.channels["dreams"].messages) == [again.id]


async def test_planned_errors_carry_discords_numbers(discord, bot):
    discord.faults.answer("*", r"/channels/", 403, code=50013, message="Missing Permissions")
    channel = bot.get_channel(discord.channels["dreams"].id)
    with pytest.raises(library.Forbidden) as refused:
        await channel.send("no")
    assert refused.value.code == 50013
    await channel.send("yes")


async def test_unknown_routes_and_bodies_are_refused_in_json(discord, bot):
    with pytest.raises(library.NotFound):
        await bot.http.request(Route("GET", "/nowhere"))
    with pytest.raises(library.HTTPException) as refused:
        await bot.http.request(Route("GET", "/channels/{channel_id}", channel_id="dreams"))
    assert refused.value.code == 50035


async def test_a_taken_port_is_told(discord):
    port = int(discord.url.rpartition(":")[2])
    with pytest.raises(PortTakenError, match=f"Port {port} on 127.0.0.1 is taken"):
        await Playground(TOKEN, port=port).start()
    assert issubclass(PortTakenError, OSError)


async def test_everything_ends_with_the_playground():
    async with Playground(TOKEN) as discord:
        async with running(discord, Mimic()):
            assert discord.gateway.online
        await discord.bot_gone()
        assert not discord.gateway.online
    leftover = asyncio.all_tasks() - {asyncio.current_task()}
    assert not leftover
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(discord.url.rpartition(":")[2])))


async def test_closing_waits_for_nobody():
    """A page and a bot that would stay for ever are simply told that it is over."""
    async with aiohttp.ClientSession() as session:
        async with Playground(TOKEN) as discord:
            page = await session.ws_connect(f"{discord.url}/page/live")
            bot = await session.ws_connect(discord.gateway.url)
            began = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - began < 3
        assert (await page.receive_json())["t"] == "HELLO"
        assert (await page.receive()).type is aiohttp.WSMsgType.CLOSE
        assert (await bot.receive_json())["op"] == 10
        assert (await bot.receive()).type is aiohttp.WSMsgType.CLOSE


@pytest.mark.parametrize(("host", "name"), [("0.0.0.0", "127.0.0.1"), ("localhost", "localhost")])  # noqa: S104
async def test_the_address_is_one_that_can_be_called(host, name):
    async with Playground(TOKEN, host=host) as discord, aiohttp.ClientSession() as session:
        assert discord.url.startswith(f"http://{name}:")
        async with session.get(f"{discord.url}/page/main.js") as response:
            assert response.status == 200


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("not json", 4002),
        ("[]", 4002),
        ('{"op": 99}', 4001),
        ('{"op": 7}', 4001),
        ('{"op": 3, "d": {}}', 4003),
        ('{"op": 2, "d": {"token": "wrong"}}', 4004),
        ('{"op": 6, "d": {"token": "wrong"}}', 4004),
        ('{"op": 2}', 4002),
        ('{"op": 2, "d": []}', 4002),
        (f'{{"op": 2, "d": {{"token": "{TOKEN}", "intents": "all"}}}}', 4002),
        (f'{{"op": 2, "d": {{"token": "{TOKEN}", "shard": [0]}}}}', 4002),
        (f'{{"op": 2, "d": {{"token": "{TOKEN}", "shard": [1, 1]}}}}', 4010),
    ],
)
async def test_a_bot_that_does_not_speak_the_protocol_is_told_why(discord, frame, code):
    async with aiohttp.ClientSession() as session, session.ws_connect(discord.gateway.url) as bot:
        assert (await bot.receive_json())["op"] == 10
        await bot.send_str('{"op": 1, "d": null}')
        assert (await bot.receive_json())["op"] == 11
        await bot.send_str(frame)
        closed = await bot.receive()
        assert (closed.type, bot.close_code) == (aiohttp.WSMsgType.CLOSE, code)


async def test_discord_py_is_pointed_back(discord):
    before = Route.BASE, library.gateway.DiscordWebSocket.DEFAULT_GATEWAY, library.Asset.BASE
    with pointed_at(discord.url):
        assert Route.BASE.startswith(discord.url)
    assert before == (Route.BASE, library.gateway.DiscordWebSocket.DEFAULT_GATEWAY, library.Asset.BASE)
    assert "127.0.0.1" not in Route.BASE
