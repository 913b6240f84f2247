"""The scheduler: slots taken in order, steps in turn, nothing lost and nothing told after the end."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scheduler import BacklogFullError, ClosedError, Job, Scheduler
from engine.turns import Turns


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


class Work:
    """Jobs of which nobody takes a step before all of them are there, by a clock that their steps alone move on."""

    def __init__(self, slots, backlog=9):
        self._now = 0.0
        self.jobs = []
        self._all_there = threading.Event()
        self.scheduler = Scheduler(slots, backlog, Turns(lambda: self._now))

    def job(self, steps, diary, seconds=1.0):
        def taken():
            self._all_there.wait()
            for step in steps:
                self._now += seconds
                yield step

        job = Job(taken(), diary)
        self.scheduler.add(job)
        self.jobs.append(job)
        return job

    def do(self):
        """Do all of it, and wait until each job that is not cancelled has ended."""
        self._all_there.set()
        for job in self.jobs:
            while not job.cancelled and not job.listener.over.wait(0.01):
                pass
        self.scheduler.close()


def test_running_jobs_take_steps_in_turn():
    told = []
    work = Work(slots=2)
    diaries = [Diary(told, name) for name in "ab"]
    for diary in diaries:
        work.job(range(3), diary)
    work.do()
    assert told == [("a", 0), ("b", 0), ("a", 1), ("b", 1), ("a", 2), ("b", 2)]


def test_a_small_job_takes_its_steps_between_two_of_a_large_one():
    told = []
    work = Work(slots=2)
    film, small = Diary(told, "film"), Diary(told, "small")
    work.job(range(2), film, seconds=60.0)
    work.job(range(30), small, seconds=1.0)
    work.do()
    assert told == [("film", 0), *(("small", step) for step in range(30)), ("film", 1)]


def test_a_small_job_goes_first_in_the_middle_of_a_long_step():
    told = []
    work = Work(slots=2)
    film, small = Diary(told, "film"), Diary(told, "small")

    def frames():
        for piece in range(3):
            yield piece
            work.scheduler.pause()

    work.job((list(frames()) for _ in range(1)), film, seconds=60.0)
    work.job(range(2), small)
    work.do()
    assert [name for name, _ in told] == ["film", "small", "small"]


def test_who_waits_hears_the_position_and_each_move():
    work = Work(slots=1)
    diaries = [Diary() for _ in range(3)]
    for diary in diaries:
        work.job(range(1), diary)
    work.do()
    assert diaries[0].entries == ["started", 0, "finished"]
    assert diaries[2].entries == [("queued", 2), ("queued", 1), "started", 0, "finished"]


def test_a_job_that_raises_ends_alone():
    def broken():
        yield 1
        raise RuntimeError("boom")

    work = Work(slots=2, backlog=0)
    bad, good = Diary(), Diary()
    work.job(broken(), bad)
    work.job(range(4), good)
    work.do()
    assert bad.entries[:2] == ["started", 1]
    assert isinstance(bad.entries[2], RuntimeError)
    assert good.entries == ["started", 0, 1, 2, 3, "finished"]


def test_a_full_backlog_refuses():
    work = Work(slots=1, backlog=1)
    diaries = [Diary() for _ in range(2)]
    for diary in diaries:
        work.job(range(1), diary)
    with pytest.raises(BacklogFullError) as refused:
        work.job(range(1), Diary())
    assert refused.value.waiting == 1
    work.do()


def test_a_cancelled_job_hears_nothing_more_and_frees_its_slot():
    work = Work(slots=1, backlog=2)
    running, waiting, last = Diary(), Diary(), Diary()
    jobs = []

    def steps():
        yield 0
        for job in jobs[:2]:
            work.scheduler.cancel(job)
        yield 1

    jobs += [work.job(steps(), running), work.job(range(5), waiting), work.job(range(5), last)]
    work.do()
    assert running.entries == ["started", 0]
    assert "started" not in waiting.entries
    assert last.entries[-1] == "finished"


def test_a_cancelled_job_stops_in_the_middle_of_a_step():
    work = Work(slots=1)
    cancelled, following = Diary(), Diary()
    got_on = []

    def steps():
        work.scheduler.cancel(job)
        work.scheduler.pause()
        got_on.append("farther")
        yield 0

    job = work.job(steps(), cancelled)
    work.job(range(1), following)
    work.do()
    assert cancelled.entries == ["started"]
    assert got_on == []


def test_a_pause_of_somebody_who_takes_no_step_is_nothing():
    work = Work(slots=1)
    work.scheduler.pause()
    diary = Diary()
    work.job(range(1), diary)
    work.do()
    assert diary.entries[-1] == "finished"


def test_closing_fails_what_is_left_and_takes_no_more():
    going_on = threading.Event()

    def endless():
        while True:
            going_on.set()
            yield 1

    scheduler = Scheduler(slots=2, backlog=1)
    diaries = [Diary() for _ in range(3)]
    for diary in diaries:
        scheduler.add(Job(endless(), diary))
    assert going_on.wait(5)
    scheduler.close()
    assert all(isinstance(diary.entries[-1], ClosedError) for diary in diaries)
    assert not scheduler.alive
    with pytest.raises(ClosedError):
        scheduler.add(Job(endless(), Diary()))


@given(
    slots=st.integers(1, 3),
    lengths=st.lists(st.integers(0, 5), max_size=8),
    cancelled=st.sets(st.tuples(st.integers(0, 7), st.integers(0, 30))),
)
def test_every_job_finishes_once_unless_it_was_cancelled(slots, lengths, cancelled):
    work = Work(slots, backlog=len(lengths))
    jobs, taken = [], []

    def steps(length):
        for step in range(length):
            assert len(work.scheduler.running) <= slots
            taken.append(step)
            for index, moment in cancelled:
                if moment == len(taken) and index < len(jobs):
                    work.scheduler.cancel(jobs[index])
            yield step

    diaries = [Diary() for _ in lengths]
    jobs += [work.job(steps(length), diary) for length, diary in zip(lengths, diaries, strict=True)]
    work.do()
    for job, diary, length in zip(jobs, diaries, lengths, strict=True):
        told = [entry for entry in diary.entries if isinstance(entry, int)]
        assert told == list(range(len(told)))
        if job.cancelled:
            assert "finished" not in diary.entries or len(told) == length
        else:
            assert len(told) == length
            assert diary.entries[-1] == "finished"
        assert diary.entries.count("finished") <= 1


def test_jobs_come_from_any_thread():
    scheduler = Scheduler(slots=2, backlog=20)
    diaries = [Diary() for _ in range(10)]
    adders = [threading.Thread(target=scheduler.add, args=(Job(iter(range(20)), diary),)) for diary in diaries]
    for adder in adders:
        adder.start()
    for diary in diaries:
        assert diary.over.wait(5)
    scheduler.close()
    assert all(diary.entries[-21:] == [*range(20), "finished"] for diary in diaries)


def test_it_rests_when_no_job_runs_any_more():
    rested = threading.Event()
    scheduler = Scheduler(slots=1, backlog=0, rest=rested.set)
    try:
        scheduler.add(Job(iter(range(3)), Diary()))
        assert rested.wait(10)
        assert not scheduler.running
    finally:
        scheduler.close()
