"""Routes that discord.py seldom or never takes, and that other clients do: they answer as Discord describes too."""

import aiohttp
import pytest

from bot.playground.permissions import Permissions
from tests.playground.conftest import TOKEN, let_the_bot


@pytest.fixture
async def ask(discord):
    """Ask the API for something, and return what it answers with; it must not refuse."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {TOKEN}"}) as session:

        async def asked(method, path, **body):
            async with session.request(method, f"{discord.url}/api/v10{path}", **body) as response:
                assert response.status < 300, await response.text()
                return await response.json() if response.status != 204 else None

        yield asked


async def test_what_a_guild_has_can_be_asked_for_one_by_one(discord, ask, ada):
    guild = discord.world.guild
    (emoji,), (sticker,) = guild.emojis.values(), guild.stickers.values()
    base = f"/guilds/{guild.id}"
    assert (await ask("GET", f"{base}/emojis/{emoji.id}"))["name"] == "dreaming_eye"
    assert (await ask("GET", f"{base}/stickers/{sticker.id}"))["name"] == "Awake"
    assert (await ask("GET", f"{base}/roles/{guild.id}"))["name"] == "@everyone"
    assert [each["name"] for each in await ask("GET", f"{base}/channels")] == ["dreams", "gallery", "lounge"]
    (found,) = await ask("GET", f"{base}/members/search", params={"query": "da"})
    assert found["user"]["username"] == "dali"
    assert (await ask("GET", "/applications/@me"))["id"] == str(discord.bot_user.id)


async def test_the_commands_of_one_guild_one_by_one(discord, ask):
    base = f"/applications/{discord.bot_user.id}/guilds/{discord.world.guild.id}/commands"
    made = await ask("POST", base, json={"name": "dream", "description": "Dream."})
    assert made["guild_id"] == str(discord.world.guild.id)
    assert await ask("GET", base) == [made]
    assert await ask("GET", f"{base}/{made['id']}") == made
    assert (await ask("PATCH", f"{base}/{made['id']}", json={"description": "Sleep."}))["description"] == "Sleep."
    with pytest.raises(AssertionError, match="50035"):
        await ask("PATCH", f"{base}/{made['id']}", json=["Wake."])
    await ask("DELETE", f"{base}/{made['id']}")
    assert await ask("GET", base) == []


async def test_pins_under_their_older_name(discord, ask, ada):
    dreams = discord.channels["dreams"]
    let_the_bot(discord, Permissions.PIN_MESSAGES)
    said = await ada.say(dreams, "keep this")
    await ask("PUT", f"/channels/{dreams.id}/pins/{said.id}")
    assert [each["content"] for each in await ask("GET", f"/channels/{dreams.id}/pins")] == ["keep this"]
    await ask("DELETE", f"/channels/{dreams.id}/pins/{said.id}")
    assert not said.pinned
    await ask("POST", f"/channels/{dreams.id}/typing")


async def test_those_who_are_in_a_thread(discord, ask, ada):
    chidi = discord.people["Chidi"]
    let_the_bot(discord, Permissions.MANAGE_THREADS)
    thread = await ada.start_thread(discord.channels["dreams"], "deeper")
    members = f"/channels/{thread.id}/thread-members"
    await ask("PUT", f"{members}/@me")
    await ask("PUT", f"{members}/{chidi.id}")
    assert (await ask("GET", f"{members}/{chidi.id}"))["user_id"] == str(chidi.id)
    listed = await ask("GET", members, params={"with_member": "true"})
    assert [each["member"]["user"]["username"] for each in listed] == ["ada", "pareidolia", "chidi"]
    await ask("DELETE", f"{members}/{chidi.id}")
    assert list(thread.joined) == [ada.id, discord.bot_user.id]


async def test_a_follow_up_by_its_id(discord, bot, ask, ada):
    asked = await ada.invoke(discord.channels["dreams"], "dream", {"preset": "eyes"})
    more = await discord.until(lambda m: m.content == "more")
    path = f"/webhooks/{discord.bot_user.id}/{asked.token}/messages/{more.id}"
    assert (await ask("GET", path))["content"] == "more"
    assert (await ask("PATCH", path, json={"content": "less"}))["content"] == "less"
    await ask("DELETE", path)
    assert more.id not in discord.channels["dreams"].messages
