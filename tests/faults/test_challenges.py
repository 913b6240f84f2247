"""Through whatever phase of a challenge the bot is killed, it ends as the people decided, and is told once."""

import io

import pytest
from PIL import Image

from tests.faults.conftest import house
from tests.faults.festival import BLIND, HEARTS, PAIRS, PLACES, RELAY, STEPS, Festival, told

LIMITS = {"challenges_per_server": 10, "challenges_per_host": 10}


@pytest.mark.timeout(300)
async def test_challenges_of_every_kind_end_as_people_decided_though_the_bot_dies_in_each_phase(tmp_path, landscape):
    async with house(tmp_path, landscape, seconds=0.02, **LIMITS) as home:
        festival = Festival(home)
        results = await festival.hold()
        assert festival.deaths == 5
        words = {kind: results[number].content for kind, number in festival.by_kind.items()}
        assert told(words[HEARTS]) == festival.hearts()
        assert told(words[PLACES]) == festival.points()
        assert told(words[PAIRS]) == festival.strengths()
        medals = [f"{medal} <@{person}>" for medal, person in zip("🥇🥈", festival.solvers, strict=True)]
        assert words[BLIND].splitlines()[1:3] == medals
        assert f"{STEPS} steps deep" in words[RELAY]
        film = results[festival.by_kind[RELAY]].attachments[0]
        assert Image.open(io.BytesIO(await home.discord.fetch(film))).n_frames > 1
        assert "Traceback" not in home.bot.log
