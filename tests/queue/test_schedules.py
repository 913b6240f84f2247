"""Whatever happens in whatever order, and whatever the clock does, each dream leaves the queue once and limits hold."""

import random

import pytest

from bot.queue import Allowance, Capacity, Caps, FairQueue, Rules
from bot.refusals import Refusal
from tests.queue.simulation import ticket

SCHEDULES = 1000
DEEDS = 60
DAY = 86_400.0
RULES = Rules(
    waiting=12,
    unfinished_per_person=4,
    caps=Caps(per_person=2, per_server=3),
    person=Allowance(burst=40, hourly=40),
    server=Allowance(burst=120, hourly=120),
)


class Schedule:
    """A random life of a queue: people come and go, engines come, hang and die, and clocks are set."""

    def __init__(self, seed):
        self.chance = random.Random(seed)  # noqa: S311
        self.now = 1e9
        self.capacity = Capacity(slots=2, devices=1)
        self.queue = FairQueue(RULES, self.capacity)
        self.accepted, self.left = {}, []

    def live(self):
        """Do some deeds, looking at what must hold after each; then let everything that waits come to its end."""
        deeds = (self.ask, self.ask, self.take, self.take, self.finish, self.cancel, self.lose_an_engine, self.recount)
        for _ in range(DEEDS):
            self.pass_time()
            self.chance.choice(deeds)()
            self.look()
        self.engines_are(Capacity(slots=2, devices=1))
        while self.queue.waiting or self.queue.running:
            self.now += 1
            self.take()
            self.finish()

    def pass_time(self):
        self.now += self.chance.choice([0.0, 0.1, 5.0, 60.0])
        if self.chance.random() < 0.05:
            self.now += self.chance.choice([-DAY, -3600.0, 3600.0, DAY])

    def ask(self):
        who = self.chance.randint(1, 5), self.chance.choice([None, 100, 200])
        wanted = ticket(*who, self.chance.choice([1, 5, 20]), asked=self.now)
        try:
            self.queue.put(wanted)
        except Refusal:
            assert wanted.id not in self.queue.waiting
        else:
            self.accepted[wanted.id] = wanted

    def take(self):
        running = len(self.queue.running)
        if self.queue.take(self.now) is not None:
            assert running < self.capacity.slots

    def finish(self):
        if self.queue.running:
            done = self.chance.choice([*self.queue.running])
            assert self.queue.finish(done, self.now) >= 0
            self.left.append(done)

    def cancel(self):
        if self.queue.waiting or self.queue.running:
            gone = self.chance.choice([*self.queue.waiting, *self.queue.running])
            self.queue.cancel(gone, self.now)
            self.left.append(gone)

    def lose_an_engine(self):
        """What it dreamt waits again."""
        for dream in [*self.queue.running]:
            self.queue.hand_back(dream, self.now)
        self.recount()

    def recount(self):
        self.engines_are(Capacity(self.chance.randint(0, 4), self.chance.randint(1, 2)))

    def engines_are(self, capacity):
        self.capacity = capacity
        self.queue.change_capacity(self.capacity, self.now)

    def look(self):
        running, waiting = self.queue.running, self.queue.waiting
        assert sorted([*running, *waiting, *self.left]) == sorted(self.accepted)
        for person in {each.person for each in running.values()}:
            assert sum(each.person == person for each in running.values()) <= RULES.caps.per_person
        for server in {each.server for each in running.values()}:
            assert sum(each.server == server for each in running.values()) <= RULES.caps.per_server
        if self.chance.random() < 0.1:
            places = self.queue.places(self.now)
            assert all(self.now <= place.starts <= place.ends for place in places.values())
            if self.capacity.slots:
                assert places.keys() == running.keys() | waiting.keys()


@pytest.mark.parametrize("block", range(4))
def test_in_a_thousand_random_schedules_no_dream_is_lost_or_left_twice(block):
    for seed in range(block, SCHEDULES, 4):
        schedule = Schedule(seed)
        schedule.live()
        assert sorted(schedule.left) == sorted(schedule.accepted), seed
        assert schedule.accepted, seed
