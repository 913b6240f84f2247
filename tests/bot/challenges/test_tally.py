"""Whatever people put on which entries, the tally is that of an oracle that counts by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.ballots import Ballots, Duel, Mark
from bot.challenges.counting import count, valid
from bot.challenges.entries import Entry, Status
from bot.challenges.kinds import Kind
from bot.challenges.rules import Rules, Voting

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PEOPLE = range(1, 7)
AUTHORS = {11: 1, 12: 2, 13: 3, 14: 1}

people, numbers = st.sampled_from(PEOPLE), st.sampled_from(sorted(AUTHORS))
marks = st.frozensets(st.builds(Mark, people, numbers, st.integers(1, 3)), max_size=30)
answers = st.dictionaries(
    st.tuples(people, numbers, numbers).filter(lambda about: about[1] < about[2]), st.booleans(), max_size=30
)
"""Of each voter and two entries, whether the first is better."""
statuses = st.fixed_dictionaries(dict.fromkeys(AUTHORS, st.sampled_from([Status.STANDING] * 3 + list(Status))))
welcome = st.frozensets(people, min_size=3)


def entries(status=None):
    """An entry of each author, as they stand."""
    given_status = status or dict.fromkeys(AUTHORS, Status.STANDING)
    return [
        Entry(number, author, "animals", NOON + timedelta(minutes=number), given_status[number])
        for number, author in AUTHORS.items()
    ]


def tally(ballots, entered, voting, admitted):
    """Points and votes of each entry."""
    scores = count(valid(ballots, entered, admitted), entered, Rules(kind=Kind.SAME_PICTURE, voting=voting))
    return {entry: (score.points, score.votes) for entry, score in scores.items()}


class Oracle:
    """Counts the slow way, one entry and one voter after the other."""

    def __init__(self, status, admitted):
        self.standing = [number for number in AUTHORS if status[number] is Status.STANDING]
        self.admitted = admitted

    def tally(self, seen, voting):
        given = {entry: [self.worth(seen, voting, who, entry) for who in self.voters(entry)] for entry in self.standing}
        return {entry: (sum(points), sum(each > 0 for each in points)) for entry, points in given.items()}

    def voters(self, entry):
        return [who for who in PEOPLE if who in self.admitted and AUTHORS[entry] != who]

    def worth(self, seen, voting, who, entry):
        """What a voter gives an entry."""
        put = sorted(mark.place for mark in seen if (mark.voter, mark.entry) == (who, entry))
        if voting is Voting.HEARTS:
            return 1 if put else 0
        for place in put:
            rivals = {
                mark.entry
                for mark in seen
                if (mark.voter, mark.place) == (who, place)
                and mark.entry in self.standing
                and who in self.voters(mark.entry)
            }
            if rivals == {entry}:
                return 4 - place
        return 0

    def duels(self, said):
        """How many counting duels each entry won and fought."""
        fought = {entry: [0, 0] for entry in self.standing}
        for (who, one, other), first in said.items():
            if all(entry in fought and who in self.voters(entry) for entry in (one, other)):
                fought[one if first else other][0] += 1
                for entry in (one, other):
                    fought[entry][1] += 1
        return fought


@given(marks, statuses, welcome, st.sampled_from([Voting.HEARTS, Voting.PLACES]))
def test_the_tally_is_the_oracles_whatever_people_put_on_which_entries(seen, status, admitted, voting):
    expected = Oracle(status, admitted).tally(seen, voting)
    assert tally(Ballots(seen), entries(status), voting, admitted) == expected


@given(answers, statuses, welcome)
def test_duels_count_as_the_oracle_counts_them(said, status, admitted):
    duels = (Duel(who, *((one, other) if first else (other, one))) for (who, one, other), first in said.items())
    scores = tally(Ballots(duels=frozenset(duels)), entries(status), Voting.PAIRS, admitted)
    expected = Oracle(status, admitted).duels(said)
    assert {entry: votes for entry, (_, votes) in scores.items()} == {e: fought for e, (_, fought) in expected.items()}
    for entry, (won, fought) in expected.items():
        # Who won all is better than the phantom of strength 1, who lost all is worse, who fought none is its equal.
        if won == fought > 0:
            assert scores[entry][0] > 50
        elif won == 0 < fought:
            assert scores[entry][0] < 50
        elif fought == 0:
            assert scores[entry][0] == pytest.approx(50)


def test_a_place_given_twice_counts_only_once_it_is_given_to_one():
    both = frozenset({Mark(5, 11, 1), Mark(5, 12, 1), Mark(5, 13, 2)})
    undecided = tally(Ballots(both), entries(), Voting.PLACES, PEOPLE)
    assert {entry: points for entry, (points, _) in undecided.items()} == {11: 0, 12: 0, 13: 2, 14: 0}
    decided = tally(Ballots(both - {Mark(5, 12, 1)}), entries(), Voting.PLACES, PEOPLE)
    assert decided[11] == (3, 1)


def test_votes_for_oneself_and_by_people_who_are_not_admitted_do_not_count():
    ballots = Ballots(frozenset({Mark(1, 11), Mark(4, 11), Mark(5, 11), Mark(6, 11)}))
    assert valid(ballots, entries(), {1, 5, 6}).voters == {5, 6}
    assert tally(ballots, entries(), Voting.HEARTS, {1, 5, 6})[11] == (2, 2)
