"""What a card says while a dream waits, runs, is done or came to nothing."""

import math

from engine.protocol import Done, PresetLine, Progress

_BAR = 12


def waiting(preset: PresetLine, position: int) -> str:
    """Return the words of a card whose dream has so many before it."""
    before = "next in line" if position == 0 else f"{position} before you" if position > 1 else "1 before you"
    return f"{_title(preset)} · {before}"


def falling_asleep(preset: PresetLine) -> str:
    """Return the words of a card before the engine has said anything."""
    return f"{_title(preset)} · falling asleep …"


def dreaming(preset: PresetLine, progress: Progress, now: float) -> str:
    """Return the words of a card whose dream is under way; `now` is in Unix seconds."""
    full = round(progress.fraction * _BAR)
    bar = "▰" * full + "▱" * (_BAR - full)
    ready = math.ceil(now + progress.eta)
    return (
        f"{_title(preset)} · {progress.part} {progress.number} of {progress.of}\n"
        f"{bar} {progress.fraction:.0%} · ready <t:{ready}:R>"
    )


def done(preset: PresetLine, asker: int, dream: Done) -> str:
    """Return the words under a dream."""
    return (
        f"{_title(preset)} for <@{asker}>\n"
        f"-# seed {dream.recipe.seed} · {dream.width} × {dream.height} · dreamt in {dream.seconds:.1f} s · "
        "react to dream the same picture differently"
    )


def alternative_text(preset: PresetLine, *, of_noise: bool) -> str:
    """Return what a person who cannot see the dream should know of it."""
    return f"{'Pure noise' if of_noise else 'The picture'}, dreamt with the preset {preset.name}: {preset.line}"


def cancelled(preset: PresetLine) -> str:
    """Return the words of a card whose dream was stopped."""
    return f"{_title(preset)} · cancelled"


def interrupted(preset: PresetLine) -> str:
    """Return the words of a card whose dream ends because the bot does."""
    return f"{_title(preset)} · I was woken up; ask me again in a moment"


def failed(preset: PresetLine, sentence: str) -> str:
    """Return the words of a card whose dream came to nothing."""
    return f"{_title(preset)} · {sentence}"


def _title(preset: PresetLine) -> str:
    return f"{preset.emoji} **{preset.name}**"
