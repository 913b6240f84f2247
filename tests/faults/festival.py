"""A festival: challenges of every kind at once, through which the bot is killed in each of their phases.

Nine people take part in each of them, in one as its host alone. What they have done is remembered here and counted by
hand at the end: whatever a person was told is done must count, reactions must count as they stand on Discord, and
nothing may be posted twice.
"""

import asyncio
import contextlib
import random

from tests.end_to_end.challenges.steps import answer, drafted
from tests.end_to_end.conftest import is_dream
from tests.faults.electorate import HEART, VOTED, Electorate
from tests.faults.hand_count import hearts, named, points, strengths, told
from tests.faults.notice_board import Contest, NoticeBoard

PEOPLE = ("Ada", "Basho", "Chidi", "Dalí", "Esther", "Frida", "Gil", "Hokusai", "Isolde")
DEATHS = 6
"""While some challenges are announced, while people enter, while entries are shown, twice in the votes, in results."""

LIMITS = {"challenges_per_server": 10, "challenges_per_host": 10}
"""What the bot needs for it, as settings."""

_STARTS = {
    Contest.HEARTS: "theme: clouds",
    Contest.PLACES: "theme: rain vote: places ballot: private",
    Contest.PAIRS: "vote: pairs",
    Contest.RELAY: "relay: yes",
}
_BLIND = {"answers": "hill, mountain", "entries": 2}


class Festival:
    """Lets people take part in a house, and the bot die; `seed` says who does what."""

    def __init__(self, home, seed=0):
        self.home = home
        self.discord = home.discord
        self.board = NoticeBoard(home)
        self.channel = home.discord.channels["dreams"]
        self.chance = random.Random(seed)  # noqa: S311
        guild = self.discord.world.guild
        self.people = [self.discord.people.get(name) or self.discord.welcome(name, guild) for name in PEOPLE]
        self.host, *self.guests = self.people
        self.deaths = 0
        self.solvers = []
        self.steps = []
        """Who has dreamt which step of the relay."""

    async def hold(self):
        """Let it all happen; return what went wrong."""
        await self._announce()
        await self._enter_all()
        await self._open_votes()
        await self._vote()
        return self._wrong(await self._end())

    def _wrong(self, results):
        words = {contest: notice.content for contest, notice in results.items()}
        film = [each.filename for each in results[Contest.RELAY].attachments]
        solved, gone = words[Contest.BLIND], words[Contest.RELAY]
        given, bot = self.electorate, self.discord.bot_user.id
        told_apart = {
            "hearts": (
                told(words[Contest.HEARTS]),
                hearts(given.entries[Contest.HEARTS], given.authors[Contest.HEARTS], bot),
            ),
            "places": (told(words[Contest.PLACES]), points(given.entries[Contest.PLACES], given.places.values())),
            "pairs": (told(words[Contest.PAIRS]), strengths(given.entries[Contest.PAIRS], given.duels)),
            "who guessed it, in order": (named(solved), [person.id for person in self.solvers]),
            "how many did": (f"{len(self.solvers)} people of {len(self.guests)} guessed it" in solved, True),
            "who went which step": (named(gone), [person.id for person in self.steps]),
            "the way": (f"{len(self.steps)} steps deep" in gone, True),
            "the film": (film, ["way.webp"]),
            "posted twice": (self.board.doubled(), []),
        }
        return [f"{what}: {got} instead of {wanted}" for what, (got, wanted) in told_apart.items() if got != wanted]

    async def _announce(self):
        """The bot dies when some of the challenges are announced, whatever it was told in between."""
        previews = [await self._preview(contest) for contest in Contest]
        count = self.chance.randint(1, len(Contest) - 1)
        async with self._killed_when(lambda: len(self.board.said("· entries")) == count):
            for preview in previews:
                await self.host.press(preview, drafted(preview)["post"])
        for preview in previews:
            if preview.components:
                await (await self.host.press(preview, drafted(preview)["post"])).outcome()
        await self.home.until(lambda: len(self.board.said("· entries")) == len(Contest))
        self.board.announced()

    async def _preview(self, contest):
        if contest is Contest.BLIND:
            form = {"picture": ("dream.png", self.home.picture), **_BLIND}
            asked = await self.host.invoke(self.channel, "challenge start", form)
            await asked.outcome()
            return await self.discord.until(
                lambda m: m.ephemeral_for is self.host.user and "nothing is po" in m.content
            )
        words = _STARTS[contest]
        files = [] if "theme" in words else [("hill.png", self.home.picture)]
        return await answer(self.discord, await self.host.say(self.channel, f"!challenge start {words}", files=files))

    async def _enter_all(self):
        """Half of them have entered, guessed and dreamt a step when the bot dies, and one is about to enter."""
        picture = self.board.announcement(Contest.PAIRS)
        self.dreams = {person: await self._dream(person, picture) for person in self.people}
        self.last = self.board.announcement(Contest.RELAY)
        half, rest = self.people[:4], self.people[4:]
        await self._take_part(half)
        async with self._killed_when(lambda: True):
            number = self.board.numbers[Contest.HEARTS]
            await rest[0].say(self.channel, f"!challenge enter {number}", reply_to=self.dreams[rest[0]])
        await self._take_part(rest)
        await self._guess(self.guests[0], "Mountains!", "That is it!")
        await self._guess(self.guests[1], "a hill", "You have guessed it already")

    async def _take_part(self, people):
        for person in people:
            await self._enter(person)
            await self._dream_on(person)
            if person is self.guests[1] or (person in self.guests[2:] and self.chance.random() < 0.7):
                await self._guess(person, "a hill", "That is it!")
            elif person is not self.host:
                await self._guess(person, "a cat", "No, that is not it")

    async def _dream(self, person, source):
        asked = await person.say(self.channel, "!dream animals", reply_to=source)
        return await self.discord.until(lambda m: is_dream(m) and f"<@{person.id}>" in m.content, after=asked)

    async def _enter(self, person):
        for contest in VOTED:
            number = self.board.numbers[contest]
            asked = await person.say(self.channel, f"!challenge enter {number}", reply_to=self.dreams[person])
            said = (await answer(self.discord, asked)).content
            assert f"is in challenge {number}" in said or "entered already" in said, said

    async def _dream_on(self, person):
        """Let a person dream the next step of the relay."""
        number = self.board.numbers[Contest.RELAY]
        self.last = await self._dream(person, self.last)
        asked = await person.say(self.channel, f"!challenge enter {number}", reply_to=self.last)
        self.steps.append(person)
        said = (await answer(self.discord, asked)).content
        assert f"is step {len(self.steps)} of challenge {number}" in said, said

    async def _guess(self, person, words, answered):
        form = {"words": words, "number": self.board.numbers[Contest.BLIND]}
        asked = await person.invoke(self.channel, "challenge guess", form)
        await asked.outcome()
        assert asked.original.content.startswith(answered), asked.original.content
        if answered == "That is it!":
            self.solvers.append(person)

    async def _open_votes(self):
        """The bot dies while it shows the entries."""
        count = self.chance.randint(1, len(self.people) * len(VOTED) - 1)
        async with self._killed_when(lambda: len(self.board.shown()) == count):
            await self._close(VOTED)
        # What was said to a bot that was dying may have been lost on it.
        await self._close([contest for contest in VOTED if self.board.phase(contest) == "entries"])
        await self.home.until(lambda: len(self.board.said("· voting")) == len(VOTED))
        self.electorate = Electorate(self.discord, self.board, self.people, self.chance)
        assert all(len(entries) == len(self.people) for entries in self.electorate.entries.values())

    async def _close(self, contests):
        for contest in contests:
            await self.host.say(self.channel, f"!challenge close {self.board.numbers[contest]}")

    async def _vote(self):
        """A third of them votes, the bot dies, and so again; meanwhile some change their minds."""
        for start in range(0, len(self.people), 3):
            await self.electorate.vote(self.people[start : start + 3])
            if start:
                async with self._killed_when(lambda: True, meanwhile=self.electorate.change_minds):
                    await self.people[start].react(self.electorate.entries[Contest.HEARTS][1], HEART)
                    # Where they had given that heart before, Discord tells nobody of it.
                    await self.people[start].say(self.channel, "that one!")

    async def _end(self):
        """The bot dies when it has told some of the results; return all of them."""
        count = self.chance.randint(1, len(Contest) - 1)
        async with self._killed_when(lambda: len(self.board.said("· results")) == count):
            await self._close(Contest)
        await self._close([contest for contest in Contest if self.board.phase(contest) != "results"])
        await self.home.until(lambda: len(self.board.said("· results")) == len(Contest))
        return self.board.by_contest("· results")

    @contextlib.asynccontextmanager
    async def _killed_when(self, condition, meanwhile=None):
        """Kill the bot as soon as the condition holds after something was said, and start it again."""
        killed = asyncio.Event()

        def look(_event):
            if not killed.is_set() and condition():
                self.home.bot.kill()
                killed.set()

        self.discord.world.listeners.append(look)
        try:
            yield
            async with asyncio.timeout(60):
                await killed.wait()
        finally:
            self.discord.world.listeners.remove(look)
        await self.home.bot.ended()
        self.deaths += 1
        if meanwhile is not None:
            await meanwhile()
        await self.home.bot.start()
