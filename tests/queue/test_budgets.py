"""Budgets: a burst at once, so much an hour after that, and refunds that leave no trace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.queue.budgets import Allowance, Budgets
from bot.refusals import BudgetSpent
from tests.queue.simulation import ticket

BURST = 20.0
PERSON = Allowance(burst=BURST, hourly=3600)
"""One unit of cost comes back each second."""
COSTS = st.floats(0.5, 30)
ASKED = st.lists(st.tuples(st.floats(0, 20), COSTS), max_size=30)


def again_at(budgets, dream):
    """The moment from which on it is allowed; when it is asked for, if at once."""
    try:
        budgets.check(dream)
    except BudgetSpent as spent:
        assert spent.again_at > dream.asked
        return spent.again_at
    return dream.asked


def asked_for(waits_and_costs):
    """Tickets of one person, each so many seconds after the one before."""
    now = 0.0
    tickets = []
    for wait, cost in waits_and_costs:
        now += wait
        tickets.append(ticket(cost=cost, asked=now))
    return tickets


def test_a_burst_at_once_then_as_much_as_comes_back():
    budgets = Budgets(PERSON, None)
    for _ in range(4):
        dream = ticket(cost=5)
        assert again_at(budgets, dream) == 0
        budgets.charge(dream)
    assert again_at(budgets, ticket(cost=5)) == pytest.approx(5)
    assert again_at(budgets, ticket(cost=5, asked=3)) == pytest.approx(5)
    assert again_at(budgets, ticket(cost=5, asked=6)) == 6
    assert again_at(budgets, ticket(person=2, cost=5)) == 0


def test_a_dream_larger_than_a_burst_is_allowed_when_nothing_is_missing():
    budgets = Budgets(PERSON, None)
    large = ticket(cost=50)
    assert again_at(budgets, large) == 0
    budgets.charge(large)
    assert again_at(budgets, ticket(cost=1)) == pytest.approx(31)
    assert again_at(budgets, ticket(cost=50)) == pytest.approx(50)


def test_a_role_that_weighs_twice_as_much_may_dream_twice_as_much():
    budgets = Budgets(PERSON, None)
    for _ in range(8):
        dream = ticket(cost=5, weight=2.0)
        budgets.check(dream)
        budgets.charge(dream)
    assert again_at(budgets, ticket(cost=5, weight=2.0)) == pytest.approx(2.5)


def test_a_server_has_a_budget_of_its_own_that_direct_messages_do_not_touch():
    budgets = Budgets(None, PERSON)
    for person in (1, 2):
        budgets.charge(ticket(person, guild=100, cost=10))
    with pytest.raises(BudgetSpent) as spent:
        budgets.check(ticket(3, guild=100, cost=10))
    assert spent.value.of_server
    assert spent.value.again_at == pytest.approx(10)
    budgets.check(ticket(1, guild=None, cost=10))
    budgets.check(ticket(1, guild=200, cost=10))


def test_without_limits_everything_is_allowed():
    budgets = Budgets(None, None)
    for _ in range(100):
        dream = ticket(cost=1000)
        assert again_at(budgets, dream) == dream.asked
        budgets.charge(dream)
    assert len(budgets) == 0


@given(ASKED, COSTS)
def test_a_refusal_names_the_first_moment_at_which_it_works(asked, cost):
    budgets = Budgets(PERSON, None)
    for dream in asked_for(asked):
        if again_at(budgets, dream) == dream.asked:
            budgets.charge(dream)
    now = sum(wait for wait, _ in asked)
    at = again_at(budgets, ticket(cost=cost, asked=now))
    assert again_at(budgets, ticket(cost=cost, asked=at + 1e-6)) == at + 1e-6
    if at > now:
        assert again_at(budgets, ticket(cost=cost, asked=(now + at) / 2)) == pytest.approx(at)


@given(ASKED)
def test_no_more_than_a_burst_and_what_comes_back_is_ever_given(asked):
    budgets = Budgets(PERSON, None)
    given = []
    for dream in asked_for(asked):
        if again_at(budgets, dream) == dream.asked:
            budgets.charge(dream)
            given.append(dream)
    for first, start in enumerate(given):
        for last in given[first:]:
            between = [each.cost for each in given[first:] if each.asked <= last.asked]
            # A single dream may be larger than a burst.
            assert sum(between) <= max(BURST, *between) + (last.asked - start.asked) + 1e-6


@given(ASKED, st.data())
def test_after_a_refund_it_is_as_if_the_dream_had_never_been(asked, data):
    tickets = asked_for(asked)
    gone = data.draw(st.sets(st.sampled_from(tickets)) if tickets else st.just(set()))
    refunded, without = Budgets(PERSON, None), Budgets(PERSON, None)
    for dream in tickets:
        refunded.charge(dream)
        if dream not in gone:
            without.charge(dream)
    for dream in gone:
        refunded.refund(dream)
    now = sum(wait for wait, _ in asked)
    for cost in (0.5, 5.0, BURST):
        probe = ticket(cost=cost, asked=now)
        assert again_at(refunded, probe) == pytest.approx(again_at(without, probe))


def test_the_order_in_which_dreams_are_charged_makes_no_difference():
    budgets = Budgets(PERSON, None)
    for asked in (100, 90):
        budgets.charge(ticket(cost=10, asked=asked))
    # 90 to 100, then 100 to 110.
    assert again_at(budgets, ticket(cost=BURST, asked=101)) == 110


def test_budgets_that_are_whole_again_take_no_memory():
    budgets = Budgets(PERSON, PERSON)
    for person in range(1000):
        budgets.charge(ticket(person, guild=person, cost=5, asked=person * 10.0))
    assert len(budgets) < 10
