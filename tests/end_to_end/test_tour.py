"""The scripted tour of the playground."""

import io

import pytest
from PIL import Image

from bot.demo import Tour, TourError, paintings, tour
from tests.end_to_end.conftest import at_home


async def test_the_tour_goes_from_a_cloud_to_the_podium_and_tells_each_step(discord, pretender, dreams, monkeypatch):
    told = []
    monkeypatch.setattr(tour, "PATIENCE", 10)
    async with at_home(discord, engines=(pretender(seconds=0.02).url,)):
        await Tour(discord, pause=0, tell=told.append).play()
    assert len(told) == 7
    results = list(dreams.messages.values())[-1]
    assert results.content.endswith("· results")
    assert "of 3 dreams and 4 voters" in results.content


async def test_a_tour_in_which_the_bot_falls_silent_says_at_which_step(discord, monkeypatch):
    monkeypatch.setattr(tour, "PATIENCE", 0.05)
    with pytest.raises(TourError, match="a picture of clouds"):
        await Tour(discord, pause=0).play()


@pytest.mark.parametrize("painting", [paintings.clouds, paintings.hills])
def test_paintings_are_pictures_that_the_same_seed_gives_again(painting):
    assert painting(1) == painting(1) != painting(2)
    assert Image.open(io.BytesIO(painting(1))).size == paintings.SIZE
