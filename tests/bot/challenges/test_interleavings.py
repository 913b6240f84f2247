"""Whatever happens in whatever order, also while the bot is away, the tally is that of an oracle that knows the end."""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.challenges.ballots import Mark
from bot.challenges.counting import count, valid
from bot.challenges.entries import Entry, Verdict
from bot.challenges.kinds import Kind
from bot.challenges.phases import Timetable, step
from bot.challenges.rules import Ballot, Limits, Rules, Voting
from bot.store.challenges import Plan
from bot.store.entries import Submission, standing
from bot.store.opening import opened

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AUTHORS = (1, 2, 3, 1)
PEOPLE = range(1, 7)

people, dreams, places = st.sampled_from(PEOPLE), st.integers(0, len(AUTHORS) - 1), st.integers(1, 3)
happenings = st.lists(
    st.one_of(
        *[st.tuples(st.just("add"), people, dreams, places)] * 4,
        st.tuples(st.just("remove"), people, dreams, places),
        st.tuples(st.just("clear"), people, dreams, places),
        st.tuples(st.sampled_from(["delete", "disqualify"]), people, dreams, places),
        st.tuples(st.sampled_from(["leave", "forget"]), people, dreams, places),
        st.tuples(st.sampled_from(["restart", "go away", "come back"]), people, dreams, places),
    ),
    max_size=40,
)


class Bot:
    """What the bot writes down of what it sees, in a store that outlives it."""

    def __init__(self, rules):
        self.rules = rules
        self.here = True

    async def begin(self, folder):
        self.folder = folder
        await self.wake()
        timetable = Timetable(NOON, NOON + DAY, NOON + 2 * DAY)
        contest = await self.store.challenges.open(Plan(5, 6, 7, self.rules), timetable, Limits())
        await self.store.challenges.advance(contest.course, *step(contest.course, NOON))
        self.challenge, self.entries = contest.id, []
        for number, author in enumerate(AUTHORS):
            new = Submission(Entry(0, author, "animals", NOON), contest.id, f"{number:012}", "d" * 64, None)
            self.entries.append((await self.store.entries.add(contest, new)).entry.id)

    async def wake(self):
        self.stack = AsyncExitStack()
        self.store = await self.stack.enter_async_context(opened(self.folder))

    async def recount(self, seen):
        for submission in standing(await self.store.entries.of(self.challenge)):
            if not self.rules.in_private:
                marks = {mark for mark in seen if mark.entry == submission.entry.id}
                await self.store.votes.recount(submission.entry.id, marks)

    async def tally(self, admitted):
        entered = [each.entry for each in await self.store.entries.of(self.challenge)]
        scores = count(valid(await self.store.votes.ballots(self.challenge), entered, admitted), entered, self.rules)
        return {self.entries.index(entry): (score.points, score.votes) for entry, score in scores.items()}


class Oracle:
    """Knows what stands there, and counts it by hand."""

    def __init__(self, rules):
        self.rules = rules
        self.stands = set()
        """Voter, dream and place, as everybody could see or was told."""
        self.out = set()
        self.left = set()

    def add(self, voter, dream, place):
        if not self.rules.in_private:
            self.stands.add((voter, dream, place))
        elif (voter, dream, place) in self.stands:
            self.stands.remove((voter, dream, place))
        else:
            if self.rules.voting is Voting.PLACES:
                self.stands = {s for s in self.stands if s[0] != voter or (s[1] != dream and s[2] != place)}
            self.stands.add((voter, dream, place))

    def forget(self, person):
        gone = {dream for dream, author in enumerate(AUTHORS) if author == person}
        self.out |= gone
        self.stands = {s for s in self.stands if s[0] != person and s[1] not in gone}

    def tally(self):
        counted = {}
        for dream, author in enumerate(AUTHORS):
            if dream in self.out:
                continue
            worth = [self.worth(voter, dream) for voter in PEOPLE if voter != author and voter not in self.left]
            counted[dream] = (sum(worth), sum(each > 0 for each in worth))
        return counted

    def worth(self, voter, dream):
        put = sorted(place for who, what, place in self.stands if (who, what) == (voter, dream))
        if self.rules.voting is Voting.HEARTS:
            return min(1, len(put))
        counting = [d for d, author in enumerate(AUTHORS) if d not in self.out and author != voter]
        alone = [place for place in put if [d for d in counting if (voter, d, place) in self.stands] == [dream]]
        return 4 - alone[0] if alone else 0


async def happen(bot, oracle, what, voter, dream, place):
    """Let something happen on Discord, which the bot sees if it is there."""
    private, entry = bot.rules.in_private, bot.entries[dream]
    place = 1 if bot.rules.voting is Voting.HEARTS else place
    mark = Mark(voter, entry, place)
    match what:
        case "add" if private and bot.here and dream not in oracle.out:
            oracle.add(voter, dream, place)
            one_each = bot.rules.voting is Voting.PLACES
            await bot.store.votes.give(bot.challenge, mark, one_each=one_each)
        case "add" if not private and dream not in oracle.out:
            oracle.add(voter, dream, place)
            if bot.here:
                await bot.store.votes.mark(mark)
        case "remove" if not private:
            oracle.stands.discard((voter, dream, place))
            if bot.here:
                await bot.store.votes.unmark(mark)
        case "clear" if not private:
            oracle.stands = {s for s in oracle.stands if s[1] != dream}
            if bot.here:
                await bot.store.votes.clear(entry, None)
        case "delete" | "disqualify" if bot.here and dream not in oracle.out:
            oracle.out.add(dream)
            verdict = Verdict.REMOVE if what == "delete" else Verdict.DISQUALIFY
            await bot.store.entries.rule(entry, verdict, 9, NOON, "")
        case "leave":
            oracle.left.add(voter)
        case "forget" if bot.here:
            oracle.forget(voter)
            await bot.store.outcomes.forget(voter)
        case "restart":
            await bot.stack.aclose()
            await bot.wake()
        case "go away":
            bot.here = False
        case "come back":
            await come_back(bot, oracle)


async def come_back(bot, oracle):
    bot.here = True
    await bot.recount({Mark(voter, bot.entries[dream], place) for voter, dream, place in oracle.stands})


async def live(rules, what_happens):
    """Let all of that happen; return the tally of the bot, and that of the oracle."""
    bot, oracle = Bot(rules), Oracle(rules)
    with tempfile.TemporaryDirectory() as folder:
        await bot.begin(Path(folder))
        try:
            for happening in what_happens:
                await happen(bot, oracle, *happening)
            await come_back(bot, oracle)
            return await bot.tally(set(PEOPLE) - oracle.left), oracle.tally()
        finally:
            await bot.stack.aclose()


@settings(max_examples=12)
@given(st.sampled_from([Voting.HEARTS, Voting.PLACES]), st.sampled_from(Ballot), happenings)
def test_the_tally_is_the_oracles_after_any_interleaving_of_what_can_happen(voting, ballot, what_happens):
    rules = Rules(kind=Kind.SAME_PICTURE, entries_per_person=2, voting=voting, ballot=ballot)
    tally, expected = asyncio.run(live(rules, what_happens))
    assert tally == expected
