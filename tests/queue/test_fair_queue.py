"""The queue as a whole: what goes in comes out, whatever happens in between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.queue import Allowance, Capacity, Caps, FairQueue, Past, Rules
from bot.refusals import BudgetSpent, QueueFull, TooManyDreams
from tests.queue.simulation import ticket

ONE = Capacity(slots=1, devices=1)
BUDGETED = Rules(person=Allowance(burst=10, hourly=3600), unfinished_per_person=100)
ASKED = st.lists(st.tuples(st.integers(1, 3), st.floats(0.5, 5), st.booleans()), max_size=20)
"""Who asks each second, what it costs, and whether it is cancelled."""


def again_at(queue, dream):
    """The moment from which on it is within the budget; when it is asked for, if at once."""
    try:
        queue.check(dream)
    except BudgetSpent as spent:
        return spent.again_at
    return dream.asked


def test_the_queue_refuses_kindly_when_too_many_wait():
    queue = FairQueue(Rules(waiting=2), ONE)
    queue.put(ticket(1))
    queue.put(ticket(2))
    with pytest.raises(QueueFull) as refused:
        queue.put(ticket(3))
    assert refused.value.waiting == 2
    queue.take(0)
    queue.put(ticket(3))
    assert len(queue.waiting) == 2


def test_one_person_may_have_so_many_unfinished_wherever_they_ask():
    queue = FairQueue(Rules(unfinished_per_person=2), ONE)
    first = ticket(1, guild=100)
    queue.put(first)
    queue.put(ticket(1, guild=None))
    queue.take(0)
    with pytest.raises(TooManyDreams) as refused:
        queue.put(ticket(1, guild=200))
    assert refused.value.limit == 2
    queue.put(ticket(2, guild=100))
    queue.finish(first.id, 1)
    queue.put(ticket(1, guild=200))


def test_what_was_accepted_before_a_restart_is_taken_back_whatever_the_rules_say():
    queue = FairQueue(Rules(waiting=1, unfinished_per_person=1, person=Allowance(1, 1)), ONE)
    kept = [ticket(1, asked=float(second)) for second in range(3)]
    for each in kept:
        queue.readmit(each)
    assert list(queue.waiting.values()) == kept


def test_a_refused_dream_changes_nothing():
    queue = FairQueue(Rules(person=Allowance(burst=1, hourly=3600), waiting=1), ONE)
    queue.put(ticket(1, cost=1))
    for _ in range(3):
        with pytest.raises(BudgetSpent) as refused:
            queue.put(ticket(1, cost=1, asked=0))
        assert refused.value.again_at == pytest.approx(1)
        with pytest.raises(QueueFull):
            queue.put(ticket(2, cost=1))
    assert len(queue.waiting) == 1


@pytest.mark.parametrize("running", [False, True])
def test_a_cancelled_dream_is_refunded(running):
    queue = FairQueue(Rules(person=Allowance(burst=10, hourly=10)), ONE)
    first = ticket(cost=10)
    queue.put(first)
    if running:
        queue.take(0)
    with pytest.raises(BudgetSpent):
        queue.check(ticket(cost=10))
    queue.cancel(first.id, 1)
    queue.put(ticket(cost=10, asked=1))


def test_a_dream_handed_back_is_the_next_of_its_person_again_at_no_cost():
    queue = FairQueue(Rules(), ONE)
    first, second = ticket(1), ticket(1)
    other = ticket(2)
    for each in (first, second, other):
        queue.put(each)
    assert queue.take(0) is first
    queue.hand_back(first.id, 1)
    assert not queue.running
    assert queue.take(2) in (first, other)
    assert set(queue.waiting.values()) < {first, second, other}
    started = []
    while queue.running:
        (running,) = queue.running.values()
        started.append(running)
        queue.finish(running.id, 3)
        queue.take(3)
    assert [each for each in started if each.person == 1] == [first, second]


def test_nothing_is_taken_without_a_free_slot_and_more_slots_take_more():
    queue = FairQueue(Rules(), ONE)
    for person in range(4):
        queue.put(ticket(person))
    assert queue.take(0)
    assert queue.take(0) is None
    queue.change_capacity(Capacity(slots=3, devices=1), 0)
    assert queue.take(0)
    assert queue.take(0)
    assert queue.take(0) is None
    queue.change_capacity(Capacity(slots=0, devices=1), 0)
    queue.finish(next(iter(queue.running)), 1)
    assert queue.take(1) is None


def test_what_a_dream_waits_for_after_it_was_taken_is_no_work():
    queue = FairQueue(Rules(), ONE)
    queue.put(dream := ticket(1))
    queue.take(0)
    queue.begin(dream.id, 5)
    assert queue.finish(dream.id, 7) == 2


def test_a_restart_knows_budgets_and_pace_from_past_dreams():
    rules = Rules(person=Allowance(burst=10, hourly=10), first_guess=1)
    queue = FairQueue(rules, ONE)
    queue.recall(Past(ticket(person, cost=10, asked=person * 100.0), work=30.0) for person in (1, 2, 3))
    with pytest.raises(BudgetSpent) as refused:
        queue.put(ticket(3, cost=10, asked=400))
    assert refused.value.again_at == pytest.approx(300 + 3600)
    fresh = ticket(4, cost=10, asked=400)
    queue.put(fresh)
    assert queue.places(400.0)[fresh.id].ends == pytest.approx(430)


def put_within_budgets(queue, asked):
    """Put a dream each second as long as its budget allows it, and cancel those that are to be cancelled."""
    for second, (person, cost, cancelled) in enumerate(asked):
        dream = ticket(person, cost=cost, asked=float(second))
        if again_at(queue, dream) == dream.asked:
            queue.put(dream)
            if cancelled:
                queue.cancel(dream.id, second)


@given(ASKED, st.integers(0, 20), st.randoms())
def test_a_restart_changes_no_budget(asked, dreamt, chance):
    before, after = FairQueue(BUDGETED, ONE), FairQueue(BUDGETED, ONE)
    put_within_budgets(before, asked)
    now = float(len(asked))
    past = []
    for _ in range(min(dreamt, len(before.waiting))):
        taken = before.take(now)
        past.append(Past(taken, before.finish(taken.id, now + 1)))
    after.recall(chance.sample(past, len(past)))
    for dream in before.waiting.values():
        after.readmit(dream)
    for person in (1, 2, 3):
        probe = ticket(person, cost=8, asked=now)
        assert again_at(after, probe) == again_at(before, probe)


@given(ASKED)
def test_a_restart_changes_nobodys_turn(asked):
    before, after = FairQueue(BUDGETED, ONE), FairQueue(BUDGETED, ONE)
    put_within_budgets(before, asked)
    waiting = list(before.waiting.values())
    for dream in waiting:
        after.readmit(dream)
    now = float(len(asked))
    for _ in waiting:
        taken = before.take(now)
        assert after.take(now) == taken
        for queue in (before, after):
            queue.finish(taken.id, now + taken.cost)
        now += taken.cost


class AnyOrder(RuleBasedStateMachine):
    """Puts, takes, finishes, cancels and hands back in any order, beside a plain list of what should be there."""

    def __init__(self):
        super().__init__()
        self.capacity = Capacity(slots=3, devices=2)
        self.caps = Caps(per_person=2, per_server=2)
        rules = Rules(waiting=8, unfinished_per_person=4, caps=self.caps, person=Allowance(burst=50, hourly=3600))
        self.queue = FairQueue(rules, self.capacity)
        self.waiting = {}
        self.running = {}
        self.now = 0.0

    @rule(person=st.integers(1, 4), guild=st.sampled_from([None, 100, 200]), cost=st.floats(0.5, 20))
    def put(self, person, guild, cost):
        asked = ticket(person, guild, cost, asked=self.now)
        unfinished = [each for each in (*self.waiting.values(), *self.running.values()) if each.person == person]
        try:
            self.queue.put(asked)
        except TooManyDreams:
            assert len(unfinished) == 4
        except QueueFull:
            assert len(self.waiting) >= 8  # what is handed back is not refused
        except BudgetSpent as spent:
            assert spent.again_at > self.now
        else:
            assert len(unfinished) < 4
            self.waiting[asked.id] = asked

    @rule()
    def take(self):
        taken = self.queue.take(self.now)
        if taken is None:
            assert len(self.running) == self.capacity.slots or not any(map(self.may_start, self.waiting.values()))
        else:
            assert len(self.running) < self.capacity.slots
            assert self.may_start(taken)
            self.running[taken.id] = self.waiting.pop(taken.id)

    def may_start(self, dream):
        of_person = sum(each.person == dream.person for each in self.running.values())
        of_server = sum(each.server == dream.server for each in self.running.values())
        return of_person < self.caps.per_person and of_server < self.caps.per_server

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def finish(self, data):
        done = data.draw(st.sampled_from(sorted(self.running)))
        assert self.queue.finish(done, self.now) >= 0
        del self.running[done]

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def hand_back(self, data):
        again = data.draw(st.sampled_from(sorted(self.running)))
        self.queue.hand_back(again, self.now)
        self.waiting[again] = self.running.pop(again)

    @precondition(lambda self: self.running or self.waiting)
    @rule(data=st.data())
    def cancel(self, data):
        gone = data.draw(st.sampled_from(sorted([*self.running, *self.waiting])))
        self.queue.cancel(gone, self.now)
        self.running.pop(gone, None)
        self.waiting.pop(gone, None)
        with pytest.raises(KeyError):
            self.queue.cancel(gone, self.now)

    @rule(seconds=st.floats(0, 30))
    def wait(self, seconds):
        self.now += seconds

    @invariant()
    def nothing_is_lost_or_doubled(self):
        assert dict(self.queue.waiting) == self.waiting
        assert dict(self.queue.running) == self.running

    @invariant()
    def everybody_has_a_place(self):
        places = self.queue.places(self.now)
        assert set(places) == {*self.waiting, *self.running}
        assert all(places[each].before == 0 and places[each].starts == self.now for each in self.running)
        assert sorted(places[each].before for each in self.waiting) == list(range(len(self.waiting)))
        assert all(self.now <= place.starts <= place.ends for place in places.values())


AnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestAnyOrder = AnyOrder.TestCase
