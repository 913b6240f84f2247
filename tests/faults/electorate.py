"""The electorate of a festival: people vote in three ways, change their minds, and what they gave is remembered."""

from collections import defaultdict

from tests.faults.notice_board import Contest

HEART = "❤️"
VOTED = (Contest.HEARTS, Contest.PLACES, Contest.PAIRS)

_COMPARED = 3
"""Pairs that each person judges."""


class Electorate:
    """Votes in the open, in private and on pairs; `chance` says what for."""

    def __init__(self, discord, board, people, chance):
        self._discord = discord
        self._pairs = board.numbers[Contest.PAIRS]
        self._booth = board.by_contest("· voting")[Contest.PAIRS]
        self.people = people
        self.chance = chance
        self.entries = {contest: board.entries(contest) for contest in VOTED}
        self.authors = {contest: board.authors(contest) for contest in VOTED}
        self.places = defaultdict(dict)
        """What each has given in private, by place."""
        self.duels = []
        """Winners and losers, by the numbers of the dreams."""

    async def change_minds(self):
        for person in self.people[:2]:
            for message in self.entries[Contest.HEARTS].values():
                reaction = message.reactions.get("❤")
                if reaction and person.id in reaction.users:
                    await person.unreact(message, HEART)
                elif self.chance.random() < 0.5:
                    await person.react(message, HEART)

    async def vote(self, people):
        for person in people:
            for number, message in self.entries[Contest.HEARTS].items():
                if self.chance.random() < 0.2 + 0.08 * number:
                    await person.react(message, HEART)
            for place, number in enumerate(self.chance.sample(sorted(self.entries[Contest.PLACES]), 4), 1):
                # The fourth takes the first place away from the first.
                await self._give(person, number, 1 + (place - 1) % 3)
            await self._compare(person)

    async def _give(self, person, number, place):
        message = self.entries[Contest.PLACES][number]
        pressed = await person.press(
            message, next(each for each in pressable(message).values() if each.endswith(f":{place}"))
        )
        await pressed.outcome()
        if self.authors[Contest.PLACES][number] == person.id:
            assert pressed.original.content.startswith("That dream is your own")
        else:
            given = self.places[person.id]
            for other in [other for other, dream in given.items() if dream == number]:
                del given[other]
            given[place] = number

    async def _compare(self, person):
        opened = await person.press(self._booth, f"challenge:vote:{self._pairs}")
        await opened.outcome()
        ballot = await self._discord.until(
            lambda m: m.ephemeral_for is person.user and bool(m.components) and "better" in m.content
        )
        for _ in range(_COMPARED):
            choices = pressable(ballot)
            one, other = sorted(int(label.split()[1]) for label in choices)
            winner = other if self.chance.random() < other / (one + other) else one
            before = ballot.content, tuple(choices)
            await person.press(ballot, choices[f"Dream {winner}"])
            self.duels.append((winner, one + other - winner))
            ballot = await self._discord.until(
                lambda m, b=before: m is ballot and (m.content, tuple(pressable(m))) != b  # noqa: B023
            )


def pressable(message):
    """The buttons of a message: what stands on each, or what it does where that is a sign, and its id."""
    found = [each for row in message.components for each in row["components"]]
    return {each.get("label") or each["custom_id"]: each["custom_id"] for each in found}
