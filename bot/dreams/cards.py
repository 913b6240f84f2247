"""What a card says while a dream waits, runs, is done or came to nothing."""

import math
from typing import Protocol

from bot.store.jobs import Job
from engine.protocol import Done, Progress, Tasted

_BAR = 12

_LONGEST_DESCRIPTION = 1024
"""Discord's limit."""


class Preset(Protocol):
    """A preset as people see it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def emoji(self) -> str:
        """What stands for it."""

    @property
    def line(self) -> str:
        """What it does."""


def waiting(preset: Preset, before: int, ready: float | None) -> str:
    """Return the words of a card whose dream has so many before it; `ready` is in Unix seconds, None if unknown."""
    line = "next in line" if before == 0 else f"{before} before you"
    return f"{_title(preset)} · {line}" + (f" · ready <t:{math.ceil(ready)}:R>" if ready is not None else "")


def falling_asleep(preset: Preset) -> str:
    """Return the words of a card before the engine has said anything."""
    return f"{_title(preset)} · falling asleep …"


def dreaming(preset: Preset, progress: Progress, now: float) -> str:
    """Return the words of a card whose dream is under way; `now` is in Unix seconds."""
    full = round(progress.fraction * _BAR)
    bar = "▰" * full + "▱" * (_BAR - full)
    ready = math.ceil(now + progress.eta)
    return (
        f"{_title(preset)} · {progress.part} {progress.number} of {progress.of}\n"
        f"{bar} {progress.fraction:.0%} · ready <t:{ready}:R>"
    )


def done(job: Job, dream: Done | Tasted) -> str:
    """Return the words under a dream, or under a tasting sheet."""
    if isinstance(dream, Tasted):
        facts = f"{len(dream.presets)} tastes in {dream.seconds:.1f} s · react with an emoji to dream that one whole"
    else:
        facts = (
            f"seed {dream.recipe.seed} · {dream.width} × {dream.height} · dreamt in {dream.seconds:.1f} s · "
            "react to dream the same picture differently"
        )
    lowered = f"\n-# {dream.lowered}" if dream.lowered else ""
    return f"{_title(job.title)} for <@{job.asker}>\n-# {facts}{lowered}"


def alternative_text(job: Job) -> str:
    """Return what a person who cannot see the dream should know of it."""
    what = "pure noise" if job.source is None else "the picture"
    dreamt = f"dreamt with the preset {job.preset.name}: {job.preset.line}"
    if job.tasting is not None:
        return f"Small dreams of {what} side by side: {', '.join(job.tasting)}"[:_LONGEST_DESCRIPTION]
    match job.journey and job.journey["kind"]:
        case "zoom":
            return f"A zoom without end into {what}, {dreamt}"
        case "way":
            return f"The way from {what} to its dream, {dreamt}"
        case _:
            return f"{what.capitalize()}, {dreamt}"


def held_up(preset: Preset) -> str:
    """Return the words of a card whose dream has to begin anew because an engine failed it."""
    return f"{_title(preset)} · I woke up in the middle of it; I am falling asleep again …"


def cancelled(preset: Preset) -> str:
    """Return the words of a card whose dream was stopped."""
    return f"{_title(preset)} · cancelled"


def interrupted(preset: Preset) -> str:
    """Return the words of a card whose dream pauses because the bot stops."""
    return f"{_title(preset)} · I am being woken up; your dream goes on as soon as I sleep again"


def failed(preset: Preset, sentence: str) -> str:
    """Return the words of a card whose dream came to nothing."""
    return f"{_title(preset)} · {sentence}"


def _title(preset: Preset) -> str:
    return f"{preset.emoji} **{preset.name}**"
