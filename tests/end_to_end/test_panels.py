"""The reactions and buttons under a dream: they work for everybody, and go on working when the bot was away."""

from datetime import UTC, datetime

import pytest

from bot.playground import threads
from bot.store.states import State
from tests.end_to_end.conftest import (
    at_home,
    buttons,
    dreamt,
    eventually,
    file_of,
    is_card,
    is_dream,
    nothing_under_way,
    picture_of,
)


@pytest.fixture
def data(tmp_path):
    """A folder that outlives the bot."""
    return tmp_path / "data"


async def state_of(run, card):
    """The state of the job that a card is, or was, of."""
    return (await run.bot.dispatcher.store.jobs.get(buttons(card)["cancel"].split(":")[-1])).state


async def test_a_dream_of_an_earlier_run_can_be_reacted_to_and_dreamt_again_varied_and_deeper(
    discord, engine, data, ada, basho, dreams, landscape
):
    async with at_home(discord, engines=(engine.url,), data=data):
        first = await dreamt(discord, ada, dreams, landscape)
    await discord.bot_gone()
    async with at_home(discord, engines=(engine.url,), data=data):
        await basho.react(first, "🎨")
        strokes = await discord.until(lambda m: is_dream(m, "strokes"), after=first)
        assert strokes.referenced is first
        assert f"<@{basho.id}>" in strokes.content

        answers = {}
        for verb in ("again", "vary", "deeper"):
            pressed = await basho.press(first, buttons(first)[verb])
            assert await pressed.outcome() == "acknowledged"
            answers[verb] = await discord.until(is_dream, after=list(dreams.messages.values())[-1])
        files = {verb: await file_of(discord, dream) for verb, dream in answers.items()}
        assert files["again"] == await file_of(discord, first)
        assert files["vary"] != files["again"]
        assert files["deeper"] not in (files["again"], files["vary"])
        assert (await picture_of(discord, answers["deeper"])).size == (96, 72)


async def test_several_people_with_the_same_wish_each_get_an_answer_from_one_dream(
    discord, pretender, ada, basho, dreams, landscape
):
    engine = pretender(seconds=0.5, slots=2)
    async with at_home(discord, engines=(engine.url,)) as run:
        first = await dreamt(discord, ada, dreams, landscape)
        people = [ada, basho, discord.people["Chidi"]]
        for person in people:
            await person.react(first, "🎨")
        for person in people:
            theirs = await discord.until(lambda m, p=person: is_dream(m, "strokes") and p.user.mention in m.content)
            assert theirs.referenced is first
        everything = await run.bot.dispatcher.store.jobs.asked_since(datetime.fromtimestamp(0, UTC))
        jobs = [job for job in everything if job.preset.name == "strokes"]
        assert len(jobs) == len(people)
        assert sum(job.work is not None for job in jobs) == 1


async def test_a_dream_that_others_wait_for_goes_on_when_the_first_who_asked_stops_it(
    discord, pretender, ada, basho, dreams, landscape
):
    engine = pretender(seconds=1.5)
    async with at_home(discord, engines=(engine.url,)):
        first = await dreamt(discord, ada, dreams, landscape)
        await ada.react(first, "🎨")
        hers = await discord.until(is_card, after=first)
        await basho.react(first, "🎨")
        his = await discord.until(is_card, after=hers)
        await ada.press(hers, buttons(hers)["cancel"])
        assert await discord.until(lambda m: m is hers and "cancelled" in m.content)
        assert await discord.until(lambda m: m is his and is_dream(m))


async def test_the_recipe_is_told_to_whoever_asks_alone(discord, bot, ada, basho, dreams, landscape):
    dream = await dreamt(discord, ada, dreams, landscape)
    await basho.press(dream, buttons(dream)["recipe"])
    told = await discord.until(lambda m: m.ephemeral_for is basho.user and "```json" in m.content)
    assert '"objective"' in told.content
    assert "**eyes** · seed " in told.content
    assert "96 px, and all else as **eyes** always is" in told.content


async def test_a_dream_is_deleted_by_its_asker_and_by_nobody_else(discord, bot, ada, dreams, landscape):
    chidi = discord.people["Chidi"]
    dream = await dreamt(discord, chidi, dreams, landscape)
    basho = discord.people["Basho"]
    await basho.press(dream, buttons(dream)["delete"])
    told = await discord.until(lambda m: m.ephemeral_for is basho.user)
    assert "can delete it" in told.content
    assert dream.id in dreams.messages
    pressed = await chidi.press(dream, buttons(dream)["delete"])
    await pressed.outcome()

    async def forgotten():
        return await bot.dispatcher.store.jobs.by_card(dream.id) is None

    await eventually(forgotten)
    assert dream.id not in dreams.messages


async def test_a_picture_that_is_no_longer_kept_is_said_so(discord, engine, data, ada, basho, dreams, landscape):
    async with at_home(discord, engines=(engine.url,), data=data) as run:
        dream = await dreamt(discord, ada, dreams, landscape)
        job = await run.bot.dispatcher.store.jobs.by_card(dream.id)
        (data / "spool" / job.source).unlink()
        await basho.react(dream, "🎨")
        told = await discord.until(lambda m: "forgotten the picture" in m.content, after=dream)
        assert told.referenced is dream
        await basho.press(dream, buttons(dream)["vary"])
        privately = await discord.until(lambda m: m.ephemeral_for is basho.user)
        assert "forgotten the picture" in privately.content


async def test_a_thread_that_is_deleted_takes_its_dreams_along(discord, pretender, ada, dreams, landscape):
    engine = pretender(seconds=60)
    async with at_home(discord, engines=(engine.url,)) as run:
        said = await ada.say(dreams, "look at this")
        thread = threads.start_from(discord.world, said, ada.user, "hills")
        asked = await ada.say(thread, "!dream eyes", files=[("landscape.png", landscape)])
        card = await discord.until(is_card, after=asked)
        threads.remove(discord.world, thread)
        await nothing_under_way(run.bot)
        assert await state_of(run, card) == State.CANCELLED


async def test_a_server_that_the_bot_leaves_takes_its_dreams_along(discord, pretender, ada, dreams, landscape):
    engine = pretender(seconds=60)
    async with at_home(discord, engines=(engine.url,)) as run:
        asked = await ada.say(dreams, "!dream eyes", files=[("landscape.png", landscape)])
        card = await discord.until(is_card, after=asked)
        discord.world.leave(dreams.guild)
        await nothing_under_way(run.bot)
        assert await state_of(run, card) == State.CANCELLED
