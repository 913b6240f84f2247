"""`dream-engine zoom`, `way`, `loop` and `film`: dreams that move."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ByteSize, TypeAdapter, ValidationError

from engine.commands.console import mistakes_in_one_sentence, problems, travelled
from engine.commands.options import recipe_options
from engine.commands.workshop import Device, format_of, load_network, read_picture
from engine.dreaming.presets import DEFAULT, find
from engine.dreaming.recipe import Recipe, RecipeError, complaint

Picture = Annotated[str, typer.Argument(help="A picture, or the word noise.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Where to write: .webp, .gif or .mp4.")]
Budget = Annotated[str | None, typer.Option(help="No larger a file than this, such as 8MB.")]
Preset = Annotated[str, typer.Option(help="A name from dream-engine presets.")]
Frames = Annotated[int, typer.Option(help="How many frames.")]
Pace = Annotated[int, typer.Option(help="How long each frame stays.")]
Where = Annotated[Device, typer.Option(help="Where to dream.")]


@recipe_options
def zoom_in(
    image: Picture,
    output: Output,
    changes: dict[str, Any],
    preset: Preset = DEFAULT,
    frames: Frames = 120,
    milliseconds: Pace = 60,
    nearer: Annotated[float, typer.Option(help="How much nearer each frame is; below 1 it moves away.")] = 1.03,
    rotation: Annotated[float, typer.Option(help="Degrees that each frame turns to the left.")] = 0.0,
    right: Annotated[float, typer.Option(help="How far each frame looks to the right, in widths.")] = 0.0,
    down: Annotated[float, typer.Option(help="How far each frame looks down, in heights.")] = 0.0,
    keyframe: Annotated[list[str] | None, typer.Option(help="FRAME:PRESET, another dream from there on.")] = None,
    budget: Budget = None,
    device: Where = "auto",
) -> None:
    """Zoom into the dream without end."""
    stations = [dict(zip(("frame", "recipe"), text.split(":", 1), strict=False)) for text in keyframe or ()]
    moving = {"zoom": nearer, "rotation": rotation, "right": right, "down": down, "keyframes": stations}
    journey = {"kind": "zoom", "frames": frames, "milliseconds": milliseconds, **moving}
    _travel(image, output, preset, changes, journey, budget, device)


@recipe_options
def way(
    image: Picture,
    output: Output,
    changes: dict[str, Any],
    preset: Preset = DEFAULT,
    frames: Frames = 60,
    milliseconds: Pace = 60,
    budget: Budget = None,
    device: Where = "auto",
) -> None:
    """Show the way from a picture to its dream."""
    journey = {"kind": "way", "frames": frames, "milliseconds": milliseconds}
    _travel(image, output, preset, changes, journey, budget, device)


@recipe_options
def loop(
    image: Picture,
    output: Output,
    changes: dict[str, Any],
    preset: Preset = DEFAULT,
    frames: Frames = 60,
    milliseconds: Pace = 60,
    budget: Budget = None,
    device: Where = "auto",
) -> None:
    """Show the way to the dream and back, over and over."""
    journey = {"kind": "loop", "frames": frames, "milliseconds": milliseconds}
    _travel(image, output, preset, changes, journey, budget, device)


@recipe_options
def film(
    image: Annotated[str, typer.Argument(help="An animated GIF or WebP.")],
    output: Output,
    changes: dict[str, Any],
    preset: Preset = DEFAULT,
    persistence: Annotated[float, typer.Option(help="How much of the last frame's dream each one keeps.")] = 0.75,
    budget: Budget = None,
    device: Where = "auto",
) -> None:
    """Dream moving pictures, frame by frame and without flicker."""
    _travel(image, output, preset, changes, {"kind": "film", "persistence": persistence}, budget, device)


COMMANDS: dict[str, Callable[..., None]] = {"zoom": zoom_in, "way": way, "loop": loop, "film": film}


def _travel(
    image: str,
    output: Path,
    preset: str,
    changes: dict[str, Any],
    fields: dict[str, Any],
    budget: str | None,
    device: Device,
) -> None:
    with mistakes_in_one_sentence():
        from engine import animations, footage
        from engine.dreaming.journeys.journey import JOURNEY, Film
        from engine.dreaming.journeys.travel import travel
        from engine.dreaming.presets import PRESETS
        from engine.replay import record_of

        file_format = format_of(output, animations.FORMAT_OF_SUFFIX)
        try:
            journey = JOURNEY.validate_python(fields)
            limit = None if budget is None else int(TypeAdapter(ByteSize).validate_python(budget))
        except ValidationError as error:
            raise RecipeError(complaint(error)) from None
        recipe = Recipe.of(changes, find(preset, PRESETS).recipe)
        network = load_network(recipe.network, device)
        if isinstance(journey, Film):
            start: Any = footage.decode(Path(image).read_bytes(), recipe.size)
            times: Any = start.durations
        else:
            start, times = read_picture(image, recipe.size), journey.milliseconds
        record = record_of(start, recipe, network, preset=preset, journey=journey)
        frames = travelled(preset, travel(start, recipe, journey, network))
        encoded = animations.encode(frames, times, file_format, budget=limit, record=record)
        output.write_bytes(encoded.data)
    size = f"{encoded.width} × {encoded.height}, {len(encoded.data) / 1000:.0f} kB"
    problems.print(f"{output}: {size}" + (f"; {encoded.lowered}" if encoded.lowered else ""), highlight=False)
