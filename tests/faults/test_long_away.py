"""Discord is down for an hour: whatever was accepted before is there when it is back, once."""

import pytest

from tests.faults.lives import Tally
from tests.faults.long_away import CARD, DELIVERY, stay_away


@pytest.mark.parametrize("refused", [CARD, DELIVERY], ids=["before the card is posted", "before it is delivered"])
@pytest.mark.parametrize("status", [503, 429])
async def test_what_was_accepted_outlives_an_hour_without_discord(tmp_path, landscape, refused, status):
    tally = Tally()
    await stay_away(tmp_path, landscape, refused, status, tally)
    assert tally.accepted == 1
    assert tally.harm == 0, tally
