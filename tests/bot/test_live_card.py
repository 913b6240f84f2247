"""A card on the screen goes on when an edit of it fails, and shows with the next one what that was to show."""

import asyncio

import discord
import pytest

from bot.dreams.live_card import HeldUp, LiveCard, Waiting
from engine.dreaming.recipe import Recipe
from engine.protocol import PresetLine

EYES = PresetLine(name="eyes", emoji="👀", line="Eyes everywhere.", recipe=Recipe(objective="block9"))


class Message:
    """A message of Discord's; the first edit of it breaks off."""

    id = 1

    def __init__(self):
        self.edits = asyncio.Queue()
        self._broken = True

    async def edit(self, **changes):
        self.edits.put_nowait(changes)
        if self._broken:
            self._broken = False
            raise ConnectionResetError


@pytest.fixture
async def message():
    return Message()


@pytest.fixture
async def buttons():
    return discord.ui.View(timeout=None)


@pytest.fixture
async def card(message, buttons):
    card = LiveCard(message, EYES, 0, spoiler=False, buttons=buttons)
    yield card
    await card.stop()


async def test_what_an_edit_that_fails_was_to_show_is_shown_with_the_next(message, card, buttons):
    card.show(Waiting(0, None))
    failed = await asyncio.wait_for(message.edits.get(), 5)
    assert failed == {"view": buttons, "content": "👀 **eyes** · next in line"}
    card.show(Waiting(0, None))
    assert await asyncio.wait_for(message.edits.get(), 5) == failed
    card.show(HeldUp())
    assert set(await asyncio.wait_for(message.edits.get(), 5)) == {"content"}
