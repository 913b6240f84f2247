"""A festival: challenges of every kind at once, through which the bot is killed in each of their phases.

Eight people dream, guess and vote. What they have done is remembered here and counted by hand at the end: whatever a
person was told is done must count, reactions must count as they stand on Discord, and nothing may be posted twice.
"""

import asyncio
import contextlib
import random
import re
import sqlite3
from collections import Counter, defaultdict

from tests.end_to_end.challenges.steps import answer, drafted
from tests.end_to_end.conftest import is_dream

HEART = "❤️"
PEOPLE = ("Ada", "Basho", "Chidi", "Dalí", "Esther", "Frida", "Gil", "Hokusai")
HEARTS, PLACES, PAIRS, BLIND, RELAY = range(1, 6)
STARTS = {
    HEARTS: "theme: clouds",
    PLACES: "theme: rain vote: places ballot: private",
    PAIRS: "vote: pairs",
    RELAY: "relay: yes",
}
LIMITS = {"challenges_per_server": 10, "challenges_per_host": 10}
"""What the bot needs for it, as settings."""
VOTED = (HEARTS, PLACES, PAIRS)
STEPS = 3
COMPARED = 3
"""Pairs that each person judges in a round."""


class Festival:
    """Lets people take part in a house, and the bot die; `seed` says who does what."""

    def __init__(self, home, seed=0):
        self.home = home
        self.discord = home.discord
        self.channel = home.discord.channels["dreams"]
        self.chance = random.Random(seed)  # noqa: S311
        guild = self.discord.world.guild
        self.people = [self.discord.people.get(name) or self.discord.welcome(name, guild) for name in PEOPLE]
        self.host = self.people[0]
        self.deaths = 0
        self.places = defaultdict(dict)
        """What each has given in private, by place."""
        self.duels = []
        """Voter, winner and loser, by the numbers of the dreams."""
        self.solvers = []

    async def hold(self):
        """Let it all happen; return what went wrong."""
        await self._announce()
        await self._enter_all()
        await self._open_votes()
        await self._vote()
        results = await self._end()
        words = {kind: results[number].content for kind, number in self.by_kind.items()}
        film = results[self.by_kind[RELAY]].attachments
        medals = [f"{medal} <@{person}>" for medal, person in zip("🥇🥈", self.solvers, strict=True)]
        told_apart = {
            "hearts": (told(words[HEARTS]), self.hearts()),
            "places": (told(words[PLACES]), self.points()),
            "pairs": (told(words[PAIRS]), self.strengths()),
            "blind": (words[BLIND].splitlines()[1:3], medals),
            "relay": (f"{STEPS} steps deep" in words[RELAY], True),
            "the film": ([each.filename for each in film], ["way.webp"]),
            "posted twice": ([line for line, times in self._notices().items() if times > 1], []),
        }
        return [f"{what}: {got} instead of {wanted}" for what, (got, wanted) in told_apart.items() if got != wanted]

    async def _announce(self):
        """The bot dies when some of the challenges are announced, whatever it was told in between."""
        previews = {number: await self._preview(number) for number in range(1, 6)}
        count = self.chance.randint(1, 4)
        async with self._killed_when(lambda: len(self._said("· entries")) == count):
            for preview in previews.values():
                await self.host.press(preview, drafted(preview)["post"])
        for preview in previews.values():
            if preview.components:
                await (await self.host.press(preview, drafted(preview)["post"])).outcome()
        await self._until(lambda: len(self._said("· entries")) == 5)
        self.opened = {self._number(message): message for message in self._said("· entries")}
        self.by_kind = {self._kind_of(message): number for number, message in self.opened.items()}

    async def _preview(self, kind):
        if kind == BLIND:
            form = {"picture": ("dream.png", self.home.picture), "answers": "hill, mountain", "entries": 2}
            asked = await self.host.invoke(self.channel, "challenge start", form)
            await asked.outcome()
            return await self.discord.until(
                lambda m: m.ephemeral_for is self.host.user and "nothing is po" in m.content
            )
        files = [] if kind in (HEARTS, PLACES) else [("hill.png", self.home.picture)]
        return await answer(
            self.discord, await self.host.say(self.channel, f"!challenge start {STARTS[kind]}", files=files)
        )

    async def _enter_all(self):
        """Everybody dreams; half of them have entered when the bot dies, and one is about to."""
        picture = self.opened[self.by_kind[PAIRS]]
        self.dreams = {}
        for person in self.people:
            self.dreams[person] = await self._dream(person, picture)
        half = len(self.people) // 2
        for person in self.people[:half]:
            await self._enter(person)
        await self._guess(self.people[1], "a dog", "No, that is not it")
        await self._guess(self.people[2], "a hill", "That is it!")
        await self._relay(self.people[1:2])
        async with self._killed_when(lambda: True):
            await self.people[half].say(
                self.channel, f"!challenge enter {HEARTS}", reply_to=self.dreams[self.people[half]]
            )
        for person in self.people[half:]:
            await self._enter(person)
        await self._guess(self.people[1], "Mountains!", "That is it!")
        await self._guess(self.people[2], "a hill", "You have guessed it already")
        await self._relay(self.people[2 : STEPS + 1])

    async def _dream(self, person, source):
        asked = await person.say(self.channel, "!dream animals", reply_to=source)
        return await self.discord.until(lambda m: is_dream(m) and f"<@{person.id}>" in m.content, after=asked)

    async def _enter(self, person):
        for kind in VOTED:
            number = self.by_kind[kind]
            asked = await person.say(self.channel, f"!challenge enter {number}", reply_to=self.dreams[person])
            said = (await answer(self.discord, asked)).content
            assert f"is in challenge {number}" in said or "entered already" in said, said

    async def _guess(self, person, words, told):
        form = {"words": words, "number": self.by_kind[BLIND]}
        asked = await person.invoke(self.channel, "challenge guess", form)
        await asked.outcome()
        assert asked.original.content.startswith(told), asked.original.content
        if told == "That is it!":
            self.solvers.append(person.id)

    async def _relay(self, people):
        """Let each of these people dream a step on."""
        number = self.by_kind[RELAY]
        for person in people:
            self.last = await self._dream(person, getattr(self, "last", self.opened[number]))
            asked = await person.say(self.channel, f"!challenge enter {number}", reply_to=self.last)
            assert f"of challenge {number}" in (await answer(self.discord, asked)).content

    async def _open_votes(self):
        """The bot dies while it shows the entries."""
        count = self.chance.randint(1, 20)
        async with self._killed_when(lambda: len(self._shown_anywhere()) == count):
            for kind in VOTED:
                await self.host.say(self.channel, f"!challenge close {self.by_kind[kind]}")
        # What was said to a bot that was dying may have been lost on it.
        for kind in VOTED:
            if not self._voting(self.by_kind[kind]):
                await answer(self.discord, await self.host.say(self.channel, f"!challenge close {self.by_kind[kind]}"))
        await self._until(lambda: len(self._said("· voting")) == len(VOTED))
        self.notices = {self._number(message): message for message in self._said("· voting")}
        self.entries = {kind: self._entries(self.by_kind[kind]) for kind in VOTED}
        self.authors = {kind: self._authors(self.by_kind[kind]) for kind in VOTED}

    async def _vote(self):
        """Half of them have voted when the bot dies again; some change their minds while it is away."""
        half = len(self.people) // 2
        await self._vote_all(self.people[:half])
        async with self._killed_when(lambda: True, meanwhile=self._change_minds):
            await self.people[half].react(self.entries[HEARTS][1], HEART)
        await self._vote_all(self.people[half:])

    async def _change_minds(self):
        for person in self.people[:2]:
            for message in self.entries[HEARTS].values():
                reaction = message.reactions.get("❤")
                if reaction and person.id in reaction.users:
                    await person.unreact(message, HEART)
                elif self.chance.random() < 0.5:
                    await person.react(message, HEART)

    async def _vote_all(self, people):
        for person in people:
            for number, message in self.entries[HEARTS].items():
                if self.chance.random() < 0.2 + 0.08 * number:
                    await person.react(message, HEART)
            for place, number in enumerate(self.chance.sample(sorted(self.entries[PLACES]), 4), 1):
                # The fourth takes the first place away from the first.
                await self._give(person, number, 1 + (place - 1) % 3)
            await self._compare(person)

    async def _give(self, person, number, place):
        message = self.entries[PLACES][number]
        pressable = [each["custom_id"] for row in message.components for each in row["components"]]
        pressed = await person.press(message, next(each for each in pressable if each.endswith(f":{place}")))
        await pressed.outcome()
        if self.authors[PLACES][number] == person.id:
            assert pressed.original.content.startswith("That dream is your own")
        else:
            given = self.places[person.id]
            for other in [other for other, dream in given.items() if dream == number]:
                del given[other]
            given[place] = number

    async def _compare(self, person):
        opened = await person.press(self.notices[self.by_kind[PAIRS]], f"challenge:vote:{self.by_kind[PAIRS]}")
        await opened.outcome()
        ballot = await self.discord.until(
            lambda m: m.ephemeral_for is person.user and bool(m.components) and "better" in m.content
        )
        for _ in range(COMPARED):
            choices = {each["label"]: each["custom_id"] for row in ballot.components for each in row["components"]}
            one, other = sorted(int(label.split()[1]) for label in choices)
            winner = other if self.chance.random() < other / (one + other) else one
            before = ballot.content, tuple(choices)
            await person.press(ballot, choices[f"Dream {winner}"])
            self.duels.append((person.id, winner, one + other - winner))
            ballot = await self.discord.until(
                lambda m, b=before: m is ballot and (m.content, tuple(_labels(m))) != b  # noqa: B023
            )

    async def _end(self):
        """The bot dies when it has told some of the results."""
        count = self.chance.randint(1, 4)
        async with self._killed_when(lambda: len(self._said("· results")) == count):
            for number in self.opened:
                await self.host.say(self.channel, f"!challenge close {number}")
        for number in self.opened:
            if not self._over(number):
                await answer(self.discord, await self.host.say(self.channel, f"!challenge close {number}"))
        await self._until(lambda: len(self._said("· results")) == 5)
        return {self._number(message): message for message in self._said("· results")}

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

    async def _until(self, condition):
        await self.home.until(condition)

    def _said(self, ending):
        return [m for m in self.home.said() if m.content.endswith(ending)]

    def _notices(self):
        """How often each notice was posted, in the channel and the threads, by the mark that it ends in."""
        said = [*self.home.said(), *self._shown_anywhere()]
        return Counter(m.content.splitlines()[-1] for m in said if "-# challenge" in m.content)

    def _number(self, message):
        return int(re.search(r"-# challenge (\d+) ·", message.content)[1])

    def _kind_of(self, message):
        words = message.content
        known = {"**clouds**": HEARTS, "**rain**": PLACES, "between two": PAIRS, "guess what": BLIND, "deeper": RELAY}
        return next(kind for sign, kind in known.items() if sign in words)

    def _shown_anywhere(self):
        threads = [channel for channel in self.discord.world.channels if channel.id in self._threads()]
        return [m for thread in threads for m in thread.messages.values() if re.search(r"· entry \d+$", m.content)]

    def _threads(self):
        return {message.id for message in self.opened.values()}

    def _entries(self, challenge):
        """The messages of the entries of a challenge, by their numbers; none is there twice."""
        thread = self.discord.world.channel(self.opened[challenge].id)
        shown = [m for m in thread.messages.values() if re.search(r"· entry \d+$", m.content)]
        found = {int(m.content.split("**")[1]): m for m in shown}
        assert len(found) == len(shown) == len(self.people)
        return found

    def _voting(self, number):
        return self._phase(number) == "voting"

    def _over(self, number):
        return self._phase(number) == "results"

    def _phase(self, number):
        return self.rows("SELECT phase FROM challenges WHERE id = ?", number)[0][0]

    def _authors(self, challenge):
        return dict(self.rows("SELECT number, author FROM challenge_entries WHERE challenge = ?", challenge))

    def rows(self, query, *values):
        """What the store says."""
        connection = sqlite3.connect(self.home.data / "pareidolia.sqlite")
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def hearts(self):
        """What each dream has by the reactions that stand under it, counted by hand."""
        own, bot = self.authors[HEARTS], self.discord.bot_user.id
        return {
            number: sum(user not in (own[number], bot) for user in message.reactions["❤"].users)
            for number, message in self.entries[HEARTS].items()
        }

    def points(self):
        """What each dream has by the places that people were told they gave."""
        count = Counter(dict.fromkeys(self.entries[PLACES], 0))
        for given in self.places.values():
            for place, number in given.items():
                count[number] += 4 - place
        return dict(count)

    def strengths(self):
        """How many of a hundred duels each dream would win against an average one: the likeliest, found by ascent.

        With the phantom of strength 1 against which each has won and lost half a duel.
        """
        numbers = sorted(self.entries[PAIRS])
        logit = dict.fromkeys(numbers, 0.0)
        for _ in range(4000):
            slope = {n: 0.5 - _sure(logit[n]) for n in numbers}
            for _, winner, loser in self.duels:
                surprise = 1 - _sure(logit[winner] - logit[loser])
                slope[winner] += surprise
                slope[loser] -= surprise
            for n in numbers:
                logit[n] += 0.1 * slope[n]
        return {n: round(100 * _sure(logit[n])) for n in numbers}


def told(notice):
    """What a notice of results says that each dream has got, by its number."""
    return {
        int(number): int(got) for got, number in re.findall(r"with (?:a strength of )?(\d+) .*\(dream (\d+)\)", notice)
    }


def _sure(logit):
    return 1 / (1 + 2.718281828459045**-logit)


def _labels(message):
    return {each["label"]: each["custom_id"] for row in message.components for each in row["components"]}
