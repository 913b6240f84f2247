"""Random schedules of faults against a bot in this process, whose pauses take no time: a thousand in some minutes."""

import asyncio
import contextlib
import random
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.dreams import delivery, posting, reception, unfinished
from bot.playground import Playground
from bot.store.states import State
from tests.end_to_end.conftest import TOKEN, at_home, is_dream
from tests.simulated_engine import Script, SimulatedEngine

PATIENCE = 30.0
_PATHS = {
    "POST": r"/channels/\d+/messages$",
    "PATCH": r"/channels/\d+/messages/\d+$",
    "PUT": r"/channels/\d+/messages/\d+/reactions/",
    "*": r"/channels/",
}


class Hurried:
    """In the place of asyncio: who sleeps wakes at once."""

    def __init__(self, told=lambda slept: None):
        self.slept = 0.0
        self._told = told

    def __getattr__(self, name):
        return getattr(asyncio, name)

    async def sleep(self, seconds):
        self.slept += seconds
        self._told(self.slept)
        await asyncio.sleep(0)

    @contextlib.contextmanager
    def hurrying(self):
        """Let whatever waits for Discord or the store to come back sleep by this clock."""
        with pytest.MonkeyPatch.context() as patch:
            for module in ("discord.http", *(each.__name__ for each in (delivery, posting, reception, unfinished))):
                patch.setattr(f"{module}.asyncio", self)
            yield self


@contextlib.asynccontextmanager
async def fast_house(folder):
    """Give a playground with a bot in it, whose dreams and pauses take next to no time, and its engine."""
    with SimulatedEngine(folder / "engine.sock", Script(seconds=0.02, slots=4)) as engine:
        async with Playground(TOKEN) as discord:
            settings = {"engines": (engine.url,), "card_interval": 0.05, "data": folder / "data"}
            async with at_home(discord, **settings) as run:
                with Hurried().hurrying():
                    yield discord, run, engine


async def play(seed, discord, run, engine, picture, tally):
    """Let one to three people ask while one to four things go wrong; wait until all is over, and count."""
    chance = random.Random(seed)  # noqa: S311
    began, channel = datetime.now(UTC), discord.channels["dreams"]
    for _ in range(chance.randint(1, 4)):
        _plan(chance, discord.faults)
    asked = []
    for _ in range(chance.randint(1, 3)):
        person = chance.choice(list(discord.people.values()))
        asked.append(await person.say(channel, "!dream eyes", files=[("hill.png", picture)]))
        if chance.random() < 0.05:
            discord.faults.ask_to_reconnect()
        if chance.random() < 0.02:
            engine.kill()
            await asyncio.to_thread(engine.start)
    async with asyncio.timeout(PATIENCE):
        jobs = []
        while len(jobs) < len(asked) or not all(job.state.final for job in jobs):
            await asyncio.sleep(0.005)
            jobs = await run.bot.dispatcher.store.jobs.asked_since(began)
    discord.faults.heal()
    shown = Counter(message.reference_id for message in channel.messages.values() if message.author.bot)
    dreams = {message.reference_id for message in channel.messages.values() if is_dream(message)}
    tally.runs += 1
    tally.accepted += len(jobs)
    tally.lost += sum(job.state is not State.DONE or job.question not in dreams for job in jobs)
    tally.doubled += sum(shown[question.id] - 1 for question in asked)


def _plan(chance, faults):
    method, path = chance.choice([*_PATHS.items()])
    times, afterwards = chance.randint(1, 8), chance.random() < 0.3
    if chance.random() < 0.3:
        faults.cut(method, path, times=times, afterwards=afterwards)
    elif (status := chance.choice([429, 500, 502, 503])) == 429:
        faults.answer(method, path, status, times=times, retry_after=chance.uniform(0.1, 600))
    else:
        faults.answer(method, path, status, times=times, afterwards=afterwards)
