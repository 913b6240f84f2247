"""Choices: what Discord suggests while somebody fills in a form."""

from discord.app_commands import Choice

from bot.asking.vocabulary import Vocabulary
from bot.refusals import EngineAsleep
from bot.words import say

_SHOWN = 25
"""Choices that Discord shows at most."""
_LETTERS = 100
"""Letters that it shows of each."""


async def preset_choices(vocabulary: Vocabulary, current: str) -> list[Choice[str]]:
    """Return the presets that fit what somebody typed so far; none where no engine answers."""
    try:
        menu = await vocabulary.menu()
    except EngineAsleep:
        return []
    return [
        Choice(name=f"{preset.emoji} {preset.name} – {say(preset.line)}"[:_LETTERS], value=preset.name)
        for preset in menu.matching(current)[:_SHOWN]
    ]


async def class_choices(vocabulary: Vocabulary, current: str) -> list[Choice[str]]:
    """Return the classes that fit what somebody typed so far; none where no engine answers."""
    try:
        classes = await vocabulary.classes()
    except EngineAsleep:
        return []
    return [Choice(name=name, value=name) for name in classes.matching(current)[:_SHOWN]]
