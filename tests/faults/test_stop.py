"""A bot that is told to stop ends what it can in time, and leaves the rest to the next."""

import signal

from tests.end_to_end.conftest import is_card, is_dream
from tests.faults.conftest import house


async def test_a_bot_that_is_told_to_stop_hands_its_dreams_to_the_next(tmp_path, landscape):
    async with house(tmp_path, landscape, seconds=3, stop_within=0) as home:
        channel, ada = home.discord.channels["dreams"], home.discord.people["Ada"]
        asked = [await ada.say(channel, "!dream eyes", files=[("hill.png", landscape)]) for _ in range(2)]
        cards = [await home.discord.until(lambda m, q=q: is_card(m) and m.referenced is q) for q in asked]
        home.bot.signal(signal.SIGTERM)
        assert await home.bot.ended() == 0
        assert all("goes on as soon as I sleep again" in card.content for card in cards)
        await home.bot.start()
        for card in cards:
            assert await home.discord.until(lambda m, card=card: m is card and is_dream(m))
        assert len(home.said()) == 2
        assert "Traceback" not in home.bot.log


async def test_a_bot_that_is_told_to_stop_finishes_what_can_be_finished_in_time(home, landscape):
    channel, ada = home.discord.channels["dreams"], home.discord.people["Ada"]
    asked = await ada.say(channel, "!dream eyes", files=[("hill.png", landscape)])
    card = await home.discord.until(is_card, after=asked)
    home.bot.signal(signal.SIGTERM)
    assert await home.bot.ended() == 0
    assert is_dream(card)


async def test_a_second_signal_ends_it_at_once_and_loses_nothing(tmp_path, landscape):
    async with house(tmp_path, landscape, stop_within=600) as home:
        home.discord.faults.answer("PATCH", r"/channels/\d+/messages/\d+$", 502, times=10**6)
        channel, ada = home.discord.channels["dreams"], home.discord.people["Ada"]
        asked = await ada.say(channel, "!dream eyes", files=[("hill.png", landscape)])
        card = await home.discord.until(is_card, after=asked)
        assert await home.bot.ended_by(signal.SIGINT) != 0
        home.discord.faults.heal()
        await home.bot.start()
        assert await home.discord.until(is_dream, after=asked) is card
