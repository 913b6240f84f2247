"""Position and time are true: what is foretold is what happens."""

import random
import time
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.queue import Capacity, Caps, FairQueue, Rules
from bot.queue.forecast import remaining_work
from load.crowd import SECONDS_OF, asks
from tests.queue.simulation import OPEN, play, ticket

CROWD = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from([None, 100, 200, 300]), st.floats(0.5, 40)), min_size=1, max_size=30
)

CAPACITY = Capacity(slots=4, devices=2)
PACES = {"eyes": 0.6, "birds": 1.5, "sheet": 3.0}
"""Seconds of work for each unit of cost."""


def some_dream(chance, asked):
    """One of forty people, in one of six servers, asks for some preset in some size."""
    where = (chance.randint(1, 40), 100 + chance.randint(1, 6))
    return ticket(*where, chance.choice([2, 5, 11, 20]), chance.choice([*PACES]), asked=asked)


def true_work(dream, chance):
    """What it really takes, in seconds."""
    hangs = 10 if chance.random() < 0.01 else 1
    return dream.cost * PACES[dream.kind] * chance.lognormvariate(0, 0.15) * hangs


@given(CROWD, st.integers(1, 4), st.integers(1, 4), st.integers(1, 3))
def test_with_known_work_every_start_and_end_comes_as_foretold(crowd, slots, devices, cap):
    capacity = Capacity(slots, devices)
    rules = Rules(unfinished_per_person=100, caps=Caps(per_person=cap, per_server=cap))
    queue = FairQueue(rules, capacity)
    tickets = [ticket(*who) for who in crowd]
    for each in tickets:
        queue.put(each)
    foretold = queue.places(0.0)
    order = sorted(foretold.values(), key=lambda place: (place.starts, place.before))
    assert [place.before for place in order] == list(range(len(tickets)))
    for event in play(queue, capacity, []):
        place = foretold[event.ticket.id]
        assert event.at == pytest.approx(place.ends if event.what == "done" else place.starts)


def test_what_is_foretold_stays_the_same_while_dreams_run():
    queue = FairQueue(OPEN, CAPACITY)
    for person in range(12):
        queue.put(ticket(person, guild=person % 3, cost=7 + person))
    foretold = queue.places(0.0)
    told = 0
    for event in play(queue, CAPACITY, []):
        for ticket_id, again in queue.places(event.at).items():
            assert again.ends == pytest.approx(foretold[ticket_id].ends)
            told += 1
    assert told > 100


def test_dreams_that_share_a_device_are_foretold_to_slow_each_other_down():
    capacity = Capacity(slots=2, devices=1)
    queue = FairQueue(OPEN, capacity)
    short, long, waits = (ticket(person, cost=cost) for person, cost in ((1, 10), (2, 30), (3, 5)))
    for each in (short, long, waits):
        queue.put(each)
    places = queue.places(0.0)
    assert places[short.id].ends == pytest.approx(20)
    assert places[waits.id].starts == pytest.approx(20)
    assert places[waits.id].ends == pytest.approx(30)
    assert places[long.id].ends == pytest.approx(45)


def test_what_the_engine_tells_of_a_running_dream_counts_more_than_what_was_expected():
    queue = FairQueue(OPEN, Capacity(1, 1))
    running = ticket(cost=10)
    queue.put(running)
    queue.take(0.0)
    assert queue.places(5.0)[running.id].ends == pytest.approx(10)
    assert queue.places(5.0, {running.id: 0.25})[running.id].ends == pytest.approx(20)


@given(st.floats(0.1, 100), st.floats(0, 1000), st.one_of(st.none(), st.floats(0, 1)))
def test_a_dream_that_runs_is_never_foretold_to_have_ended(expected, worked, fraction):
    assert remaining_work(expected, worked, fraction) >= 0


def test_without_an_engine_nothing_that_waits_has_a_place():
    queue = FairQueue(OPEN, Capacity(slots=0, devices=1))
    queue.put(ticket())
    assert queue.places(0.0) == {}


@pytest.mark.parametrize("seed", range(3))
def test_the_times_of_a_crowd_are_foretold_to_within_a_fifth(seed):
    """Presets differ in pace, which nobody knows beforehand; dreams vary, and one in a hundred hangs."""
    queue = FairQueue(OPEN, CAPACITY)
    chance = random.Random(seed)  # noqa: S311
    learning = [some_dream(chance, asked=chance.uniform(0, 3000)) for _ in range(150)]
    list(play(queue, CAPACITY, learning, lambda dream: true_work(dream, chance)))
    crowd = [some_dream(chance, asked=10_000.0) for _ in range(300)]
    for each in crowd:
        queue.put(each)
    foretold = queue.places(10_000.0)
    ends = {event.ticket.id: event.at for event in play(queue, CAPACITY, [], lambda dream: true_work(dream, chance))}
    # The player's clock began at nothing again.
    assert median(abs(ends[each.id] + 10_000 - foretold[each.id].ends) / ends[each.id] for each in crowd) < 0.2


@pytest.mark.parametrize("seed", range(3))
def test_while_people_keep_coming_half_of_all_times_are_foretold_to_within_a_fifth(seed):
    """The engines are busy nine tenths of the time, and many who come later have their turn before."""
    queue = FairQueue(OPEN, CAPACITY)
    chance = random.Random(seed)  # noqa: S311
    coming = [some_dream(chance, asked=chance.uniform(0, 7500)) for _ in range(800)]
    foretold, errors = {}, []
    for number, event in enumerate(play(queue, CAPACITY, coming, lambda dream: true_work(dream, chance))):
        dream = event.ticket
        if event.what == "put" and number > 100:
            foretold[dream.id] = queue.places(event.at)[dream.id].ends
        if event.what == "done" and dream.id in foretold:
            errors.append((foretold[dream.id] - event.at) / (event.at - dream.asked))
    assert len(errors) > 700
    assert median(map(abs, errors)) < 0.2
    assert abs(median(errors)) < 0.1


@pytest.mark.parametrize("seed", range(3))
def test_in_the_first_rush_of_a_bots_life_half_of_all_times_are_foretold_to_within_a_third(seed):
    """Nobody has come before, two of fifty people ask for a quarter of all, and nobody knows when it will end."""
    queue, capacity = FairQueue(OPEN, Capacity(2, 1)), Capacity(2, 1)
    chance = random.Random(seed)  # noqa: S311
    coming = [
        ticket(ask.person, 100 + ask.person % 5, 10 * SECONDS_OF[ask.preset], ask.preset, asked=ask.at)
        for ask in asks(people=50, dreams=250, span=90, seed=seed)
    ]
    foretold, errors = {}, []
    for event in play(queue, capacity, coming, lambda dream: dream.cost * 0.034 * chance.lognormvariate(0, 0.15)):
        dream = event.ticket
        if event.what == "put":
            foretold[dream.id] = queue.places(event.at)[dream.id].ends
        if event.what == "done" and event.at - dream.asked > 5:
            errors.append((foretold[dream.id] - event.at) / (event.at - dream.asked))
    assert len(errors) > 80
    assert median(map(abs, errors)) < 1 / 3
    assert abs(median(errors)) < 1 / 3


def test_people_are_expected_to_come_as_they_did():
    queue = FairQueue(OPEN, Capacity(1, 1))
    for second in range(0, 60, 2):
        queue.put(ticket(person=100 + second, guild=second, cost=1, asked=float(second)))
        queue.finish(queue.take(second).id, second + 1)
    mine = [ticket(1, cost=10, asked=60.0) for _ in range(2)]
    for each in mine:
        queue.put(each)
    queue.take(60.0)
    places = queue.places(60.0)
    assert places[mine[0].id].ends == pytest.approx(70)
    # One second of every two goes to others until the second one has its turn, after those who came meanwhile.
    assert places[mine[1].id].starts == pytest.approx(75, abs=5)
    assert places[mine[1].id].starts > 72


def test_people_who_have_come_for_an_hour_are_expected_to_come_for_another():
    """Half of the time of the only engine goes to others, for an hour by now; what is asked for at once takes twice."""
    queue = FairQueue(OPEN, Capacity(1, 1))
    for number, second in enumerate(range(0, 3600, 20)):
        queue.put(ticket(person=100 + number, guild=number, cost=10, asked=float(second)))
        queue.finish(queue.take(second).id, second + 10)
    mine = [ticket(1, guild=999, cost=10, asked=3600.0) for _ in range(100)]
    for each in mine:
        queue.put(each)
    places = queue.places(3600.0)
    assert places[mine[49].id].ends == pytest.approx(3600 + 1000, rel=0.05)
    assert places[mine[99].id].ends == pytest.approx(3600 + 2000, rel=0.05)


def test_a_thousand_waiting_dreams_are_foretold_in_a_moment():
    queue = FairQueue(OPEN, Capacity(slots=4, devices=2))
    for number in range(1000):
        queue.put(ticket(number % 200, number % 20, cost=1 + number % 7))
    seconds = []
    for _ in range(5):
        began = time.process_time()
        places = queue.places(0.0)
        seconds.append(time.process_time() - began)
    assert len(places) == 1000
    assert min(seconds) < 0.1
