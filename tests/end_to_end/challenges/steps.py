"""What people do in challenges, again and again."""

import asyncio

from tests.end_to_end.conftest import is_dream

HEART = "❤️"


async def answer(discord, asked):
    return await discord.until(lambda m: m.author.bot and m.referenced is asked, after=asked)


async def begin(discord, host, dreams, words):
    """Hold a challenge and return its announcement."""
    asked = await host.say(dreams, f"!challenge start {words}")
    return await discord.until(lambda m: m.author.bot and "· entries" in m.content, after=asked)


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
