"""Whatever happens to votes and entries in whatever order, the tally is that of an oracle that counts by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.ballots import (
    Ballots,
    Cleared,
    Duel,
    Left,
    Lifted,
    Mark,
    Marked,
    Placed,
    Preferred,
    Recounted,
    Returned,
    Unmarked,
    after,
    replay,
)
from bot.challenges.counting import count
from bot.challenges.entries import Entry, Status, Verdict, rule
from bot.challenges.forgetting import forget
from bot.challenges.kinds import Kind
from bot.challenges.objections import NoSuchRuling
from bot.challenges.rules import Rules, Voting

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PEOPLE = range(1, 7)
AUTHORS = {11: 1, 12: 2, 13: 3, 14: 1}
MODERATOR = 99

people, entries, places = st.sampled_from(PEOPLE), st.sampled_from(sorted(AUTHORS)), st.integers(1, 3)
happenings = st.lists(
    st.one_of(
        st.tuples(st.just("react"), people, entries, places),
        st.tuples(st.just("take back"), people, entries, places),
        st.tuples(st.just("clear"), entries, st.none() | places),
        st.tuples(st.just("put"), people, entries, places),
        st.tuples(st.just("lift"), people, entries),
        st.tuples(st.just("prefer"), people, entries, entries),
        st.tuples(st.just("leave"), people),
        st.tuples(st.just("return"), people),
        st.tuples(st.just("delete"), entries),
        st.tuples(st.just("disqualify"), entries),
        st.tuples(st.just("reinstate"), entries),
        st.tuples(st.just("forget"), people),
        st.tuples(st.just("replay")),
        st.tuples(st.just("sleep")),
        st.tuples(st.just("wake")),
    ),
    max_size=60,
)


class World:
    """Discord and the people, as they are; the oracle looks at nothing else."""

    def __init__(self):
        self.reactions = []
        self.answers = {}
        self.gone = []
        self.status = dict.fromkeys(AUTHORS, "in")

    def happens(self, what, *args):
        match what, args:
            case "react", (who, entry, place) if self.there(entry) and (who, entry, place) not in self.reactions:
                self.reactions.append((who, entry, place))
            case "take back", (who, entry, place) if (who, entry, place) in self.reactions:
                self.reactions.remove((who, entry, place))
            case "clear", (entry, place):
                self.reactions = [r for r in self.reactions if not (r[1] == entry and place in (None, r[2]))]
            case "put", (who, entry, place) if self.there(entry):
                self.reactions = [r for r in self.reactions if r[0] != who or (r[1] != entry and r[2] != place)]
                self.reactions.append((who, entry, place))
            case "lift", (who, entry):
                self.reactions = [r for r in self.reactions if r[:2] != (who, entry)]
            case "prefer", (who, winner, loser) if winner != loser and self.there(winner) and self.there(loser):
                self.answers[who, min(winner, loser), max(winner, loser)] = winner
            case "leave", (who,) if who not in self.gone:
                self.gone.append(who)
            case "return", (who,) if who in self.gone:
                self.gone.remove(who)
            case "delete", (entry,) if self.status.get(entry) == "in":
                self.status[entry] = "deleted"
            case "disqualify", (entry,) if self.status.get(entry) == "in":
                self.status[entry] = "disqualified"
            case "reinstate", (entry,) if self.status.get(entry) in ("deleted", "disqualified"):
                self.status[entry] = "in"
            case "forget", (who,):
                theirs = [entry for entry, author in AUTHORS.items() if author == who]
                for entry in theirs:
                    self.status.pop(entry, None)
                self.reactions = [r for r in self.reactions if r[0] != who and r[1] not in theirs]
                self.answers = {k: v for k, v in self.answers.items() if k[0] != who and not set(k[1:]) & set(theirs)}
                self.gone = [person for person in self.gone if person != who]
            case _:
                return False
        return True

    def there(self, entry):
        return entry in self.status

    def tally(self, voting, barred, leavers_count):
        """Points and votes of each entry, found the slow way."""
        tally = {}
        for entry in (e for e, status in self.status.items() if status == "in"):
            given = [self.worth(voting, who, entry) for who in self.voters(barred, leavers_count, entry)]
            tally[entry] = (sum(given), sum(points > 0 for points in given))
        return tally

    def voters(self, barred, leavers_count, entry):
        return [
            who
            for who in PEOPLE
            if who not in barred and AUTHORS[entry] != who and (leavers_count or who not in self.gone)
        ]

    def worth(self, voting, who, entry):
        """What a voter gives an entry."""
        put = [place for voter, about, place in self.reactions if (voter, about) == (who, entry)]
        if voting is Voting.HEARTS:
            return 1 if put else 0
        for place in sorted(put):
            rivals = {
                about
                for voter, about, other in self.reactions
                if voter == who and other == place and self.status.get(about) == "in" and AUTHORS[about] != who
            }
            if rivals == {entry}:
                return 4 - place
        return 0

    def duels(self, barred, leavers_count):
        """How many counting duels each entry won and fought."""
        fought = {entry: [0, 0] for entry, status in self.status.items() if status == "in"}
        for (who, one, other), winner in self.answers.items():
            both_in = one in fought and other in fought
            if both_in and all(who in self.voters(barred, leavers_count, entry) for entry in (one, other)):
                fought[winner][0] += 1
                fought[one][1] += 1
                fought[other][1] += 1
        return {entry: tuple(both) for entry, both in fought.items()}


class Subject:
    """The same through the modules under test: a log of events, entries with rulings, ballots."""

    def __init__(self):
        self.ballots = Ballots()
        self.log = []
        self.entries = {e: Entry(e, author, "animals", NOON + timedelta(minutes=e)) for e, author in AUTHORS.items()}
        self.rulings = []
        self.asleep = False

    def notice(self, event):
        self.log.append(event)
        self.ballots = after(self.ballots, event)

    def hears(self, what, *args):
        match what, args:
            case "react", (who, entry, place):
                self.notice(Marked(Mark(who, entry, place)))
            case "take back", (who, entry, place):
                self.notice(Unmarked(Mark(who, entry, place)))
            case "clear", (entry, place):
                self.notice(Cleared(entry, place))
            case "put", (who, entry, place):
                self.notice(Placed(Mark(who, entry, place)))
            case "lift", (who, entry):
                self.notice(Lifted(who, entry))
            case "prefer", (who, winner, loser):
                self.notice(Preferred(Duel(who, winner, loser)))
            case "leave", (who,):
                self.notice(Left(who))
            case "return", (who,):
                self.notice(Returned(who))
            case ("delete" | "disqualify" | "reinstate") as verdict, (entry,):
                spoken = Verdict.REMOVE if verdict == "delete" else Verdict(verdict)
                self.entries[entry], ruling = rule(self.entries[entry], spoken, MODERATOR, NOON, "as it should be")
                self.rulings.append(ruling)
            case "forget", (who,):
                kept, rulings, self.ballots = forget(who, self.entries.values(), self.rulings, self.ballots)
                self.rulings = list(rulings)
                self.entries = {entry.id: entry for entry in kept}
                # The log forgets as well: what is left of it is what makes the ballots that are left.
                self.log = [Recounted({}), *as_events(self.ballots)]

    def wakes(self, world):
        """Read the reactions anew, and ask who is still there."""
        seen = {e: frozenset(Mark(*r) for r in world.reactions if r[1] == e) for e in self.entries}
        self.notice(Recounted(seen))
        for who in PEOPLE:
            self.notice(Left(who) if who in world.gone else Returned(who))


def as_events(ballots):
    return [
        *(Marked(mark) for mark in ballots.marks),
        *(Preferred(duel) for duel in ballots.duels),
        *(Left(person) for person in ballots.away),
    ]


BY_BUTTON = ("put", "lift", "prefer", "forget", "disqualify", "reinstate", "delete")
"""What nobody can do while the bot is down."""


@given(happenings, st.sampled_from([Voting.HEARTS, Voting.PLACES]), st.frozensets(people, max_size=2), st.booleans())
def test_the_tally_is_the_oracles_whatever_happens(happens, voting, barred, leavers_count):
    world, subject = World(), Subject()
    rules = Rules(kind=Kind.SAME_PICTURE, voting=voting, leavers_count=leavers_count)
    for what, *args in happens:
        if what == "sleep":
            subject.asleep = True
        elif what == "wake":
            subject.asleep = False
            subject.wakes(world)
        elif what == "replay":
            assert replay(subject.log) == subject.ballots
        elif not (subject.asleep and what in BY_BUTTON) and world.happens(what, *args) and not subject.asleep:
            subject.hears(what, *args)
        if not subject.asleep:
            scores = count(subject.ballots, subject.entries.values(), rules, lambda who: who not in barred)
            tally = {entry: (score.points, score.votes) for entry, score in scores.items()}
            assert tally == world.tally(voting, barred, leavers_count)


@given(happenings, st.frozensets(people, max_size=2), st.booleans())
def test_duels_count_as_the_oracle_counts_them(happens, barred, leavers_count):
    world, subject = World(), Subject()
    rules = Rules(kind=Kind.SAME_PICTURE, voting=Voting.PAIRS, leavers_count=leavers_count)
    for what, *args in happens:
        if world.happens(what, *args):
            subject.hears(what, *args)
    scores = count(subject.ballots, subject.entries.values(), rules, lambda who: who not in barred)
    expected = world.duels(barred, leavers_count)
    assert {entry: score.votes for entry, score in scores.items()} == {e: fought for e, (_, fought) in expected.items()}
    for entry, (won, fought) in expected.items():
        # Who won all is better than the phantom of strength 1, who lost all is worse, who fought none is its equal.
        if won == fought > 0:
            assert scores[entry].points > 50
        elif won == 0 < fought:
            assert scores[entry].points < 50
        elif fought == 0:
            assert scores[entry].points == pytest.approx(50)


@given(happenings, people)
def test_whoever_is_forgotten_leaves_no_trace_and_a_tally_as_if_they_had_never_been_there(happens, person):
    with_them, without_them = Subject(), Subject()
    with_world, without_world = World(), World()
    without_world.happens("forget", person)
    without_them.hears("forget", person)
    theirs = {entry for entry, author in AUTHORS.items() if author == person}
    for what, *args in happens:
        # A place that somebody moved to an entry that is forgotten does not move back by itself.
        if what in ("sleep", "wake", "replay", "forget", "put"):
            continue
        if with_world.happens(what, *args):
            with_them.hears(what, *args)
        about_them = theirs & set(args) or (args[0] == person and what not in ("clear", "delete", "disqualify"))
        if not about_them and without_world.happens(what, *args):
            without_them.hears(what, *args)
    with_them.hears("forget", person)
    rules = Rules(kind=Kind.SAME_PICTURE, voting=Voting.PLACES)
    assert with_them.ballots == without_them.ballots
    assert count(with_them.ballots, with_them.entries.values(), rules, bool) == count(
        without_them.ballots, without_them.entries.values(), rules, bool
    )
    traces = {(m.voter, AUTHORS[m.entry]) for m in with_them.ballots.marks}
    assert all(person not in trace for trace in traces)
    assert all(AUTHORS[ruling.entry] != person for ruling in with_them.rulings)


@given(st.lists(st.tuples(st.sampled_from(Verdict), st.integers(1, 3)), max_size=12))
def test_every_ruling_is_on_record_and_an_impossible_one_changes_nothing(verdicts):
    entry, rulings = Entry(11, 1, "animals", NOON, Status.PENDING), []
    for verdict, by in verdicts:
        try:
            entry, ruling = rule(entry, verdict, by, NOON, " spam ")
        except NoSuchRuling as refused:
            assert verdict in refused.sentence
            assert entry.status in refused.sentence
        else:
            assert (ruling.verdict, ruling.by, ruling.reason) == (verdict, by, "spam")
            rulings.append(ruling)
    statuses = [Status.PENDING, *(ruling.after for ruling in rulings)]
    assert [ruling.before for ruling in rulings] == statuses[:-1]
    assert entry.status is statuses[-1]


def test_a_place_given_twice_counts_only_once_it_is_given_to_one():
    both = replay([Marked(Mark(5, 11, 1)), Marked(Mark(5, 12, 1)), Marked(Mark(5, 13, 2))])
    rules, entries = Rules(kind=Kind.SAME_PICTURE, voting=Voting.PLACES), Subject().entries.values()
    points = {entry: score.points for entry, score in count(both, entries, rules, bool).items()}
    assert points == {11: 0, 12: 0, 13: 2, 14: 0}
    decided = after(both, Unmarked(Mark(5, 12, 1)))
    assert count(decided, entries, rules, bool)[11].points == 3


def test_votes_for_oneself_by_people_not_admitted_and_by_leavers_do_not_count():
    votes = replay([Marked(Mark(1, 11)), Marked(Mark(4, 11)), Marked(Mark(5, 11)), Marked(Mark(6, 11)), Left(5)])
    rules, entries = Rules(kind=Kind.SAME_PICTURE), Subject().entries.values()
    assert count(votes, entries, rules, lambda who: who != 4)[11].votes == 1
    returned = after(votes, Returned(5))
    assert count(returned, entries, rules, lambda who: who != 4)[11].votes == 2
