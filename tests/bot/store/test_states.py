"""Whatever is tried with a job, in whatever order, it walks the table of changes and ends once."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store.opening import opened
from bot.store.states import CHANGES, ForbiddenChangeError, State
from tests.bot.store.jobs import NOON, job

TRIES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(State), st.sampled_from(State)), max_size=30)


def test_every_state_can_be_reached_and_every_unfinished_one_can_end():
    assert set().union(*CHANGES.values()) | {State.QUEUED} == set(State)
    for state, following in CHANGES.items():
        assert state.final or {State.FAILED, State.CANCELLED} <= following


@given(tries=TRIES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_a_job_walks_the_table_and_nothing_else(tmp_path_factory, tries):
    """The model: a dictionary and the table. The store must agree with it after each try."""
    async with opened(tmp_path_factory.mktemp("data")) as store:
        accepted = [job(number) for number in range(3)]
        model = {each.id: State.QUEUED for each in accepted}
        for each in accepted:
            await store.jobs.accept(each)
        for second, (number, before, after) in enumerate(tries):
            chosen = accepted[number].id
            try:
                moved = await store.jobs.move(chosen, before, after, NOON + timedelta(seconds=second))
            except ForbiddenChangeError:
                assert after not in CHANGES[before]
                continue
            assert moved == (model[chosen] is before)
            if moved:
                model[chosen] = after
        assert {each.id: each.state for each in await store.jobs.asked_since(NOON)} == model
        unfinished = [each.id for each in accepted if not model[each.id].final]
        assert [each.id for each in await store.jobs.unfinished()] == unfinished
