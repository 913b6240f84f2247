"""Whatever goes wrong in whatever order, each accepted dream comes, once."""

from tests.faults.lives import Tally
from tests.faults.schedules import fast_house, play

SCHEDULES = 25


async def test_random_schedules_of_faults_lose_nothing_and_double_nothing(tmp_path, landscape):
    """Some; `make faults` plays a thousand."""
    tally = Tally()
    async with fast_house(tmp_path) as (discord, run, engine):
        for seed in range(SCHEDULES):
            await play(seed, discord, run, engine, landscape, tally)
    assert tally.accepted >= SCHEDULES
    assert (tally.lost, tally.doubled) == (0, 0)
