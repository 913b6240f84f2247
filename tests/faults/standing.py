"""What must stand whatever happens: votes that people were told they gave, and a limit that somebody has met."""

import os
import sqlite3
from pathlib import Path

from bot.playground import roster
from tests.end_to_end.challenges.steps import answer, begin, close, dream, entries_in
from tests.end_to_end.conftest import is_dream
from tests.faults.bot_process import MARK

HOURLY = 1000.0
"""Megapixel steps that a person may dream in an hour; far more than anybody here does in one."""
_LITTLE = 0.5 / (0.99 * HOURLY)
"""How much who has had one dream may dream, beside others: nearly an hour passes until there is another one."""


class Poll:
    """A challenge to be voted on in private. It goes on in another channel, so that it is in nobody's way."""

    def __init__(self, home):
        self._home = home
        self._channel = home.discord.channels["lounge"]
        self._may_be = {}
        """What each voter's vote may be by now: the numbers of dreams, as far as they were told."""
        self._shown = {}
        self._voters = []

    async def open(self):
        """Let three people enter, and the vote begin."""
        discord, (host, *others) = self._home.discord, list(self._home.discord.people.values())
        await begin(discord, host, self._channel, "theme: clouds vote: places ballot: private voting: 5d")
        for person in (host, *others[:2]):
            mine = await dream(discord, person, self._channel, self._home.picture)
            await answer(discord, await person.say(self._channel, "!challenge enter", reply_to=mine))
        self._shown = entries_in(discord, await close(discord, host, self._channel, "· voting"))
        self._voters = [discord.welcome(f"voter {number}", self._channel.guild) for number in range(5)]

    async def vote(self, chance):
        """Let somebody give the first place to a dream; whoever is told nothing may have given it or not."""
        voter, number = chance.choice(self._voters), chance.choice(sorted(self._shown))
        before = self._may_be.get(voter.id, {None})
        message = self._shown[number]
        pressable = [each["custom_id"] for row in message.components for each in row["components"]]
        pressed = await voter.press(message, next(each for each in pressable if each.endswith(":1")))
        self._may_be[voter.id] = before | {number} | ({None} if number in before else set())
        await pressed.outcome()
        told = pressed.original.content if pressed.original is not None else ""
        if told.startswith(f"🥇 dream {number}"):
            self._may_be[voter.id] = {number}
        elif told.startswith("You have given nothing"):
            self._may_be[voter.id] = {None}

    def harmed(self):
        """How many votes are not what people were told."""
        query = """SELECT v.voter, e.number FROM challenge_votes v JOIN challenge_entries e ON e.id = v.entry"""
        with sqlite3.connect(self._home.data / "pareidolia.sqlite") as connection:
            rows = connection.execute(query).fetchall()
        given = dict(rows)
        wrong = [voter for voter, numbers in self._may_be.items() if given.get(voter) not in numbers]
        return len(wrong) + len(rows) - len(given) + len(given.keys() - self._may_be.keys())


class Limit:
    """Somebody who has dreamt all that they may."""

    ROLE = "seldom"

    def __init__(self, home):
        self._home = home
        self._channel = home.discord.channels["gallery"]
        self._person = None

    @classmethod
    def settings(cls, discord):
        """The settings of a bot that keeps it."""
        role = roster.create_role(discord.world, discord.world.guild, cls.ROLE)
        return {"person_hourly": HOURLY, "role_weights": f'{{"{role.id}": {_LITTLE}}}'}

    async def meet(self):
        """Let them have their one dream."""
        discord = self._home.discord
        guild = discord.world.guild
        self._person = discord.welcome("Esther", guild)
        (role,) = [role for role in guild.roles.values() if role.name == self.ROLE]
        roster.give(discord.world, guild, self._person.user, role)
        assert is_dream(await dream(discord, self._person, self._channel, self._home.picture))

    async def broken(self):
        """Whether they may dream again by now."""
        files = [("hill.png", self._home.picture)]
        asked = await self._person.say(self._channel, "!dream eyes", files=files)
        told = await answer(self._home.discord, asked)
        return "as much as I can give for now" not in told.content


def processes(data):
    """The processes of the house that lives in this folder."""
    mark = f"{MARK}={data}".encode()
    found = set()
    for each in Path("/proc").iterdir():
        try:
            if each.name.isdigit() and mark in (each / "environ").read_bytes().split(b"\0"):
                found.add(int(each.name))
        except OSError:
            continue  # it has ended, or is none of ours
    return found - {os.getpid()}
