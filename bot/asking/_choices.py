"""Choices: what Discord suggests while somebody fills in a form."""

from discord.app_commands import Choice

from bot.asking.intake import Intake
from bot.refusals import EngineAsleep

_SHOWN = 25
"""As many as Discord shows, of so many letters:"""
_LETTERS = 100


async def preset_choices(intake: Intake, current: str) -> list[Choice[str]]:
    """Return the presets that fit what somebody typed so far; none where no engine answers."""
    try:
        menu = await intake.menu()
    except EngineAsleep:
        return []
    return [
        Choice(name=f"{preset.emoji} {preset.name} – {preset.line}"[:_LETTERS], value=preset.name)
        for preset in menu.matching(current)[:_SHOWN]
    ]


async def class_choices(intake: Intake, current: str) -> list[Choice[str]]:
    """Return the classes that fit what somebody typed so far; none where no engine answers."""
    try:
        classes = await intake.classes()
    except EngineAsleep:
        return []
    return [Choice(name=name, value=name) for name in classes.matching(current)[:_SHOWN]]
