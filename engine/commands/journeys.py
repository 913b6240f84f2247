"""`dream-engine zoom`, `way`, `loop` and `film`: dreams that move."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from engine.commands.console import mistakes_in_one_sentence, travelled, write_film
from engine.commands.options import Film, Guides, Masks, Picture, PresetFile, PresetName, Where, recipe_options
from engine.commands.workshop import Device, format_of, load_network, read_alongside, read_picture
from engine.dreaming.presets import DEFAULT, find
from engine.dreaming.recipe import Recipe
from engine.settings import own_presets

Budget = Annotated[str | None, typer.Option(help="No larger a file than this, such as 8MB.")]
Frames = Annotated[int, typer.Option(help="How many frames.")]
Pace = Annotated[int, typer.Option(help="How long each frame stays.")]


@recipe_options
def zoom_in(
    image: Picture,
    output: Film,
    changes: dict[str, Any],
    preset: PresetName = DEFAULT,
    presets: PresetFile = None,
    frames: Frames = 120,
    milliseconds: Pace = 60,
    nearer: Annotated[float, typer.Option(help="How much nearer each frame is; below 1 it moves away.")] = 1.03,
    rotation: Annotated[float, typer.Option(help="Degrees that each frame turns to the left.")] = 0.0,
    right: Annotated[float, typer.Option(help="How far each frame looks to the right, in widths.")] = 0.0,
    down: Annotated[float, typer.Option(help="How far each frame looks down, in heights.")] = 0.0,
    keyframe: Annotated[list[str] | None, typer.Option(help="FRAME:PRESET, another dream from there on.")] = None,
    guide: Guides = None,
    mask: Masks = None,
    budget: Budget = None,
    device: Where = "auto",
) -> None:
    """Zoom into the dream without end."""
    stations = [dict(zip(("frame", "recipe"), text.split(":", 1), strict=False)) for text in keyframe or ()]
    moving = {"zoom": nearer, "rotation": rotation, "right": right, "down": down, "keyframes": stations}
    journey = {"kind": "zoom", "frames": frames, "milliseconds": milliseconds, **moving}
    _travel(image, output, preset, presets, changes, journey, guide, mask, budget, device)


def _to_the_dream(kind: Literal["way", "loop"], line: str) -> Callable[..., None]:
    """Return the command of a journey through a dream's own moments."""

    def command(
        image: Picture,
        output: Film,
        changes: dict[str, Any],
        preset: PresetName = DEFAULT,
        presets: PresetFile = None,
        frames: Frames = 60,
        milliseconds: Pace = 60,
        guide: Guides = None,
        mask: Masks = None,
        budget: Budget = None,
        device: Where = "auto",
    ) -> None:
        journey = {"kind": kind, "frames": frames, "milliseconds": milliseconds}
        _travel(image, output, preset, presets, changes, journey, guide, mask, budget, device)

    command.__doc__ = line
    return recipe_options(command)


@recipe_options
def film(
    image: Annotated[str, typer.Argument(help="An animated GIF or WebP.")],
    output: Film,
    changes: dict[str, Any],
    preset: PresetName = DEFAULT,
    presets: PresetFile = None,
    persistence: Annotated[float, typer.Option(help="How much of the last frame's dream each one keeps.")] = 0.75,
    guide: Guides = None,
    mask: Masks = None,
    budget: Budget = None,
    device: Where = "auto",
) -> None:
    """Dream moving pictures, frame by frame and without flicker."""
    journey = {"kind": "film", "persistence": persistence}
    _travel(image, output, preset, presets, changes, journey, guide, mask, budget, device)


COMMANDS: dict[str, Callable[..., None]] = {
    "zoom": zoom_in,
    "way": _to_the_dream("way", "Show the way from a picture to its dream."),
    "loop": _to_the_dream("loop", "Show the way to the dream and back, over and over."),
    "film": film,
}


def _travel(
    image: str,
    output: Path,
    preset: str,
    presets: Path | None,
    changes: dict[str, Any],
    fields: dict[str, Any],
    guide: list[Path] | None,
    mask: list[Path] | None,
    budget: str | None,
    device: Device,
) -> None:
    with mistakes_in_one_sentence():
        from engine import animations, budgets, footage
        from engine.dreaming.journeys.journey import Film, journey_of
        from engine.dreaming.journeys.travel import travel
        from engine.replay import record_of

        file_format = format_of(output, animations.FORMAT_OF_SUFFIX)
        known = own_presets(presets)
        journey = journey_of(fields, known)
        limit = None if budget is None else budgets.read(budget, "budget")
        recipe = Recipe.of(changes, find(preset, known).recipe)
        beside = read_alongside(guide, mask, recipe.size)
        network = load_network(recipe.network, device)
        if isinstance(journey, Film):
            start: Any = footage.decode(Path(image).read_bytes(), recipe.size)
            times: Any = start.durations
        else:
            start, times = read_picture(image, recipe.size), journey.milliseconds
        record = record_of(start, recipe, network, preset=preset, journey=journey, **beside)
        frames = travelled(preset, travel(start, recipe, journey, network, **beside))
        write_film(output, animations.encode(frames, times, file_format, budget=limit, record=record))
