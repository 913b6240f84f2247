"""Discord is down for an hour: whatever was accepted before is there when it is back, once."""

import pytest

from bot.playground import Playground
from tests.end_to_end.conftest import TOKEN, at_home, is_card, is_dream
from tests.faults.schedules import Hurried
from tests.simulated_engine import Script, SimulatedEngine

HOUR = 3600.0


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", r"/channels/\d+/messages$"), ("PATCH", r"/channels/\d+/messages/\d+$")],
    ids=["before the card is posted", "before the dream is delivered"],
)
@pytest.mark.parametrize("status", [503, 429])
async def test_what_was_accepted_outlives_an_hour_without_discord(tmp_path, landscape, method, path, status):
    with SimulatedEngine(tmp_path / "engine.sock", Script(seconds=0.05)) as engine:
        async with Playground(TOKEN) as discord, at_home(discord, engines=(engine.url,), card_interval=60):
            clock = Hurried(lambda slept: discord.faults.heal() if slept >= HOUR else None)
            with clock.hurrying():
                fault = discord.faults.answer(method, path, status, times=10**6)
                ada, channel = discord.people["Ada"], discord.channels["dreams"]
                asked = await ada.say(channel, "!dream eyes", files=[("hill.png", landscape)])
                dream = await discord.until(is_dream, after=asked, timeout=60)
                assert fault.met > 60
                assert clock.slept >= HOUR
                assert not is_card(dream)
                assert [message for message in channel.messages.values() if message.author.bot] == [dream]
