"""Whatever goes wrong around the bot, it goes on with all that it had accepted, and posts nothing twice."""

import pytest

from tests.faults.lives import Tally
from tests.faults.troubles import Trouble

SHORT = 1.5


@pytest.mark.timeout(300)
async def test_no_trouble_loses_an_accepted_dream_or_doubles_one(home):
    """Those with which most can go wrong, for a moment; `make faults` takes them all, for longer."""
    for seed, which in enumerate((Trouble.ENGINE_DIES, Trouble.DISK_FULL, Trouble.DISCORD_AWAY)):
        tally = Tally()
        await home.bear(seed, which, SHORT, tally)
        assert tally.accepted
        assert (tally.lost, tally.doubled, tally.orphans) == (0, 0, 0)
    assert "Traceback" not in home.bot.log
