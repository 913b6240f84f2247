"""The votes in the store become what the rules of ballots say, event by event, on SQLite and PostgreSQL alike."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.challenges.ballots import (
    Ballots,
    Cleared,
    Duel,
    Forgotten,
    Mark,
    Marked,
    Preferred,
    Recounted,
    Unmarked,
    after,
)
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


def happening(lots, entries):
    """Any event."""
    entry, voter, place = lots.choice(entries), lots.choice(VOTERS), lots.randint(1, 3)
    other = lots.choice([each for each in entries if each != entry])
    seen = {entry: frozenset(Mark(lots.choice(VOTERS), entry, lots.randint(1, 3)) for _ in range(lots.randrange(5)))}
    marked = [Marked(Mark(voter, entry, place))] * 5
    return lots.choice(
        [
            *marked,
            Unmarked(Mark(voter, entry, place)),
            Preferred(Duel(voter, entry, other)),
            Preferred(Duel(voter, other, entry)),
            Cleared(entry, lots.choice((None, place))),
            Recounted(seen),
            Forgotten(voter),
        ]
    )


async def apply(store, event):
    """Let it happen in the store."""
    match event:
        case Marked(mark):
            await store.votes.mark(mark)
        case Unmarked(mark):
            await store.votes.unmark(mark)
        case Preferred(duel):
            await store.votes.prefer(duel)
        case Cleared(entry, place):
            await store.votes.clear(entry, place)
        case Recounted(seen):
            for entry, marks in seen.items():
                await store.votes.recount(entry, marks)
        case Forgotten(person, _):
            await store.outcomes.forget(person)


@pytest.mark.parametrize("seed", range(3))
async def test_the_store_and_the_rules_agree_after_every_event(store, seed):
    lots = random.Random(seed)  # noqa: S311 - it only has to be the same again
    challenge, entries = await entered(store)
    ballots = Ballots()
    for _ in range(40):
        event = happening(lots, entries)
        await apply(store, event)
        ballots = after(ballots, event)
        assert await store.votes.ballots(challenge) == ballots
    # An author who is forgotten takes all that was said about their entries along.
    theirs = frozenset(entry for entry, author in zip(entries, AUTHORS, strict=True) if author == 101)
    await store.outcomes.forget(101)
    assert await store.votes.ballots(challenge) == after(ballots, Forgotten(101, theirs))
