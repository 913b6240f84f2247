"""Through whatever phase of a challenge the bot is killed, it ends as the people decided, and is told once."""

import pytest

from tests.faults.conftest import house
from tests.faults.festival import DEATHS, LIMITS, Festival


@pytest.mark.timeout(300)
async def test_challenges_of_every_kind_end_as_people_decided_though_the_bot_dies_in_each_phase(tmp_path, landscape):
    """One festival; `make faults` holds several, each with other moments and other votes."""
    async with house(tmp_path, landscape, seconds=0.02, **LIMITS) as home:
        festival = Festival(home)
        assert await festival.hold() == []
        assert festival.deaths == DEATHS
        assert "Traceback" not in home.bot.log
