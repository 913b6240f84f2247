"""Discord misbehaves: dreams arrive all the same, or their card says why not."""

import discord as library
from sqlalchemy.exc import OperationalError

from bot.playground import Playground
from bot.playground.permissions import Permissions
from tests.end_to_end.conftest import TOKEN, at_home, buttons, dreamt, is_card, is_dream

A_MESSAGE = r"/channels/\d+/messages/\d+$"

UNTOLD_LIMIT = 12_000
"""Bytes that a file may have, while the server says that it may have a thousand times as many."""


async def test_rate_limits_on_the_card_do_not_lose_the_dream(discord, bot, ada, dreams, landscape):
    fault = discord.faults.answer("PATCH", A_MESSAGE, 429, times=3, retry_after=0.05)
    asked = await ada.say(dreams, "!dream eyes", files=[("landscape.png", landscape)])
    await discord.until(is_dream, after=asked)
    assert fault.met == 3


async def test_a_server_error_while_delivering_is_tried_again(discord, engine, ada, dreams, landscape):
    async with at_home(discord, engines=(engine.url,), card_interval=60):
        fault = discord.faults.answer("PATCH", A_MESSAGE, 502, times=1, afterwards=True)
        asked = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
        await discord.until(is_dream, after=asked)
        assert fault.met == 1
    assert len([m for m in dreams.messages.values() if m.author.bot]) == 1


async def test_a_connection_that_breaks_while_delivering_is_tried_again(discord, engine, ada, dreams, landscape):
    for afterwards in (False, True):
        async with at_home(discord, engines=(engine.url,), card_interval=60):
            fault = discord.faults.cut("PATCH", A_MESSAGE, afterwards=afterwards)
            asked = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
            await discord.until(is_dream, after=asked)
            assert fault.met == 1
        await discord.bot_gone()


async def test_connections_that_break_under_the_card_do_not_lose_the_dream(discord, bot, ada, dreams, landscape):
    fault = discord.faults.cut("PATCH", A_MESSAGE, times=2)
    asked = await ada.say(dreams, "!dream eyes", files=[("landscape.png", landscape)])
    dream = await discord.until(is_dream, after=asked)
    assert fault.met == 2
    assert not is_card(dream)


async def test_a_slash_command_where_the_bot_sees_nothing_is_refused_before_any_work(
    discord, bot, ada, dreams, landscape
):
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.VIEW_CHANNEL)
    await ada.invoke(dreams, "dream", {"preset": "eyes", "picture": ("landscape.png", landscape)})
    told = await discord.until(lambda m: "View Channel" in m.content)
    assert told.ephemeral_for is ada.user


async def test_a_file_that_is_too_large_is_made_again_smaller_and_the_next_one_small_at_once(engine, landscape):
    async with (
        Playground(TOKEN, upload_limit=UNTOLD_LIMIT) as discord,
        at_home(discord, engines=(engine.url,), card_interval=60) as run,
    ):
        ada, dreams = discord.people["Ada"], discord.channels["dreams"]
        for seed, attempts in ((7, 2), (8, 1)):
            asked = await ada.say(dreams, f"!dream strokes seed {seed}", files=[("landscape.png", landscape)])
            dream = await discord.until(is_dream, after=asked)
            assert len(dream.attachments[0].content) <= UNTOLD_LIMIT
            assert dream.attachments[0].filename == f"strokes-{seed}.webp"
            assert f"-# seed {seed} · " in dream.content
            assert "\n-# To fit: WebP instead of PNG" in dream.content
            job = await run.bot.dispatcher.store.jobs.by_card(dream.id)
            assert job.attempts == attempts


async def test_a_file_that_cannot_be_small_enough_is_said_on_the_card(engine):
    async with (
        Playground(TOKEN, upload_limit=100) as discord,
        at_home(discord, engines=(engine.url,), card_interval=60),
    ):
        ada, dreams = discord.people["Ada"], discord.channels["dreams"]
        asked = await ada.say(dreams, "!dream noise strokes")
        told = await discord.until(lambda m: "Discord would not take the picture" in m.content, after=asked)
        assert not told.components


async def test_a_lost_gateway_in_the_middle_of_a_dream_changes_nothing(discord, engine, ada, dreams, landscape):
    async with at_home(discord, engines=(engine.url,), size=320):
        asked = await ada.say(dreams, "!dream eyes", files=[("landscape.png", landscape)])
        await discord.until(is_card, after=asked)
        await discord.faults.drop_gateway()
        await discord.until(is_dream, after=asked)
        again = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
        assert await discord.until(is_dream, after=again)


async def test_without_the_permission_to_attach_files_the_card_says_what_to_give(discord, bot, ada, dreams, landscape):
    asked = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
    await discord.until(is_card, after=asked)
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.ATTACH_FILES)
    told = await discord.until(lambda m: "Attach Files" in m.content, after=asked)
    assert not told.attachments


async def test_a_channel_where_the_bot_may_not_speak_gets_no_dream_and_the_next_channel_does(
    discord, bot, ada, dreams, landscape, caplog
):
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.SEND_MESSAGES)
    await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
    await ada.say(dreams, "!dream eyez", files=[("landscape.png", landscape)])
    asked = await ada.say(discord.channels["lounge"], "!dream strokes", files=[("landscape.png", landscape)])
    await discord.until(is_dream, after=asked)
    assert not [m for m in dreams.messages.values() if m.author.bot]
    assert "Send Messages" in caplog.text
    assert "Traceback" not in caplog.text


async def test_without_the_permission_to_react_the_dream_still_comes(discord, bot, ada, dreams, landscape, caplog):
    discord.world.overwrite(dreams, discord.bot_user.id, deny=Permissions.ADD_REACTIONS)
    asked = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
    dream = await discord.until(is_dream, after=asked)
    following = await ada.say(discord.channels["lounge"], "!dream strokes", files=[("landscape.png", landscape)])
    await discord.until(lambda m: is_dream(m) and m.reactions, after=following)
    assert not dream.reactions
    assert "Add Reactions" in caplog.text


async def test_what_nobody_foresaw_about_a_card_does_not_hold_up_the_others(
    discord, pretender, ada, basho, dreams, landscape, monkeypatch
):
    send, broken = library.TextChannel.send, []

    async def break_once(self, content, **options):
        if not broken:
            broken.append(content)
            raise RuntimeError("what nobody foresaw")
        return await send(self, content, **options)

    monkeypatch.setattr(library.TextChannel, "send", break_once)
    async with at_home(discord, engines=(pretender(seconds=0.05, slots=1).url,)):
        asked = await ada.say(dreams, "!dream eyes", files=[("landscape.png", landscape)])
        told = await discord.until(lambda m: "my operator can look for" in m.content, after=asked)
        assert "falling asleep" in broken[0]
        asked = await basho.say(dreams, "!dream birds", files=[("landscape.png", landscape)])
        dream = await discord.until(is_dream, after=told)
        assert dream.referenced is asked


async def test_a_store_that_does_not_say_what_else_to_offer_does_not_keep_the_dream_back(
    discord, pretender, ada, dreams, landscape, monkeypatch
):
    async def away(_):
        raise OperationalError("SELECT", {}, OSError("nobody is there"))

    async with at_home(discord, engines=(pretender(seconds=0.05).url,)) as run:
        monkeypatch.setattr(run.bot.dispatcher, "besides", away)
        dream = await dreamt(discord, ada, dreams, landscape)
        assert {"again", "vary", "delete"} <= buttons(dream).keys()


async def test_a_deleted_question_does_not_keep_the_dream_back(discord, bot, ada, dreams, landscape):
    asked = await ada.say(dreams, "!dream strokes", files=[("landscape.png", landscape)])
    await discord.until(is_card, after=asked)
    await ada.delete(asked)
    assert await discord.until(is_dream, after=asked)
