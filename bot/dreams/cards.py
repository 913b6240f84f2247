"""What a card says while a dream waits, runs, is done or came to nothing."""

import math
from dataclasses import replace
from typing import Protocol

from bot.dreams.sheets import NAME
from bot.locales import ENGLISH
from bot.refusals import Refusal
from bot.store.jobs import Job, Label
from bot.words import count, language, later, say
from engine.protocol import Done, Progress, Tasted

_BAR = 12

_LONGEST_DESCRIPTION = 1024
"""Discord's limit."""


_PARTS = {
    "octave": later("octave {number} of {of}"),
    "frame": later("frame {number} of {of}"),
    "preset": later("preset {number} of {of}"),
}

_DESCRIBED = {
    "still": (
        later("Pure noise, dreamt with the preset {preset}: {line}"),
        later("The picture, dreamt with the preset {preset}: {line}"),
    ),
    "zoom": (
        later("A zoom without end into pure noise, dreamt with the preset {preset}: {line}"),
        later("A zoom without end into the picture, dreamt with the preset {preset}: {line}"),
    ),
    "way": (
        later("The way from pure noise to its dream, dreamt with the preset {preset}: {line}"),
        later("The way from the picture to its dream, dreamt with the preset {preset}: {line}"),
    ),
    "tasting": (
        later("Small dreams of pure noise side by side: {presets}"),
        later("Small dreams of the picture side by side: {presets}"),
    ),
}
"""What there is to see, of noise and of a picture."""


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
    return f"{_title(preset)} · {in_line(before, ready)}"


def in_line(before: int, ready: float | None) -> str:
    """Return where a dream stands that has so many before it, and when it will be ready."""
    line = count("1 before you", "{count} before you", before) if before else say("next in line")
    return line if ready is None else say("{line} · ready {when}", line=line, when=f"<t:{math.ceil(ready)}:R>")


def falling_asleep(preset: Preset) -> str:
    """Return the words of a card before the engine has said anything."""
    return f"{_title(preset)} · {say('falling asleep …')}"


def dreaming(preset: Preset, progress: Progress, now: float) -> str:
    """Return the words of a card whose dream is under way; `now` is in Unix seconds."""
    full = round(progress.fraction * _BAR)
    bar = "▰" * full + "▱" * (_BAR - full)
    part = say(_PARTS[progress.part], number=progress.number, of=progress.of)
    when = f"<t:{math.ceil(now + progress.eta)}:R>"
    line = say("{percent:.0f}% · ready {when}", percent=100 * progress.fraction, when=when)
    return f"{_title(preset)} · {part}\n{bar} {line}"


def done(job: Job, dream: Done | Tasted) -> str:
    """Return the words under a dream, or under a tasting sheet."""
    if isinstance(dream, Tasted):
        facts = say(
            "{count} tastes in {seconds:.1f} s · react with an emoji to dream that one whole",
            count=len(dream.presets),
            seconds=dream.seconds,
        )
    else:
        facts = say(
            "seed {seed} · {width} × {height} · dreamt in {seconds:.1f} s · "
            "react to dream the same picture differently",
            seed=dream.recipe.seed,
            width=dream.width,
            height=dream.height,
            seconds=dream.seconds,
        )
    lowered = f"\n-# {_lowered(dream.lowered)}" if dream.lowered else ""
    return f"{say('{title} for {person}', title=title(job), person=f'<@{job.asker}>')}\n-# {facts}{lowered}"


def alternative_text(job: Job) -> str:
    """Return what a person who cannot see the dream should know of it."""
    if job.tasting is not None:
        of_noise, of_picture = _DESCRIBED["tasting"]
        told = of_noise if job.source is None else of_picture
        return say(told, presets=", ".join(job.tasting))[:_LONGEST_DESCRIPTION]
    of_noise, of_picture = _DESCRIBED[str(job.journey["kind"]) if job.journey else "still"]
    told = of_noise if job.source is None else of_picture
    return say(told, preset=job.preset.name, line=say(job.preset.line))[:_LONGEST_DESCRIPTION]


def held_up(preset: Preset) -> str:
    """Return the words of a card whose dream has to begin anew because an engine failed it."""
    return f"{_title(preset)} · {say('I woke up in the middle of it; I am falling asleep again …')}"


def cancelled(job: Job) -> str:
    """Return the words of a card whose dream was stopped."""
    return f"{title(job)} · {say('cancelled')}"


def interrupted(job: Job) -> str:
    """Return the words of a card whose dream pauses because the bot stops."""
    return f"{title(job)} · {say('I am being woken up; your dream goes on as soon as I sleep again')}"


def failed(job: Job, refusal: Refusal) -> str:
    """Return the words of a card whose dream came to nothing."""
    return f"{title(job)} · {refusal.sentence}"


def title_of(job: Job) -> Label:
    """Return what a job is called on its card; names of presets are words to say, so they are the same everywhere."""
    match job.journey and job.journey["kind"]:
        case "zoom":
            name = say("{preset} zoom", preset=job.preset.name)
        case "way":
            name = say("way to {preset}", preset=job.preset.name)
        case _:
            name = job.preset.name if job.tasting is None else say(NAME)
    return replace(job.preset, name=name)


def title(job: Job) -> str:
    """Return that with its emoji, as a card begins."""
    return _title(title_of(job))


def _title(preset: Preset) -> str:
    return f"{preset.emoji} **{preset.name}**"


def _lowered(told: str) -> str:
    """Return what was given up for the size: the engine's own words, or in other languages what they come to."""
    return told if language() == ENGLISH else say("Made smaller so that it fits here.")
