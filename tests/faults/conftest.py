"""A playground with an engine that takes its time, and the bot as a process in it."""

import contextlib

import pytest

from bot.playground import Playground
from tests.faults.bot_process import TOKEN, BotProcess
from tests.faults.lives import DREAM_SECONDS, House
from tests.faults.standing import Limit
from tests.simulated_engine import Script, SimulatedEngine


@contextlib.asynccontextmanager
async def house(folder, picture, *, seconds=DREAM_SECONDS, own_engine=False, **settings):
    """Let the bot live in a playground, one dream after the other, each of so many seconds.

    Or with a real engine of its own, whose dreams take as long as they take.
    """
    script = Script(seconds=seconds, slots=1)
    with SimulatedEngine(folder / "engine.sock", script) as engine:
        async with Playground(TOKEN) as discord:
            given = {"card_interval": 60, "size": 96, **Limit.settings(discord), **settings}
            bot = BotProcess(discord, None if own_engine else engine.url, folder / "data", **given)
            await bot.start()
            try:
                yield House(discord, bot, engine, folder / "data", picture, children=int(own_engine))
            finally:
                bot.kill()
                await bot.ended()


@pytest.fixture(autouse=True)
def _as_discord_describes_it(contract_kept):
    """Whenever the bot is killed, the playground answers as Discord does."""


@pytest.fixture
async def home(tmp_path, landscape):
    async with house(tmp_path, landscape) as home:
        yield home
