"""Whenever the bot is killed and whatever goes wrong around it, nothing that it had accepted is lost or done twice."""

import pytest

from tests.faults.lives import Tally
from tests.faults.moments import Moment
from tests.faults.troubles import Trouble

SHORT = 1.5


@pytest.mark.timeout(300)
async def test_no_death_and_no_trouble_loses_or_doubles_a_dream_or_harms_a_vote_or_a_limit(home):
    """Those with which most can go wrong, for a moment; `make faults` takes them all, many times and for longer."""
    await home.settle()
    for seed, moment in enumerate((Moment.POSTED, Moment.RUNNING, Moment.DELIVERED)):
        tally = Tally()
        await home.die_and_go_on(seed, moment, tally)
        assert tally.accepted
        assert tally.harm == 0, (moment, tally)
    for seed, which in enumerate((Trouble.ENGINE_DIES, Trouble.DISK_FULL, Trouble.DISCORD_AWAY)):
        tally = Tally()
        await home.bear(seed, which, SHORT, tally)
        assert tally.accepted
        assert tally.harm == 0, (which, tally)
    assert "Traceback" not in home.bot.log
