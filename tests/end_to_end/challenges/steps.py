"""What people do in challenges, again and again."""

import asyncio

from tests.end_to_end.conftest import is_dream

HEART = "❤️"


async def answer(discord, asked):
    return await discord.until(lambda m: m.author.bot and m.referenced is asked, after=asked)


async def begin(discord, host, dreams, words, files=()):
    """Hold a challenge and return its announcement."""
    asked = await host.say(dreams, f"!challenge start {words}", files=files)
    await post(host, await answer(discord, asked))
    return await discord.until(lambda m: m.author.bot and m.content.endswith("· entries"), after=asked)


async def begin_with_form(discord, host, dreams, form):
    """Hold a challenge with Discord's form and return its announcement."""
    asked = await host.invoke(dreams, "challenge start", form)
    await asked.outcome()
    preview = await discord.until(lambda m: m.ephemeral_for is host.user and "nothing is posted yet" in m.content)
    await post(host, preview)
    return await discord.until(lambda m: m.content.endswith("· entries"), after=preview)


async def post(host, preview):
    """Post what a preview shows."""
    assert "nothing is posted yet" in preview.content
    posted = await host.press(preview, drafted(preview)["post"])
    await posted.outcome()


def drafted(preview):
    """The buttons of a preview: what each does, and the id to press it by."""
    pressable = [each["custom_id"] for row in preview.components for each in row["components"]]
    return {custom_id.split(":")[2]: custom_id for custom_id in pressable}


async def dream(discord, person, dreams, picture=None, reply_to=None):
    files = [("landscape.png", picture)] if picture else []
    asked = await person.say(dreams, "!dream animals", files=files, reply_to=reply_to)
    return await discord.until(lambda m: is_dream(m) and f"<@{person.id}>" in m.content, after=asked)


async def enter(discord, person, dreams, picture):
    """Dream, enter the dream, and return what the bot says to that."""
    mine = await dream(discord, person, dreams, picture)
    asked = await person.say(dreams, "!challenge enter", reply_to=mine)
    return await answer(discord, asked)


async def close(discord, host, dreams, mark):
    """End the phase, and return the notice of what follows."""
    asked = await host.say(dreams, "!challenge close")
    return await discord.until(lambda m: m.author.bot and m.content.endswith(mark), after=asked)


def entries_in(discord, opened):
    """The messages of the entries, by their numbers."""
    thread = discord.world.channel(opened.reference_id)
    shown = [m for m in thread.messages.values() if m.author.bot and m.attachments]
    return {int(m.content.split("**")[1]): m for m in shown}


async def whose(bot, number):
    """Who entered the dream of that number."""
    (found,) = [each for each in await bot.dispatcher.store.entries.of(1) if each.number == number]
    return found.entry.author


async def settled(bot, challenge, count):
    """Wait until so many votes are written down."""
    async with asyncio.timeout(10):
        while len((await bot.dispatcher.store.votes.ballots(challenge)).marks) != count:
            await asyncio.sleep(0)
