"""Lives of the bot: people ask, it dies, it goes on, and what it had accepted is counted."""

import asyncio
import contextlib
import random
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import Playground
from tests.end_to_end.conftest import buttons, is_card, is_dream
from tests.faults.bot_process import BotProcess
from tests.faults.moments import Ambush, Moment
from tests.faults.standing import Limit, Poll, processes
from tests.faults.troubles import befall
from tests.simulated_engine import SimulatedEngine

DREAM_SECONDS = 0.4
PATIENCE = 60.0
LOOK_SECONDS = 0.1
WAYS = ("message", "command", "reaction")
GOING = 10.0
"""Seconds that a process of a bot that was killed has to end as well."""
PANEL = 6
"""Reactions that stand under each dream."""


@dataclass
class Tally:
    """What became of dreams whose bot died at one moment."""

    runs: int = 0
    accepted: int = 0
    told: int = 0
    """Accepted, and answered with why there is no dream."""
    lost: int = 0
    doubled: int = 0
    votes: int = 0
    """Votes that are not what people were told."""
    limits: int = 0
    """Dreams that somebody had beyond their limit."""
    files: int = 0
    """Files in the spool that nothing refers to."""
    processes: int = 0
    """Processes of a bot that is no more."""
    recoveries: list[float] = field(default_factory=list)
    """Seconds from the start of the next bot, or from the end of the trouble, until the last dream."""

    @property
    def harm(self):
        """All that must not be."""
        return self.lost + self.doubled + self.votes + self.limits + self.files + self.processes


@dataclass
class House:
    """A playground, the bot in it, and what it keeps."""

    discord: Playground
    bot: BotProcess
    engine: SimulatedEngine
    data: Path
    picture: bytes
    children: int = 0
    """Processes that belong to the bot that lives."""

    def __post_init__(self):
        self.people = list(self.discord.people.values())
        self.poll, self.limit = Poll(self), Limit(self)

    async def settle(self):
        """Let a vote begin and somebody meet their limit, which will have to stand."""
        await self.poll.open()
        await self.limit.meet()

    async def die_and_go_on(self, seed, moment, tally):
        """Let people ask, kill the bot at that moment, start it again, wait for all that it had accepted and count."""
        chance = random.Random(seed)  # noqa: S311
        known, said = self.rows().keys(), len(self.said())
        await self.poll.vote(chance)
        await self._let_it_die(chance, moment)
        accepted = self.rows().keys() - known
        began = time.monotonic()
        await self.bot.start()
        await self._all_over(accepted)
        fresh = self.said()[said:]
        await self._count(tally, accepted, fresh, time.monotonic() - began)
        # Nothing was refused, so whatever belongs to no job is one message too many.
        tally.doubled += sum(not jobs_of(message) for message in fresh)

    async def bear(self, seed, which, seconds, tally):
        """Let people ask before, during and after some trouble; wait for all that was accepted and count."""
        chance = random.Random(seed)  # noqa: S311
        known, said = self.rows().keys(), len(self.said())
        await self._ask(chance)
        await self.until(lambda: any(map(is_card, self.said()[said:])))
        befalling = asyncio.create_task(befall(self, which, seconds))
        # It is there from its first step on, which comes before this goes on.
        await asyncio.sleep(0)
        await self._ask(chance)
        await self.poll.vote(chance)
        await befalling
        began = time.monotonic()
        await self.discord.bot_ready(PATIENCE)
        # Who has reacted while the bot was away, and does so again, says nothing new.
        await self._ask(chance, WAYS[:2])
        # What is asked last is answered last: then nothing of what was asked before is still being accepted.
        await self.until(lambda: len(self.rows().keys() - known) >= 2)
        accepted = self.rows().keys() - known
        await self._all_over(accepted)
        await self._count(tally, accepted, self.said()[said:], time.monotonic() - began)

    async def _count(self, tally, accepted, fresh, seconds):
        """Count what became of the accepted jobs, by what was said since."""
        rows = self.rows()
        tally.recoveries.append(seconds)
        tally.runs += 1
        tally.accepted += len(accepted)
        shown = Counter(job for message in fresh for job in jobs_of(message))
        dreams = {job for message in fresh if is_dream(message) for job in jobs_of(message)}
        laid_out = {job for message in fresh if len(message.reactions) >= PANEL for job in jobs_of(message)}
        told = {job for job in accepted if rows[job]["state"] == "failed" and self._is_told(rows[job]["card"])}
        done = {job for job in accepted & dreams & laid_out if rows[job]["state"] == "done"}
        tally.told += len(told)
        tally.lost += len(accepted - done - told)
        tally.doubled += sum(count - 1 for count in shown.values())
        tally.votes += self.poll.harmed()
        tally.limits += await self.limit.broken()
        tally.files += len({path.name for path in (self.data / "spool").iterdir()} - self._keys())
        tally.processes += await self._left_behind()

    async def _left_behind(self):
        """How many processes are there that do not belong to the bot that lives, and do not go either."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOING):
                while len(processes(self.data)) > 1 + self.children:
                    await asyncio.sleep(LOOK_SECONDS)
        return len(processes(self.data)) - 1 - self.children

    def _is_told(self, card):
        """Whether the message says why there is no dream, and shows none."""
        message = self.discord.channels["dreams"].messages.get(card)
        return message is not None and not message.components and " · " in message.content

    def _keys(self):
        """What the rows refer to in the spool."""
        return {key for row in self.rows().values() for key in (row["source"], row["result"]) if key}

    async def _let_it_die(self, chance, moment):
        killed = asyncio.Event()

        def kill():
            self.bot.kill()
            killed.set()

        questions = 2 if moment is Moment.QUEUED else chance.randint(1, 2)
        with Ambush(self.discord, moment, kill):
            for _ in range(questions):
                await self._ask(chance)
            if moment is Moment.ANY:
                asyncio.get_running_loop().call_later(chance.uniform(0, 3 * DREAM_SECONDS), kill)
            elif moment in (Moment.QUEUED, Moment.RUNNING):
                await self.until(lambda: sum(map(is_card, self.said())) >= questions)
                asyncio.get_running_loop().call_later(DREAM_SECONDS / 4, kill)
            async with asyncio.timeout(PATIENCE):
                await killed.wait()
        await self.bot.ended()

    async def _ask(self, chance, ways=WAYS):
        """Ask as people do: with a message, with a slash command or with a reaction."""
        person = chance.choice(self.people)
        channel = self.discord.channels["dreams"]
        latest = next((message for message in reversed(self.said()) if is_dream(message)), None)
        match chance.choice(ways):
            case "command":
                await person.invoke(channel, "dream", {"preset": "eyes", "picture": ("hill.png", self.picture)})
            case "reaction" if latest is not None:
                await person.react(latest, chance.choice(["🐶", "🦜", "🌼"]))
            case _:
                await person.say(channel, "!dream eyes", files=[("hill.png", self.picture)])

    async def _all_over(self, accepted):
        """Wait until nothing of that is unfinished."""
        await self.until(lambda: all(self.rows()[job]["state"] in ("done", "failed", "cancelled") for job in accepted))

    async def until(self, condition):
        """Wait until something that is said makes the condition true."""
        changed = asyncio.Event()

        def listen(_):
            changed.set()

        self.discord.world.listeners.append(listen)
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    changed.clear()
                    # A row is written a moment after what Discord sees, so it is looked at now and then.
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(LOOK_SECONDS):
                            await changed.wait()
        finally:
            self.discord.world.listeners.remove(listen)

    def said(self):
        """All that the bot has said and not deleted, but for *is thinking* of what was never accepted."""
        messages = self.discord.channels["dreams"].messages.values()
        return [
            each for each in messages if each.author is self.discord.bot_user and (each.content or each.attachments)
        ]

    def rows(self):
        """The rows of all jobs, by their ids."""
        path = self.data / "pareidolia.sqlite"
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        try:
            return {
                row["id"]: dict(row) for row in connection.execute("SELECT id, state, card, source, result FROM jobs")
            }
        finally:
            connection.close()


def jobs_of(message):
    """The jobs that a message is the card or the dream of."""
    return {custom_id.split(":")[2] for custom_id in buttons(message).values()}
