"""From answers to which of two is better come strengths, and the pairs that tell most are shown first."""

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.ballots import Duel
from bot.challenges.pairs import PRIOR, next_pair, strengths

numbers = st.integers(1, 6)
duels_among_six = st.lists(
    st.builds(Duel, st.integers(100, 110), numbers, numbers).filter(lambda duel: duel.winner != duel.loser), max_size=40
)


@pytest.mark.parametrize("seed", range(5))
def test_a_known_order_is_found_in_noisy_answers(seed):
    lots = random.Random(seed)  # noqa: S311 - it only has to be the same again
    true = {entry: 2.5**rank for rank, entry in enumerate(lots.sample(range(8), 8))}
    duels = []
    for voter in range(40):
        for one, other in itertools.combinations(true, 2):
            won = lots.random() < true[one] / (true[one] + true[other])
            duels.append(Duel(voter, *((one, other) if won else (other, one))))
    found = strengths(true, duels)
    assert sorted(found, key=found.__getitem__) == sorted(true, key=true.__getitem__)


@given(duels_among_six)
def test_no_strengths_nearby_are_likelier(duels):
    def likelihood(strength):
        fought = sum(math.log(strength[d.winner] / (strength[d.winner] + strength[d.loser])) for d in duels)
        phantom = sum(math.log(s / (s + 1)) + math.log(1 / (s + 1)) for s in strength.values())
        return fought + PRIOR * phantom

    found = strengths(range(1, 7), duels)
    best = likelihood(found)
    for entry, factor in itertools.product(found, (0.99, 1.01)):
        assert likelihood({**found, entry: found[entry] * factor}) <= best + 1e-9


@given(duels_among_six, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(duels, lots):
    shuffled = lots.sample(duels, len(duels))
    one, other = strengths(range(1, 7), duels), strengths([6, 3, 1, 2, 5, 4], shuffled)
    assert all(one[entry] == pytest.approx(other[entry], rel=1e-6) for entry in one)


def test_an_entry_that_never_lost_is_strong_but_not_infinitely_so():
    found = strengths([1, 2, 3], [Duel(9, 1, 2), Duel(8, 1, 2)])
    assert found[3] == pytest.approx(1)
    assert 10 > found[1] > 2
    assert 0.5 > found[2] > 0.1


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 4), max_size=5), st.integers(1, 6))
def test_a_voter_is_shown_every_pair_without_their_own_once(entries, voter):
    duels = []
    while (pair := next_pair(voter, entries, duels, strengths(entries, duels))) is not None:
        duels.append(Duel(voter, *pair))
    others = [entry for entry, author in entries.items() if author != voter]
    assert len(duels) == math.comb(len(others), 2)
    assert {duel.pair for duel in duels} == {frozenset(pair) for pair in itertools.combinations(others, 2)}


def test_what_was_shown_least_comes_first_then_what_is_closest_in_strength():
    entries = dict.fromkeys((1, 2, 3, 4), 50)
    assert set(next_pair(9, entries, [Duel(8, 1, 2)], dict.fromkeys(entries, 1.0))) == {3, 4}
    strength = {1: 1.0, 2: 9.0, 3: 1.1, 4: 3.0}
    assert set(next_pair(9, entries, [], strength)) == {1, 3}


def test_entries_are_shown_as_often_as_each_other():
    entries = dict.fromkeys(range(7), 50)
    duels = []
    for voter in range(100, 110):
        for _ in range(7):
            duels.append(Duel(voter, *next_pair(voter, entries, duels, strengths(entries, duels))))
    shown = [sum(entry in duel.pair for duel in duels) for entry in entries]
    assert max(shown) - min(shown) <= 2


def test_the_same_question_has_one_answer_and_neither_side_is_favoured():
    entries = {1: 50, 2: 51}
    first = [next_pair(voter, entries, [], {1: 1.0, 2: 1.0}) for voter in range(200)]
    assert first == [next_pair(voter, entries, [], {1: 1.0, 2: 1.0}) for voter in range(200)]
    assert 70 < sum(pair == (1, 2) for pair in first) < 130
