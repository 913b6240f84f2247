"""What the bot keeps of somebody is theirs to have, and theirs alone."""

import json

import pytest

from tests.end_to_end.conftest import at_home, dreamt, file_of, nothing_under_way


@pytest.fixture
async def home(discord, pretender):
    async with at_home(discord, engines=(pretender(seconds=0.05).url,)) as run:
        yield run


def has_file(message):
    return message.author.bot and any("mydata" in each.filename for each in message.attachments)


async def test_it_comes_as_a_file_in_direct_messages_or_for_oneself_alone(discord, home, ada, basho, dreams, landscape):
    hers = await dreamt(discord, ada, dreams, landscape)
    await dreamt(discord, basho, dreams, landscape, "!dream birds")
    await nothing_under_way(home.bot)
    await ada.say(dreams, f"!dreamconfig block <@{basho.id}>")
    asked = await ada.say(dreams, "!mydata")
    letter = await discord.until(lambda m: m.channel is ada.direct and has_file(m))
    assert await discord.until(lambda m: m.channel is dreams and m.content == "I have written to you.", after=asked)
    kept = json.loads(await file_of(discord, letter))
    (job,) = kept["jobs"]
    assert (job["asker"], job["card"], job["preset"]["name"]) == (str(ada.id), str(hers.id), "eyes")
    assert {each["sha256"] for each in kept["pictures"]} == {job["source"], job["result"]}
    assert all(each["bytes"] > 0 for each in kept["pictures"])
    assert kept["blocked_in"] == []
    assert str(basho.id) not in json.dumps(kept)

    await basho.invoke(dreams, "mydata")
    shown = await discord.until(lambda m: m.ephemeral_for is basho.user and has_file(m))
    assert json.loads(await file_of(discord, shown))["blocked_in"] == [str(dreams.guild.id)]


async def test_whoever_takes_no_direct_messages_is_told_another_way(discord, home, basho, dreams):
    basho.close_direct_messages()
    asked = await basho.say(dreams, "!mydata")
    assert await discord.until(lambda m: m.author.bot and "use `/mydata`" in m.content, after=asked)
