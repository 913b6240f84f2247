"""Discord is down for an hour, which passes in a second: pauses end at once, and their seconds are added up."""

from collections import Counter

from bot.playground import Playground
from tests.end_to_end.conftest import TOKEN, at_home, is_card, is_dream
from tests.faults.schedules import Hurried
from tests.simulated_engine import Script, SimulatedEngine

HOUR = 3600.0
CARD = "POST", r"/channels/\d+/messages$"
DELIVERY = "PATCH", r"/channels/\d+/messages/\d+$"


async def stay_away(folder, picture, refused, status, tally):
    """Let somebody ask, refuse that kind of request for an hour, and count what is there when it is over."""
    method, path = refused
    with SimulatedEngine(folder / "engine.sock", Script(seconds=0.05)) as engine:
        async with Playground(TOKEN) as discord, at_home(discord, engines=(engine.url,), card_interval=60):
            clock = Hurried(lambda slept: discord.faults.heal() if slept >= HOUR else None)
            with clock.hurrying():
                fault = discord.faults.answer(method, path, status, times=10**6)
                ada, channel = discord.people["Ada"], discord.channels["dreams"]
                asked = await ada.say(channel, "!dream eyes", files=[("hill.png", picture)])
                await discord.until(is_dream, after=asked, timeout=60)
                assert fault.met > 60
                assert clock.slept >= HOUR
                said = [message for message in channel.messages.values() if message.author.bot]
    tally.runs += 1
    tally.accepted += 1
    tally.lost += not any(map(is_dream, said)) or any(map(is_card, said))
    tally.doubled += sum(Counter(message.reference_id for message in said).values()) - 1
