"""Whose turn it is: nobody waits for somebody who asks for more."""

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.queue import Capacity, Caps, FairQueue, Rules
from tests.queue.simulation import OPEN, play, started, ticket

ONE = Capacity(slots=1, devices=1)
COSTS = st.floats(0.5, 40)
CROWD = st.lists(st.tuples(st.integers(1, 5), st.sampled_from([None, 100, 200, 300]), COSTS), max_size=40)


def queue(capacity=ONE, rules=OPEN):
    return FairQueue(rules, capacity)


def order(tickets, slots=1):
    """The tickets in the order in which they start if all are asked for at once."""
    capacity = Capacity(slots, slots)
    line = queue(capacity)
    for each in tickets:
        line.put(each)
    return started(play(line, capacity, []))


def test_people_of_a_server_take_turns_however_many_dreams_each_has():
    ada = [ticket(1) for _ in range(4)]
    basho = [ticket(2) for _ in range(2)]
    chidi = [ticket(3)]
    people = [each.person for each in order([*ada, *basho, *chidi])]
    assert people == [1, 2, 3, 1, 2, 1, 1]


def test_servers_take_turns_however_many_people_each_has():
    crowded = [ticket(person, guild=100) for person in range(1, 11)]
    lonely = [ticket(50, guild=200) for _ in range(5)]
    servers = [each.server for each in order([*crowded, *lonely])]
    assert servers[:10] == [100, 200] * 5


def test_direct_messages_are_a_server_of_each_persons_own():
    crowd = [ticket(person, guild=100) for person in range(1, 5)]
    direct = [ticket(person, guild=None) for person in (7, 8)]
    assert [each.person for each in order([*crowd, *direct])][:4] == [1, 7, 8, 2]


def test_turns_are_shares_of_work_not_numbers_of_dreams():
    large = [ticket(1, cost=10) for _ in range(3)]
    small = [ticket(2, cost=1) for _ in range(30)]
    runs = [(person, len(list(dreams))) for person, dreams in groupby(order([*large, *small]), lambda t: t.person)]
    assert runs == [(1, 1), (2, 10), (1, 1), (2, 10), (1, 1), (2, 10)]


def test_servers_share_work_too():
    large = [ticket(1, guild=100, cost=10) for _ in range(3)]
    small = [ticket(2, guild=200, cost=1) for _ in range(30)]
    runs = [(person, len(list(dreams))) for person, dreams in groupby(order([*large, *small]), lambda t: t.person)]
    assert runs == [(1, 1), (2, 10), (1, 1), (2, 10), (1, 1), (2, 10)]


def test_who_weighs_twice_as_much_gets_twice_as_much():
    plain = [ticket(1) for _ in range(30)]
    friend = [ticket(2, weight=2.0) for _ in range(30)]
    first = order([*plain, *friend])[:30]
    assert [each.person for each in first].count(2) == pytest.approx(20, abs=1)


def test_no_more_of_one_person_runs_than_the_cap_allows_in_all_servers_together():
    line = queue(Capacity(10, 10), Rules(caps=Caps(per_person=2), unfinished_per_person=10))
    for each in [ticket(1, guild=100), ticket(1, guild=200), ticket(1, guild=300), ticket(2, guild=300)]:
        line.put(each)
    assert [line.take(0).person for _ in range(3)] == [1, 1, 2]
    assert line.take(0) is None
    line.finish(next(iter(line.running)), 1)
    assert line.take(1).person == 1


def test_no_more_of_one_server_runs_than_the_cap_allows():
    line = queue(Capacity(10, 10), Rules(caps=Caps(per_person=1, per_server=2)))
    for each in [ticket(1), ticket(2), ticket(3), ticket(4, guild=200)]:
        line.put(each)
    assert [line.take(0).person for _ in range(3)] == [1, 4, 2]
    assert line.take(0) is None


@given(
    mine=st.lists(COSTS, min_size=1, max_size=100),
    theirs=COSTS,
    share=st.floats(0, 1),
    slots=st.integers(1, 4),
    guild=st.sampled_from([100, 200, None]),
)
def test_a_person_with_a_hundred_dreams_delays_anothers_first_by_at_most_one(mine, theirs, share, slots, guild):
    """Each slot has to finish what it runs, and nothing else comes before."""
    capacity = Capacity(slots, devices=slots)
    comes = share * sum(mine) / slots
    other = ticket(2, guild, theirs, asked=comes)
    events = play(queue(capacity), capacity, [*(ticket(1, 100, cost) for cost in mine), other])
    (starts,) = [event.at for event in events if event.what == "started" and event.ticket is other]
    assert starts <= comes + max(mine) + 1e-6


@given(CROWD, st.integers(1, 4))
def test_no_slot_is_idle_while_somebody_waits(crowd, slots):
    capacity = Capacity(slots, devices=slots)
    line = queue(capacity)
    arrivals = [ticket(*who, asked=float(index)) for index, who in enumerate(crowd)]
    moments = [(event.at, len(line.running), len(line.waiting)) for event in play(line, capacity, arrivals)]
    for (now, running, waiting), (later, _, _) in pairwise(moments):
        assert later == now or running == slots or not waiting
    assert not line.running
    assert not line.waiting


@given(CROWD, st.integers(1, 4))
def test_what_one_person_asks_for_in_a_server_starts_in_that_order(crowd, slots):
    tickets = [ticket(*who) for who in crowd]
    starts = order(tickets, slots)
    assert sorted(starts, key=tickets.index) == tickets
    for each in {(one.person, one.guild) for one in tickets}:
        theirs = [one for one in tickets if (one.person, one.guild) == each]
        assert [one for one in starts if (one.person, one.guild) == each] == theirs


@given(
    st.lists(COSTS, min_size=1, max_size=30),
    st.lists(COSTS, min_size=1, max_size=30),
    st.sampled_from([1.0, 2.0, 5.0]),
    st.integers(1, 8),
)
def test_two_who_both_wait_are_never_further_apart_than_a_dream_of_each(ada, basho, weight, bystanders):
    """Work done for each, over their weights, at each moment while both still wait."""
    tickets = [ticket(1, cost=cost, weight=weight) for cost in ada] + [ticket(2, cost=cost) for cost in basho]
    tickets += [ticket(10 + number, cost=3.0) for number in range(bystanders)]
    got = {1: 0.0, 2: 0.0}
    left = {1: len(ada), 2: len(basho)}
    for each in order(tickets):
        if each.person in got:
            got[each.person] += each.cost / each.weight
            left[each.person] -= 1
        if not all(left.values()):
            break
        assert abs(got[1] - got[2]) <= max(ada) / weight + max(basho) + 1e-6


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_servers_share_does_not_depend_on_the_number_of_its_people(few, many):
    one = [ticket(person, guild=100) for person in range(1, few + 1) for _ in range(120 // few + 1)]
    other = [ticket(1000 + person, guild=200) for person in range(many) for _ in range(120 // many + 1)]
    servers = [each.server for each in order([*one, *other])[:200]]
    assert servers.count(100) == pytest.approx(100, abs=1)


def test_whoever_leaves_and_comes_back_has_not_forgotten_what_they_owe():
    line = queue()
    for cost in (1, 1, 1):
        line.put(ticket(1, cost=cost))
    line.put(ticket(2, cost=3))
    first = line.take(0)
    assert first.person == 1
    line.finish(first.id, 1)
    second = line.take(1)
    assert second.person == 2
    line.finish(second.id, 4)
    line.put(ticket(2, cost=3, asked=4))
    third = line.take(4)
    line.finish(third.id, 5)
    assert [third.person, line.take(5).person] == [1, 1]
