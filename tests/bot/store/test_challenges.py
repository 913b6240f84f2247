"""Challenges in the store: each deed, each dream and each mark is there once, on SQLite and PostgreSQL alike."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.challenges.ballots import Ballots, Duel, Mark
from bot.challenges.counting import count, valid
from bot.challenges.entries import Entry, Status, Verdict
from bot.challenges.guesses import Guess
from bot.challenges.kinds import Kind
from bot.challenges.objections import (
    EnteredBefore,
    NoSuchEntry,
    NoSuchRuling,
    SolvedAlready,
    TooManyEntries,
    TooManyGuesses,
)
from bot.challenges.phases import Doing, Phase, Timetable, cancel, step
from bot.challenges.ranking import rank
from bot.challenges.refusals import TooManyChallenges, WrongPhase
from bot.challenges.rules import Limits, Rules
from bot.challenges.season import Finish, leaderboard
from bot.store import opening
from bot.store.challenges import Plan
from bot.store.entries import Submission
from bot.store.outcomes import Result
from bot.store.shards import Shards

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TIMES = Timetable(NOON, NOON + 2 * DAY, NOON + 3 * DAY)
RULES = Rules(kind=Kind.SAME_PICTURE, presets=("animals",))
PLAN = Plan(server=5, channel=6, host=7, rules=RULES, picture="p" * 64)


async def opened(store, now=NOON):
    """A challenge, and how it stands by then."""
    contest = await store.challenges.open(PLAN, TIMES, Limits())
    after, actions = step(contest.course, now)
    assert await store.challenges.advance(contest.course, after, actions)
    return await store.challenges.get(contest.id)


def dream(job="j" * 12, author=1, number=0):
    entry = Entry(0, author, "animals", NOON + timedelta(minutes=number))
    return Submission(entry, 1, job, "d" * 64, "p" * 64)


async def test_a_challenge_comes_back_as_it_was_planned(store):
    contest = await opened(store)
    assert (contest.server, contest.channel, contest.host, contest.rules, contest.picture) == (
        PLAN.server,
        PLAN.channel,
        PLAN.host,
        PLAN.rules,
        PLAN.picture,
    )
    assert (contest.course.phase, contest.course.timetable) == (Phase.ENTRIES, TIMES)
    assert await store.challenges.under_way(5) == await store.challenges.under_way() == [contest]
    assert await store.challenges.under_way(55) == []
    assert await store.challenges.get(99) is None


async def test_of_several_processes_the_one_whose_server_it_is_keeps_the_time_of_a_challenge(tmp_path, database):
    async with opening.opened(tmp_path / "data", database) as store:
        contest = await opened(store, NOON + 3 * DAY)
        deeds = await store.challenges.waiting(NOON + 3 * DAY)
        assert deeds
    for shard in (0, 1):
        async with opening.opened(tmp_path / f"data-{shard}", database, Shards((shard,), 2)) as store:
            mine = (PLAN.server >> 22) % 2 == shard
            assert await store.challenges.in_hand() == ([contest] if mine else [])
            assert await store.challenges.waiting(NOON + 3 * DAY) == (deeds if mine else [])
            assert await store.challenges.under_way() == [contest]


async def test_no_more_are_open_than_may_be_and_a_cancelled_one_makes_room(store):
    limits = Limits(per_server=2, per_host=1)
    contest = await store.challenges.open(PLAN, TIMES, limits)
    with pytest.raises(TooManyChallenges, match="You host"):
        await store.challenges.open(PLAN, TIMES, limits)
    await store.challenges.open(replace(PLAN, host=8), TIMES, limits)
    with pytest.raises(TooManyChallenges, match="in this server"):
        await store.challenges.open(replace(PLAN, host=9), TIMES, limits)
    course, action = cancel(contest.course, NOON)
    assert await store.challenges.advance(contest.course, course, [action])
    await store.challenges.open(PLAN, TIMES, limits)


async def test_of_two_loops_that_move_a_challenge_on_only_one_does_and_each_deed_is_there_once(store):
    contest = await store.challenges.open(PLAN, TIMES, Limits())
    after, actions = step(contest.course, NOON)
    moves = (store.challenges.advance(contest.course, after, actions) for _ in range(3))
    assert sorted(await asyncio.gather(*moves)) == [False, False, True]
    assert [deed.action for deed in await store.challenges.waiting(NOON)] == list(actions)


async def test_a_reminder_that_was_given_is_remembered(store):
    contest = await opened(store)
    course, actions = step(contest.course, NOON + DAY)
    assert [action.doing for action in actions] == [Doing.REMIND_HALF]
    assert await store.challenges.advance(contest.course, course, actions)
    contest = await store.challenges.get(contest.id)
    assert contest.course == course
    assert step(contest.course, NOON + DAY) == (course, ())


async def test_a_deed_is_one_loops_until_its_lease_runs_out_and_nobodys_once_it_is_done(store):
    await opened(store)
    (deed,) = await store.challenges.waiting(NOON)
    claims = await asyncio.gather(*(store.challenges.claim(deed, NOON + DAY) for _ in range(3)))
    assert sorted(claims) == [False, False, True]
    assert await store.challenges.waiting(NOON + DAY / 2) == []
    (again,) = await store.challenges.waiting(NOON + DAY)
    assert (again.action, again.attempts) == (deed.action, 1)
    assert await store.challenges.claim(again, NOON + 2 * DAY)
    await store.challenges.fulfil(again, NOON + DAY)
    assert await store.challenges.waiting(NOON + 3 * DAY) == []


async def test_the_later_deeds_of_a_challenge_wait_until_one_is_done_also_where_nobody_is_at_it(store):
    contest = await opened(store)
    (opening,) = await store.challenges.waiting(NOON)
    assert await store.challenges.claim(opening, NOON + 2 * DAY)
    course, actions = step(contest.course, NOON + DAY)
    assert await store.challenges.advance(contest.course, course, actions)
    assert await store.challenges.waiting(NOON + DAY) == []
    (again,) = await store.challenges.waiting(NOON + 2 * DAY)
    assert again.action == opening.action
    await store.challenges.fulfil(again, NOON + 2 * DAY)
    assert [deed.action for deed in await store.challenges.waiting(NOON + 2 * DAY)] == list(actions)


async def test_a_dream_enters_once_and_nobody_more_often_than_they_may_also_at_the_same_time(store):
    contest = await opened(store)
    tries = [store.entries.add(contest, dream(f"{number:012}", author=1)) for number in range(4)]
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, TooManyEntries) for each in done) == 3
    (entered,) = await store.entries.of(contest.id)
    with pytest.raises(EnteredBefore):
        await store.entries.add(contest, dream(entered.job, author=2))


async def test_nobody_enters_once_the_vote_has_begun_whatever_they_saw_before(store):
    contest = await opened(store)
    course, actions = step(contest.course, NOON + 2 * DAY)
    assert await store.challenges.advance(contest.course, course, actions)
    with pytest.raises(WrongPhase, match="in the vote"):
        await store.entries.add(contest, dream())


async def test_rulings_are_kept_with_their_reasons(store):
    contest = await opened(store)
    entered = await store.entries.add(contest, dream())
    ruled, ruling = await store.entries.rule(entered.entry.id, Verdict.DISQUALIFY, 99, NOON, "no dream")
    assert ruled.entry.status is Status.DISQUALIFIED
    assert (await store.entries.of(contest.id))[0].entry.status is Status.DISQUALIFIED
    assert await store.entries.rulings(contest.id) == [ruling]
    with pytest.raises(NoSuchRuling):
        await store.entries.rule(entered.entry.id, Verdict.WITHDRAW, 1, NOON)
    with pytest.raises(NoSuchEntry):
        await store.entries.rule(12345, Verdict.WITHDRAW, 1, NOON)


async def test_a_vote_is_there_once_and_a_recount_replaces_what_was_known(store):
    contest = await opened(store)
    one = (await store.entries.add(contest, dream("a" * 12, author=1))).entry.id
    two = (await store.entries.add(contest, dream("b" * 12, author=2))).entry.id
    for mark in (Mark(8, one), Mark(8, one), Mark(9, one), Mark(8, two, 2), Mark(9, two, 3)):
        await store.votes.mark(mark)
    await store.votes.unmark(Mark(9, one))
    await store.votes.clear(two, 3)
    assert await store.votes.ballots(contest.id) == Ballots(frozenset({Mark(8, one), Mark(8, two, 2)}))
    await store.votes.recount(one, {Mark(5, one), Mark(6, one)})
    await store.votes.clear(two, None)
    assert await store.votes.ballots(contest.id) == Ballots(frozenset({Mark(5, one), Mark(6, one)}))
    await store.votes.recount(one, [])
    assert await store.votes.ballots(contest.id) == Ballots()


async def test_a_second_answer_about_the_same_two_replaces_the_first(store):
    contest = await opened(store)
    one = (await store.entries.add(contest, dream("a" * 12, author=1))).entry.id
    two = (await store.entries.add(contest, dream("b" * 12, author=2))).entry.id
    for duel in (Duel(8, one, two), Duel(8, two, one), Duel(9, one, two), Duel(9, one, two)):
        await store.votes.prefer(duel)
    assert (await store.votes.ballots(contest.id)).duels == {Duel(8, two, one), Duel(9, one, two)}
    await store.outcomes.forget(8)
    assert (await store.votes.ballots(contest.id)).duels == {Duel(9, one, two)}
    await store.outcomes.forget(1)
    assert await store.votes.ballots(contest.id) == Ballots()


async def test_an_entry_keeps_its_number_and_is_found_by_its_message(store):
    contest = await opened(store)
    entered = await store.entries.add(contest, dream())
    await store.entries.numbered({entered.entry.id: 3})
    await store.entries.numbered({entered.entry.id: 4})
    await store.entries.shown(entered.entry.id, 60, 61)
    found = await store.entries.shown_in(61)
    assert found == replace(entered, number=3, channel=60, message=61)
    assert await store.entries.shown_in(62) is None


async def test_pictures_are_needed_until_nothing_is_to_be_done_any_more(store):
    contest = await opened(store)
    await store.entries.add(contest, dream())
    (opening,) = await store.challenges.waiting(NOON)
    await store.challenges.fulfil(opening, NOON)
    assert await store.challenges.pictures() == {"p" * 64}
    course, action = cancel(contest.course, NOON)
    assert await store.challenges.advance(contest.course, course, [action])
    assert await store.entries.pictures() == {"d" * 64, "p" * 64}
    (last,) = await store.challenges.waiting(NOON)
    await store.challenges.fulfil(last, NOON)
    assert await store.entries.pictures() == await store.challenges.pictures() == set()


async def test_what_was_decided_stays_and_forgetting_moves_nobody(store):
    contest = await opened(store)
    for job, author in (("a" * 12, 1), ("b" * 12, 2)):
        await store.entries.add(contest, dream(job, author))
    one, two = (each.entry for each in await store.entries.of(contest.id))
    for voter in (8, 9, 2):
        await store.votes.mark(Mark(voter, one.id))
    await store.votes.mark(Mark(1, two.id))
    scores = count(valid(await store.votes.ballots(contest.id), (one, two), {1, 2, 8, 9}), (one, two), RULES)
    standings = rank(scores, (one, two), RULES.ties)
    results = [Result(each.entry, Finish(each.author, each.place, each.votes, "animals"), 3.0) for each in standings]
    assert await store.outcomes.decide(contest.id, results, NOON)
    assert not await store.outcomes.decide(contest.id, results[::-1], NOON + DAY)
    assert await store.outcomes.results(contest.id) == results
    assert [(line.person, line.points) for line in leaderboard(await store.outcomes.of_server(5))] == [(1, 11), (2, 8)]
    await store.outcomes.forget(1)
    left = await store.outcomes.results(contest.id)
    assert [(each.entry, each.finish.person, each.finish.place) for each in left] == [(one.id, None, 1), (two.id, 2, 2)]
    assert [(line.person, line.points) for line in leaderboard(await store.outcomes.of_server(5))] == [(2, 8)]
    assert [each.entry.author for each in await store.entries.of(contest.id)] == [2]
    assert await store.votes.ballots(contest.id) == Ballots()


async def test_nobody_guesses_more_often_than_they_may_also_at_the_same_time(store):
    rules = Rules(kind=Kind.BLIND, answers=("cat",), entries_per_person=2)
    contest = await store.challenges.open(replace(PLAN, rules=rules), Timetable(NOON, NOON + DAY), Limits())
    with pytest.raises(WrongPhase, match="announced"):
        await store.guesses.add(contest, Guess(0, 1, "dog", NOON))
    await store.challenges.advance(contest.course, *step(contest.course, NOON))
    done = await asyncio.gather(
        *(store.guesses.add(contest, Guess(0, 1, "dog", NOON)) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(each, TooManyGuesses) for each in done) == 2
    await store.guesses.add(contest, Guess(0, 2, "a cat", NOON))
    with pytest.raises(SolvedAlready):
        await store.guesses.add(contest, Guess(0, 2, "a cat", NOON))
    assert [(guess.person, guess.words) for guess in await store.guesses.of(contest.id)] == [
        (1, "dog"),
        (1, "dog"),
        (2, "a cat"),
    ]
    await store.outcomes.forget(1)
    assert [guess.person for guess in await store.guesses.of(contest.id)] == [2]
