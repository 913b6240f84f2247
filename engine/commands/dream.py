"""`dream-engine dream`: one picture, without a server."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from engine.commands.console import fail, mistakes_in_one_sentence, watch, write
from engine.commands.options import recipe_options
from engine.dreaming.presets import DEFAULT, find
from engine.dreaming.recipe import Recipe
from engine.settings import own_presets

Device = Literal["auto", "cpu", "cuda"]


@recipe_options
def dream(
    image: Annotated[str, typer.Argument(help="A picture, or the word noise.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write: .png, .jpg or .webp.")],
    changes: dict[str, Any],
    preset: Annotated[str, typer.Option(help="A name from dream-engine presets.")] = DEFAULT,
    presets: Annotated[Path | None, typer.Option(help="A TOML file with presets of your own.")] = None,
    device: Annotated[Device, typer.Option(help="Where to dream.")] = "auto",
) -> None:
    """Dream one picture without a server."""
    from engine import images
    from engine.dreaming import networks
    from engine.dreaming.dream import dream as moments

    file_format = images.FORMAT_OF_SUFFIX.get(output.suffix.lower())
    if file_format is None:
        raise fail(f"{output} should end with {', '.join(images.FORMAT_OF_SUFFIX)}")
    with mistakes_in_one_sentence():
        recipe = Recipe.of(changes, find(preset, own_presets(presets)).recipe)
        photograph = None if image == "noise" else images.decode(Path(image).read_bytes(), recipe.size)
        network = networks.load(recipe.network, networks.pick_device(device))
        last = watch(preset, moments(photograph, recipe, network))
        write(output, images.encode(last.picture, file_format), last.picture)
