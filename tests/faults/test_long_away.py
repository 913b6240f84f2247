"""Discord is down for an hour: whatever was accepted before is there when it is back, once."""

import asyncio

import pytest

from bot.dreams import delivery, posting, reception
from bot.playground import Playground
from tests.end_to_end.conftest import TOKEN, at_home, is_card, is_dream
from tests.simulated_engine import Script, SimulatedEngine

HOUR = 3600.0


class Hurried:
    """In the place of asyncio: who sleeps wakes at once, and after an hour of sleep all is well again."""

    def __init__(self, heal):
        self.slept = 0.0
        self._heal = heal

    def __getattr__(self, name):
        return getattr(asyncio, name)

    async def sleep(self, seconds):
        self.slept += seconds
        if self.slept >= HOUR:
            self._heal()
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", r"/channels/\d+/messages$"), ("PATCH", r"/channels/\d+/messages/\d+$")],
    ids=["before the card is posted", "before the dream is delivered"],
)
@pytest.mark.parametrize("status", [503, 429])
async def test_what_was_accepted_outlives_an_hour_without_discord(
    tmp_path, landscape, monkeypatch, method, path, status
):
    with SimulatedEngine(tmp_path / "engine.sock", Script(seconds=0.05)) as engine:
        async with Playground(TOKEN) as discord, at_home(discord, engines=(engine.url,), card_interval=60):
            clock = Hurried(discord.faults.heal)
            for module in ("discord.http", delivery.__name__, posting.__name__, reception.__name__):
                monkeypatch.setattr(f"{module}.asyncio", clock)
            fault = discord.faults.answer(method, path, status, times=10**6)
            ada, channel = discord.people["Ada"], discord.channels["dreams"]
            asked = await ada.say(channel, "!dream eyes", files=[("hill.png", landscape)])
            dream = await discord.until(is_dream, after=asked, timeout=60)
            assert fault.met > 60
            assert clock.slept >= HOUR
            assert not is_card(dream)
            assert [message for message in channel.messages.values() if message.author.bot] == [dream]
