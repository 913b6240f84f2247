"""A playground with the small bot in it."""

import asyncio
import struct
import time
import zlib
from contextlib import asynccontextmanager, suppress

import pytest

from bot.playground import Playground, pointed_at, roster
from bot.playground.permissions import Permissions
from tests.playground.mimic import Mimic

TOKEN = "a token for tests"  # noqa: S105


class Clock:
    """The time, which tests can move on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


def png_of(width: int, height: int) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@asynccontextmanager
async def running(discord: Playground, bot: Mimic):
    """Let the bot run in this playground."""
    with pointed_at(discord.url):
        async with bot:
            task = asyncio.create_task(bot.start(discord.token))
            try:
                ready = asyncio.create_task(discord.bot_ready())
                await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
                if task.done():
                    ready.cancel()
                    await task
                await bot.wait_until_ready()
                yield bot
            finally:
                await bot.close()
                with suppress(asyncio.CancelledError):
                    await task


def let_the_bot(discord: Playground, more: Permissions) -> None:
    """Let the bot's role allow more."""
    guild = discord.world.guild
    (role,) = guild.members[discord.bot_user.id].roles
    roster.change_role(discord.world, guild, role, role.permissions | more)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def discord(clock):
    async with Playground(TOKEN, clock=clock) as playground:
        yield playground


@pytest.fixture
async def bot(discord):
    async with running(discord, Mimic()) as mimic:
        yield mimic


@pytest.fixture
def sky():
    return png_of(40, 30)


@pytest.fixture(autouse=True)
def _as_discord_describes_it(contract_kept):
    """Whatever these tests do, the playground answers as Discord does."""
