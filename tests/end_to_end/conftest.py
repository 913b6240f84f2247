"""The whole house: a local Discord, the real client in it, and a real engine behind a real socket."""

import asyncio
import contextlib
import io
import secrets
import tempfile
from pathlib import Path

import pytest
from PIL import Image
from pydantic import SecretStr

from bot.playground import Playground
from bot.running import connected
from bot.settings import BotSettings
from tests.simulated_engine import Script, SimulatedEngine

TOKEN = "a token for tests"  # noqa: S105


@contextlib.asynccontextmanager
async def at_home(discord, *, wait=True, **settings):
    """Let the bot run in this playground, with small dreams and quick cards, and stop without waiting for dreams.

    Without `wait`, it is given before all its shards, or those of other processes, are connected.
    """
    with tempfile.TemporaryDirectory() as data:
        given = {
            "token": SecretStr(TOKEN),
            "discord_url": discord.url,
            "data": Path(data),
            "size": 96,
            "card_interval": 0.02,
            "stop_within": 0,
            **settings,
        }
        async with connected(BotSettings(_env_file=None, **given)) as run:
            # Here all servers are told of at once: nobody has to wait two seconds for more of them.
            run.bot._connection.guild_ready_timeout = 0.05
            if wait:
                await discord.bot_ready()
            yield run


@pytest.fixture(autouse=True)
def _as_discord_describes_it(contract_kept):
    """Whatever the bot does in these tests, the playground answers as Discord does."""


@pytest.fixture
async def discord():
    async with Playground(TOKEN) as playground:
        yield playground


@pytest.fixture
async def bot(discord, engine):
    async with at_home(discord, engines=(engine.url,)) as run:
        yield run.bot


@pytest.fixture
def pretender(tmp_path):
    """Start engines that only pretend to dream, and so take exactly as long as they are told."""
    with contextlib.ExitStack() as stack:

        def start(**script):
            path = tmp_path / f"pretender-{secrets.token_hex(2)}.sock"
            return stack.enter_context(SimulatedEngine(path, Script(**script)))

        yield start


def buttons(message):
    """The buttons of a message: what each does, and the id to press it by."""
    pressable = [each["custom_id"] for row in message.components for each in row["components"]]
    return {custom_id.split(":")[1]: custom_id for custom_id in pressable}


def is_card(message):
    """Whether it is the card of a dream that is not over."""
    return message.author.bot and "cancel" in buttons(message)


def is_dream(message, preset=None):
    """Whether it is a finished dream, of that preset if one is given."""
    done = message.author.bot and "again" in buttons(message) and len(message.attachments) == 1
    return done and (preset is None or f"**{preset}**" in message.content)


def has_panel(message, presets):
    """Whether it is a dream with the bot's reaction for each preset."""
    return is_dream(message) and all(preset.emoji in message.reactions for preset in presets)


async def eventually(condition, seconds=20):
    """Wait until a coroutine function returns something true: for what nobody is told of, such as a row."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)


async def dreamt(discord, person, channel, picture, words="!dream eyes"):
    """Let somebody ask for a dream of a picture, and return the dream."""
    asked = await person.say(channel, words, files=[("landscape.png", picture)])
    return await discord.until(is_dream, after=asked)


async def nothing_under_way(bot):
    """Wait until no dream is unfinished."""

    async def over():
        return not await bot.dispatcher.store.jobs.unfinished()

    await eventually(over)


async def file_of(discord, message):
    """The file of a dream, downloaded as people's clients do."""
    (attachment,) = message.attachments
    return await discord.fetch(attachment)


async def picture_of(discord, message):
    """The picture in it."""
    return Image.open(io.BytesIO(await file_of(discord, message)))
