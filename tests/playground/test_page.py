"""What the web page talks to, and who may not."""

import asyncio
import io
import json
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.playground import roster
from bot.playground.frames import SHOWN
from bot.playground.permissions import Permissions
from tests.playground.conftest import TOKEN, let_the_bot, running
from tests.playground.menus import MenuMimic
from tests.playground.mimic import Mimic


class Browser:
    """A browser with the page open."""

    def __init__(self, discord, session: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.url = discord.url
        self.discord = discord
        self.session = session
        self.socket = socket

    async def event(self, name: str) -> dict:
        async with asyncio.timeout(5):
            while True:
                frame = await self.socket.receive_json()
                if frame["t"] == name:
                    return frame["d"]

    async def do(self, method: str, person: str, path: str, **body) -> tuple[int, dict]:
        url = f"{self.url}/page/api/people/{self.discord.people[person].id}/{path}"
        async with self.session.request(method, url, **body) as response:
            assert response.headers["Content-Type"] == "application/json"
            return response.status, await response.json()


@asynccontextmanager
async def browser(discord):
    headers = {"Origin": discord.url}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.ws_connect(f"{discord.url}/page/live") as socket,
    ):
        yield Browser(discord, session, socket)


def form(payload: dict, **files: bytes) -> aiohttp.FormData:
    data = aiohttp.FormData(quote_fields=False, default_to_multipart=True)
    data.add_field("payload_json", json.dumps(payload))
    for name, content in files.items():
        data.add_field(name, io.BytesIO(content), filename="sky.png")
    return data


async def test_the_first_frame_is_the_whole_world(discord, bot):
    said = await discord.people["Ada"].say(discord.channels["dreams"], "before")
    async with browser(discord) as page:
        hello = await page.event("HELLO")
    (guild,) = hello["guilds"]
    assert (guild["id"], guild["name"]) == (str(discord.world.guild.id), "The Dreaming")
    assert [channel["name"] for channel in guild["channels"]] == ["dreams", "gallery", "lounge"]
    people = {person["id"] for person in hello["people"]}
    assert {channel["recipient_ids"][0] for channel in hello["directs"]} == people
    assert set(guild["member_ids"]) == people | {str(discord.bot_user.id)}
    assert [person["global_name"] for person in hello["people"]] == ["Ada", "Basho", "Chidi", "Dalí"]
    assert (await discord.fetch(hello["people"][0]["avatar_url"])).startswith(b"\x89PNG")
    assert hello["bot_user"]["bot"]
    assert hello["bot_online"]
    assert {command["name"] for command in guild["commands"]} == {"dream", "secret", "slow", "settings", "challenge"}
    (message,) = hello["messages"][str(said.channel.id)]
    assert (message["content"], message["reactions"], message["ephemeral_for"]) == ("before", [], None)


async def test_people_choose_the_language_of_their_discord(discord, bot):
    async with browser(discord) as page:
        assert (await page.do("PUT", "Ada", "locale", json={"locale": "de"})) == (200, {"locale": "de"})
        assert (await page.do("PUT", "Ada", "locale", json={"locale": "German"}))[0] == 400
    assert discord.people["Ada"].user.locale == "de"
    async with browser(discord) as page:
        hello = await page.event("HELLO")
    assert [person["locale"] for person in hello["people"]] == ["de", "en-US", "en-US", "en-US"]


async def test_a_whole_conversation_from_the_browser(discord, bot, sky):
    dreams = str(discord.channels["dreams"].id)
    async with browser(discord) as page:
        payload = {"channel_id": dreams, "content": "!mirror eyes"}
        status, asked = await page.do("POST", "Ada", "messages", data=form(payload, **{"files[0]": sky}))
        assert status == 200
        assert (await page.event("MESSAGE_CREATE"))["id"] == asked["id"]
        reply = await page.event("MESSAGE_CREATE")
        assert reply["referenced_message"]["id"] == asked["id"]
        assert await discord.fetch(reply["attachments"][0]["url"]) == sky

        place = f"{dreams}/{reply['id']}"
        assert (await page.do("PUT", "Chidi", f"reactions/{place}/%F0%9F%91%81"))[0] == 200
        reactions = (await page.event("REACTIONS"))["reactions"]
        chidi = str(discord.people["Chidi"].id)
        assert reactions == [{"emoji": {"id": None, "name": "👁"}, "count": 1, "user_ids": [chidi], "bot": False}]
        await page.do("DELETE", "Chidi", f"reactions/{place}/%F0%9F%91%81")
        assert (await page.event("REACTIONS"))["reactions"] == []

        assert (await page.do("POST", "Ada", "typing", json={"channel_id": dreams}))[0] == 200
        assert await page.event("TYPING_START") == {"channel_id": dreams, "user_id": str(discord.people["Ada"].id)}

        status, refused = await page.do("DELETE", "Chidi", f"messages/{dreams}/{asked['id']}")
        assert (status, refused) == (403, {"message": "You can only delete your own messages."})
        await page.do("DELETE", "Ada", f"messages/{dreams}/{asked['id']}")
        assert await page.event("MESSAGE_DELETE") == {"id": asked["id"], "channel_id": dreams}


async def test_commands_from_the_browser(discord, bot, sky):
    dreams = str(discord.channels["dreams"].id)
    async with browser(discord) as page:
        typed = {"channel_id": dreams, "name": "dream", "options": {"preset": "d"}, "focused": "preset"}
        _, answer = await page.do("POST", "Ada", "autocomplete", json=typed)
        assert answer == {"choices": [{"name": "Dogs", "value": "dogs"}]}

        payload = {"channel_id": dreams, "name": "dream", "options": {"preset": "dogs"}}
        _, sent = await page.do("POST", "Ada", "commands", data=form(payload, **{"option:picture": sky}))
        first = await page.event("INTERACTION")
        assert (first["id"], first["state"], first["name"]) == (sent["id"], "sent", "/dream")
        thinking = await page.event("MESSAGE_CREATE")
        assert thinking["flags"] & 128
        assert thinking["command"] == "/dream"
        assert thinking["interaction_metadata"]["user"]["global_name"] == "Ada"
        assert (await page.event("INTERACTION"))["state"] == "acknowledged"
        assert (await page.event("MESSAGE_UPDATE"))["content"].startswith(f"dogs {len(sky)}")

        friend = str(discord.people["Dalí"].id)
        payload = {"channel_id": dreams, "name": "secret", "options": {"friend": friend}}
        await page.do("POST", "Ada", "commands", data=form(payload))
        whisper = await page.event("MESSAGE_UPDATE")
        assert (whisper["content"], whisper["ephemeral_for"]) == ("forget it", str(discord.people["Ada"].id))


async def test_buttons_from_the_browser(discord, bot):
    dreams = str(discord.channels["dreams"].id)
    async with browser(discord) as page:
        await discord.people["Ada"].say(discord.channels["dreams"], "!panel 7")
        panel = await discord.until(lambda m: m.components)
        press = {"channel_id": dreams, "message_id": str(panel.id), "custom_id": "again:7"}
        assert (await page.do("POST", "Chidi", "components", json=press))[0] == 200
        sent = await page.event("INTERACTION")
        assert (sent["state"], sent["message_id"], sent["custom_id"]) == ("sent", str(panel.id), "again:7")
        assert (await page.event("MESSAGE_CREATE"))["ephemeral_for"] == str(discord.people["Chidi"].id)


async def test_the_page_sees_the_bot_come_and_go(discord):
    async with browser(discord) as page:
        assert not (await page.event("HELLO"))["bot_online"]
        async with running(discord, Mimic()):
            commands = (await page.event("COMMANDS"))["commands"]
            assert [len(each) for each in commands.values()] == [5]
            assert await page.event("BOT_ONLINE") == {"online": True}
        assert await page.event("BOT_ONLINE") == {"online": False}


async def test_a_mention_is_typed_by_name(discord):
    async with browser(discord) as page:
        payload = {"channel_id": str(discord.channels["dreams"].id), "content": "@Pareidolia and @dali but not @nobody"}
        _, said = await page.do("POST", "Ada", "messages", data=form(payload))
        assert {user["username"] for user in said["mentions"]} == {"pareidolia", "dali"}
        assert said["content"].endswith("not @nobody")


@pytest.mark.parametrize(
    ("payload", "status", "sentence"),
    [
        ({"channel_id": "5", "content": "hello"}, 404, "There is no such channel."),
        ({"content": "hello"}, 400, "That was not understood."),
        ({"channel_id": "dreams", "content": " "}, 400, "Write something, or attach a file."),
        ({"channel_id": "dreams", "content": "x" * 2001}, 400, "Must be 2000 or fewer in length."),
        ({"channel_id": "direct", "content": "hello"}, 403, "Those are somebody else's direct messages."),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(discord, payload, status, sentence):
    places = {"dreams": discord.channels["dreams"].id, "direct": discord.people["Chidi"].direct.id}
    if "channel_id" in payload:
        payload = payload | {"channel_id": str(places.get(payload["channel_id"], payload["channel_id"]))}
    async with browser(discord) as page:
        assert await page.do("POST", "Ada", "messages", data=form(payload)) == (status, {"message": sentence})


async def test_a_file_that_is_too_large_is_refused(discord):
    payload = {"channel_id": str(discord.channels["dreams"].id)}
    content = bytes(discord.world.upload_limit + 1)
    async with browser(discord) as page:
        refused = await page.do("POST", "Ada", "messages", data=form(payload, **{"files[0]": content}))
    assert refused == (413, {"message": "That file is too large: 10 MiB is the most."})


async def test_menus_and_forms_from_the_browser(discord, sky):
    dreams, ada = discord.channels["dreams"], discord.people["Ada"]
    async with running(discord, MenuMimic()), browser(discord) as page:
        place = {"channel_id": str(dreams.id)}
        said = await ada.say(dreams, "look", files=[("sky.png", sky)])
        target = place | {"message_id": str(said.id)}
        assert (await page.do("POST", "Ada", "menus", json=target | {"name": "Mirror this"}))[0] == 200
        mirrored = await discord.until(lambda m: m.content == "mirrored look")
        assert mirrored.interaction.name == "Mirror this"
        face = place | {"user_id": str(discord.people["Basho"].id), "name": "Face"}
        assert (await page.do("POST", "Ada", "menus", json=face))[0] == 200
        await discord.until(lambda m: m.content.startswith("Basho "))

        asked = await ada.invoke(dreams, "choose")
        await asked.outcome()
        menu = place | {"message_id": str(asked.original.id), "custom_id": "mood"}
        assert (await page.do("POST", "Ada", "components", json=menu | {"values": ["odd"]}))[0] == 200
        await discord.until(lambda m: m.content == "mood odd")
        status, refused = await page.do("POST", "Ada", "components", json=menu | {"values": ["sad"]})
        assert (status, refused) == (400, {"message": "“sad” is no choice in “mood”."})

        opened = await ada.invoke(dreams, "fine")
        await opened.outcome()
        while "modal" not in (event := await page.event("INTERACTION")):
            pass
        assert (event["id"], event["modal"]["title"]) == (str(opened.id), "Fine settings")
        values = {"values": {"preset": ["dogs"], "why": "so"}}
        files = {"option:picture#0": sky, "option:picture#1": sky}
        assert (await page.do("POST", "Ada", f"forms/{opened.id}", data=form(values, **files)))[0] == 200
        await discord.until(lambda m: m.content == f"5 dogs 'so' [] [{len(sky)}, {len(sky)}]")
        assert await page.do("POST", "Ada", "forms/5", data=form(values)) == (404, {"message": "That form is too old."})


async def test_the_page_sees_channels_and_roles_change(discord, bot):
    let_the_bot(discord, Permissions.MANAGE_CHANNELS | Permissions.MANAGE_ROLES)
    async with browser(discord) as page:
        await bot.get_channel(discord.channels["dreams"].id).edit(topic="Only cats.")
        assert (await page.event("CHANNEL"))["channel"]["topic"] == "Only cats."
        role = await bot.guilds[0].create_role(name="winner")
        assert [each["name"] for each in (await page.event("GUILD"))["roles"]][-1] == "winner"
        await role.delete()
        assert [each["name"] for each in (await page.event("GUILD"))["roles"]] == ["@everyone", "Pareidolia"]


async def test_a_channel_is_hidden_from_those_who_may_not_see_it(discord, dreams, basho):
    async with browser(discord) as page:
        discord.world.overwrite(dreams, basho.id, deny=Permissions.VIEW_CHANNEL)
        assert (await page.event("CHANNEL"))["channel"]["hidden_from"] == [str(basho.id)]


async def test_servers_are_founded_from_the_browser_and_the_bot_is_in_them(discord, bot):
    async with browser(discord) as page:
        status, founded = await page.do("POST", "Basho", "guilds", json={"name": " Cloud Watchers "})
        assert (status, founded["name"]) == (200, "Cloud Watchers")
        assert (await page.event("GUILD"))["id"] == founded["id"]
        where = founded["channels"][0]["id"]
        _, said = await page.do("POST", "Ada", "messages", data=form({"channel_id": where, "content": "!counter"}))
        answered = await discord.until(lambda m: m.content == "counted 0")
        assert str(answered.channel.id) == said["channel_id"] == where
        assert answered.channel.guild.owner.global_name == "Basho"
        for name, sentence in (
            ("Cloud Watchers", "There is a server with that name already."),
            ("x", "A server's name has 2 to 100 letters."),
        ):
            assert await page.do("POST", "Ada", "guilds", json={"name": name}) == (400, {"message": sentence})


async def test_editing_threads_and_older_messages_from_the_browser(discord):
    dreams, ada = discord.channels["dreams"], discord.people["Ada"]
    said = [await ada.say(dreams, str(number)) for number in range(SHOWN + 10)]
    async with browser(discord) as page:
        hello = await page.event("HELLO")
        known = hello["messages"][str(dreams.id)]
        assert (len(known), hello["older"]) == (SHOWN, [str(dreams.id)])
        status, found = await page.do("GET", "Ada", f"history/{dreams.id}?before={known[0]['id']}")
        assert (status, [each["content"] for each in found["messages"]]) == (200, [str(n) for n in range(10)])
        assert not found["older"]

        (eye,) = discord.world.guild.emojis.values()
        curators = roster.create_role(discord.world, discord.world.guild, "curators")
        words = {"content": "changed @Basho :dreaming_eye: @Curators @nobody"}
        place = f"messages/{dreams.id}/{said[-1].id}"
        assert (await page.do("PATCH", "Ada", place, json=words))[0] == 200
        assert said[-1].content == f"changed {discord.people['Basho'].mention} {eye} {curators.mention} @nobody"
        status, refused = await page.do("PATCH", "Chidi", place, json=words)
        assert (status, refused) == (403, {"message": "You can only edit your own messages."})

        on = {"channel_id": str(dreams.id), "message_id": str(said[0].id), "to": str(ada.direct.id)}
        _, sent = await page.do("POST", "Ada", "forwards", json=on)
        assert (sent["channel_id"], sent["message_snapshots"][0]["message"]["content"]) == (on["to"], "0")
        (sticker,) = discord.world.guild.stickers.values()
        payload = {"channel_id": str(dreams.id), "sticker_ids": [str(sticker.id)]}
        _, sent = await page.do("POST", "Ada", "messages", data=form(payload))
        assert [each["name"] for each in sent["sticker_items"]] == ["Awake"]

        wanted = {"channel_id": str(dreams.id), "message_id": str(said[0].id), "name": "deeper"}
        _, thread = await page.do("POST", "Ada", "threads", json=wanted)
        assert (thread["name"], thread["parent_id"]) == ("deeper", str(dreams.id))
        assert (await page.event("CHANNEL"))["channel"]["id"] == thread["id"] == str(said[0].id)
        status, refused = await page.do("POST", "Ada", "threads", json=wanted)
        assert (status, refused) == (400, {"message": "That message has a thread already."})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Host": "localhost:1234", "Origin": "http://localhost:1234"}, 200),
        ({"Host": "10.0.0.7"}, 403),
    ],
)
async def test_only_the_page_itself_may_talk(discord, headers, status):
    ada, dreams = discord.people["Ada"], discord.channels["dreams"]
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(
            f"{discord.url}/page/api/people/{ada.id}/messages",
            data=form({"channel_id": str(dreams.id), "content": "hello"}),
        ) as response:
            assert response.status == status
        if status == 200:
            async with session.ws_connect(f"{discord.url}/page/live") as socket:
                assert (await socket.receive_json())["t"] == "HELLO"
        else:
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(f"{discord.url}/page/live")
            async with session.get(f"{discord.url}/") as response:
                assert response.status == status
    assert len(dreams.messages) == (status == 200)


async def test_addresses_follow_the_name_the_page_was_opened_by(discord, sky):
    await discord.people["Ada"].say(discord.channels["dreams"], files=[("sky.png", sky)])
    headers = {"Host": "localhost:1234"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.ws_connect(f"{discord.url}/page/live") as socket,
    ):
        hello = (await socket.receive_json())["d"]
    (message,) = hello["messages"][str(discord.channels["dreams"].id)]
    assert message["attachments"][0]["url"].startswith("http://localhost:1234/attachments/")


async def test_files_of_the_page_and_nothing_else(discord):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{discord.url}/") as response:
            assert response.content_type == "text/html"
            assert response.headers["Cache-Control"] == "no-store"
        async with session.get(f"{discord.url}/page/main.js") as response:
            assert response.content_type.endswith("/javascript")
        for path in ("/page/..%2Fpage.py", "/page/nothing.js", "/page/%2Fetc%2Fpasswd", "/page/style"):
            async with session.get(discord.url + path) as response:
                assert response.status == 404


async def test_what_people_upload_does_not_run_in_the_page(discord):
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    said = await discord.people["Ada"].say(discord.channels["dreams"], files=[("eye.svg", script)])
    async with (
        aiohttp.ClientSession() as session,
        session.get(discord.world.attachments.url(said.attachments[0])) as response,
    ):
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response.headers["Content-Security-Policy"]


async def test_the_api_wants_the_token(discord):
    async with aiohttp.ClientSession() as session:
        for header in ({}, {"Authorization": "Bot wrong"}, {"Authorization": f"Bot {TOKEN}"}):
            async with session.get(f"{discord.url}/api/v10/users/@me", headers=header) as response:
                assert response.status == (200 if TOKEN in str(header) else 401)
                assert response.headers["Content-Type"] == "application/json"
                assert response.headers["Via"]
