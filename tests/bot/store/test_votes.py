"""The votes in the store are those of a set that is kept by hand, event by event, on SQLite and PostgreSQL alike."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.challenges.ballots import Ballots, Duel, Mark
from bot.challenges.entries import Entry
from bot.challenges.kinds import Kind
from bot.challenges.phases import Timetable, step
from bot.challenges.rules import Limits, Rules
from bot.store.challenges import Plan
from bot.store.entries import Submission

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AUTHORS = (101, 102, 103, 101)
VOTERS = range(1, 6)
EVENTS = (*["mark"] * 5, "unmark", "prefer", "prefer", "clear", "recount", "forget")


async def entered(store):
    """A challenge with an entry of each author, and the entries' numbers."""
    rules = Rules(kind=Kind.SAME_PICTURE, entries_per_person=2)
    timetable = Timetable(NOON, NOON + DAY, NOON + 2 * DAY)
    contest = await store.challenges.open(Plan(5, 6, 7, rules), timetable, Limits())
    await store.challenges.advance(contest.course, *step(contest.course, NOON))
    for number, author in enumerate(AUTHORS):
        new = Submission(Entry(0, author, "animals", NOON), contest.id, f"{number:012}", "d" * 64, None)
        await store.entries.add(contest, new)
    return contest.id, [each.entry.id for each in await store.entries.of(contest.id)]


class Model:
    """What the store should hold."""

    def __init__(self, store):
        self.store = store
        self.marks = set()
        self.answers = {}

    @property
    def ballots(self):
        return Ballots(frozenset(self.marks), frozenset(self.answers.values()))

    async def happens(self, lots, entries):
        """Let something happen here and there."""
        (entry, other), voter, place = lots.sample(entries, 2), lots.choice(VOTERS), lots.randint(1, 3)
        match lots.choice(EVENTS):
            case "mark":
                self.marks.add(Mark(voter, entry, place))
                await self.store.votes.mark(Mark(voter, entry, place))
            case "unmark":
                self.marks.discard(Mark(voter, entry, place))
                await self.store.votes.unmark(Mark(voter, entry, place))
            case "prefer":
                self.answers[voter, frozenset((entry, other))] = Duel(voter, entry, other)
                await self.store.votes.prefer(Duel(voter, entry, other))
            case "clear":
                cleared = lots.choice((None, place))
                self.marks = {m for m in self.marks if m.entry != entry or cleared not in (None, m.place)}
                await self.store.votes.clear(entry, cleared)
            case "recount":
                seen = {Mark(lots.choice(VOTERS), entry, lots.randint(1, 3)) for _ in range(lots.randrange(5))}
                self.marks = {m for m in self.marks if m.entry != entry} | seen
                await self.store.votes.recount(entry, seen)
            case "forget":
                self.marks = {m for m in self.marks if m.voter != voter}
                self.answers = {about: duel for about, duel in self.answers.items() if duel.voter != voter}
                await self.store.outcomes.forget(voter)


@pytest.mark.parametrize("seed", range(3))
async def test_the_store_holds_what_was_put_and_not_taken_back_after_every_event(store, seed):
    lots = random.Random(seed)  # noqa: S311 - it only has to be the same again
    challenge, entries = await entered(store)
    model = Model(store)
    for _ in range(40):
        await model.happens(lots, entries)
        assert await store.votes.ballots(challenge) == model.ballots
    # An author who is forgotten takes all that was said about their entries along.
    theirs = {entry for entry, author in zip(entries, AUTHORS, strict=True) if author == 101}
    await store.outcomes.forget(101)
    assert await store.votes.ballots(challenge) == Ballots(
        frozenset(mark for mark in model.marks if mark.entry not in theirs),
        frozenset(duel for duel in model.answers.values() if not duel.pair & theirs),
    )
