"""The measures by which a crowd's service is judged, and the crowd itself."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load.crowd import asks
from load.measures import fair_shares, jain, quantile
from load.report import errors, fairness
from load.witness import Account


def account(person, server=1, work=1.0, asked=0.0, delivered=None, promises=()):
    return Account(person, server, work, asked, promises=list(promises), delivered=delivered)


def test_jains_index_is_one_for_equals_and_a_share_for_who_has_all():
    assert jain([3, 3, 3]) == pytest.approx(1)
    assert jain([5, 0, 0, 0]) == pytest.approx(1 / 4)


@given(st.dictionaries(st.integers(0, 50), st.floats(0.1, 100), min_size=1), st.floats(0.1, 1000))
def test_fair_shares_give_all_there_is_and_nobody_more_than_they_want(wanted, given_):
    shares = fair_shares(wanted, given_)
    assert sum(shares.values()) == pytest.approx(min(given_, sum(wanted.values())))
    most = max(shares.values())
    for person, share in shares.items():
        assert share == pytest.approx(wanted[person]) or share == pytest.approx(most)


def test_a_quantile_is_one_of_the_values():
    assert quantile([4, 1, 3, 2], 0.5) == 2
    assert quantile(range(1, 101), 0.99) == 99
    assert quantile([], 0.5) == 0


def test_who_asked_for_much_and_got_it_first_makes_it_unfair():
    greedy_first = [account(1, delivered=float(n)) for n in range(1, 11)]
    greedy_first += [account(person, delivered=20.0 + person) for person in range(2, 12)]
    in_turns = [account(person, delivered=float(person)) for person in range(2, 12)]
    in_turns += [account(1, delivered=20.0 + n) for n in range(10)]
    assert fairness(greedy_first) < 0.2
    assert fairness(in_turns) > 0.8


def test_times_are_judged_by_the_wait_that_was_left():
    late = account(1, delivered=110.0, promises=[(10.0, 60.0)])
    soon = account(2, delivered=12.0, promises=[(11.0, 12.0)])
    assert errors((each, each.promises[0]) for each in (late, soon)) == [-0.5]


def test_a_crowd_asks_for_as_many_dreams_as_it_should_and_a_few_for_many():
    crowd = asks(people=40, dreams=200, span=60, seed=1)
    assert crowd == asks(people=40, dreams=200, span=60, seed=1)
    each = Counter(ask.person for ask in crowd)
    assert sum(each.values()) == 200
    assert [each[person] for person in (0, 1)] == [25, 25]
    assert {each[person] for person in range(2, 40)} == {3, 4}
    assert all(0 <= ask.at <= 60 for ask in crowd)
