"""The scheduler: slots taken in order, steps in turn, nothing lost and nothing told after the end."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scheduler import BacklogFullError, ClosedError, Job, Scheduler


class Diary:
    """A listener that writes everything down."""

    def __init__(self, shared=None, name=None):
        self.entries = []
        self.over = threading.Event()
        self.shared = shared if shared is not None else []
        self.name = name

    def queued(self, position):
        self.entries.append(("queued", position))

    def started(self):
        self.entries.append("started")

    def stepped(self, step):
        self.entries.append(step)
        self.shared.append((self.name, step))

    def finished(self):
        self.entries.append("finished")
        self.over.set()

    def failed(self, error):
        self.entries.append(error)
        self.over.set()


def run_dry(scheduler):
    while scheduler.running or scheduler.waiting:
        scheduler.step()


def test_running_jobs_take_steps_in_turn():
    told = []
    scheduler = Scheduler(slots=2, backlog=9)
    for name in "ab":
        scheduler.add(Job(iter(range(3)), Diary(told, name)))
    run_dry(scheduler)
    assert told == [("a", 0), ("b", 0), ("a", 1), ("b", 1), ("a", 2), ("b", 2)]


def test_who_waits_hears_the_position_and_each_move():
    scheduler = Scheduler(slots=1, backlog=9)
    diaries = [Diary() for _ in range(3)]
    for diary in diaries:
        scheduler.add(Job(iter(range(1)), diary))
    run_dry(scheduler)
    assert diaries[0].entries == ["started", 0, "finished"]
    assert diaries[2].entries == [("queued", 2), ("queued", 2), ("queued", 1), "started", 0, "finished"]


def test_a_job_that_raises_ends_alone():
    def broken():
        yield 1
        raise RuntimeError("boom")

    scheduler = Scheduler(slots=2, backlog=0)
    bad, good = Diary(), Diary()
    scheduler.add(Job(broken(), bad))
    scheduler.add(Job(iter(range(4)), good))
    run_dry(scheduler)
    assert bad.entries[:2] == ["started", 1]
    assert isinstance(bad.entries[2], RuntimeError)
    assert good.entries == ["started", 0, 1, 2, 3, "finished"]


def test_a_full_backlog_refuses():
    scheduler = Scheduler(slots=1, backlog=1)
    for _ in range(2):
        scheduler.add(Job(iter(range(1)), Diary()))
    with pytest.raises(BacklogFullError) as refused:
        scheduler.add(Job(iter(range(1)), Diary()))
    assert refused.value.waiting == 2


def test_a_cancelled_job_hears_nothing_more_and_frees_its_slot():
    scheduler = Scheduler(slots=1, backlog=2)
    running, waiting, last = Diary(), Diary(), Diary()
    jobs = [Job(iter(range(5)), diary) for diary in (running, waiting, last)]
    for job in jobs:
        scheduler.add(job)
    scheduler.step()
    scheduler.cancel(jobs[0])
    scheduler.cancel(jobs[1])
    run_dry(scheduler)
    assert running.entries == ["started", 0]
    assert "started" not in waiting.entries
    assert last.entries[-1] == "finished"


def test_closing_fails_what_is_left_and_takes_no_more():
    going_on = threading.Event()

    def endless():
        while True:
            going_on.set()
            yield 1

    scheduler = Scheduler(slots=1, backlog=1)
    running, waiting = Diary(), Diary()
    scheduler.start()
    for diary in (running, waiting):
        scheduler.add(Job(endless(), diary))
    assert going_on.wait(5)
    scheduler.close()
    assert isinstance(running.entries[-1], ClosedError)
    assert isinstance(waiting.entries[-1], ClosedError)
    with pytest.raises(ClosedError):
        scheduler.add(Job(endless(), Diary()))


@given(
    slots=st.integers(1, 3),
    lengths=st.lists(st.integers(0, 5), max_size=8),
    cancelled=st.sets(st.tuples(st.integers(0, 7), st.integers(0, 30))),
)
def test_every_job_finishes_once_unless_it_was_cancelled(slots, lengths, cancelled):
    scheduler = Scheduler(slots, backlog=len(lengths))
    diaries = [Diary() for _ in lengths]
    jobs = [Job(iter(range(length)), diary) for length, diary in zip(lengths, diaries, strict=True)]
    for job in jobs:
        scheduler.add(job)
    for tick in range(sum(lengths) + 2 * len(lengths) + 1):
        for index, moment in cancelled:
            if moment == tick and index < len(jobs):
                scheduler.cancel(jobs[index])
        scheduler.step()
        assert len(scheduler.running) <= slots
    assert not scheduler.running
    assert not scheduler.waiting
    for job, diary, length in zip(jobs, diaries, lengths, strict=True):
        steps = [entry for entry in diary.entries if isinstance(entry, int)]
        assert steps == list(range(len(steps)))
        if not job.cancelled:
            assert len(steps) == length
        assert diary.entries.count("finished") == (1 if "finished" in diary.entries else 0)
        assert job.cancelled or diary.entries[-1] == "finished"


def test_the_thread_runs_jobs_from_other_threads():
    scheduler = Scheduler(slots=2, backlog=20)
    scheduler.start()
    diaries = [Diary() for _ in range(10)]
    adders = [threading.Thread(target=scheduler.add, args=(Job(iter(range(20)), diary),)) for diary in diaries]
    for adder in adders:
        adder.start()
    for diary in diaries:
        assert diary.over.wait(5)
    scheduler.close()
    assert all(diary.entries[-21:] == [*range(20), "finished"] for diary in diaries)
