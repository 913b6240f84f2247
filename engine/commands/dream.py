"""`dream-engine dream` and `deeper`: one picture, without a server."""

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.console import mistakes_in_one_sentence, watch, write
from engine.commands.options import (
    Guides,
    Masks,
    Memory,
    Picture,
    PresetFile,
    PresetName,
    Still,
    Where,
    recipe_options,
)
from engine.commands.workshop import allow, format_of, load_network, read_alongside, read_files, read_picture
from engine.dreaming.presets import DEFAULT, find
from engine.dreaming.recipe import Recipe
from engine.settings import own_presets


@recipe_options
def dream(
    image: Picture,
    output: Still,
    changes: dict[str, Any],
    preset: PresetName = DEFAULT,
    presets: PresetFile = None,
    guide: Guides = None,
    mask: Masks = None,
    weights: Annotated[Path | None, typer.Option(help="A file with the network's weights.")] = None,
    architecture: Annotated[
        str | None, typer.Option(help="Of --network checkpoint:PATH, a timm or torchvision name.")
    ] = None,
    keep_photograph: Annotated[
        bool, typer.Option("--keep-photograph", help="Keep the photograph inside a PNG, so that it replays alone.")
    ] = False,
    device: Where = "auto",
    memory: Memory = None,
) -> None:
    """Dream one picture."""
    with mistakes_in_one_sentence():
        from engine import images
        from engine.dreaming.dream import dream as moments
        from engine.replay import record_of

        file_format = format_of(output, images.FORMAT_OF_SUFFIX)
        recipe = Recipe.of(changes, find(preset, own_presets(presets)).recipe)
        photograph = read_picture(image, recipe.size)
        beside = read_alongside(guide, mask, recipe.size)
        network = load_network(recipe.network, device, weights, architecture)
        allowed = allow(memory, network, photograph)
        beside["room"] = allowed.room
        record = record_of(photograph, recipe, network, preset=preset, **beside)
        last = watch(preset, moments(photograph, recipe, network, **beside))
        record = record.in_tiles(last.tile)
        keep = photograph if keep_photograph else None
        data = images.encode(last.picture, file_format, record=record, keep=keep)
        write(output, data, last.picture, allowed.told(last.tile, last.need) if memory or last.tile else "")


def deeper(
    file: Annotated[Path, typer.Argument(help="A dream; its record says how it was dreamt.")],
    output: Still,
    times: Annotated[int, typer.Option(min=1, max=100, help="How many dreams deeper.")] = 1,
    guide: Guides = None,
    mask: Masks = None,
    device: Where = "auto",
    memory: Memory = None,
) -> None:
    """Dream a dream on from where it ended."""
    with mistakes_in_one_sentence():
        from engine import images, imprints
        from engine.dreaming.deeper import deeper as further
        from engine.dreaming.dream import dream as moments
        from engine.replay import alongside, record_of

        file_format = format_of(output, images.FORMAT_OF_SUFFIX)
        data = file.read_bytes()
        before = imprints.read(data)
        recipe = before.recipe
        beside = alongside(before, read_files(guide), read_files(mask))
        picture = images.decode(data, recipe.size)
        network = load_network(recipe.network, device)
        allowed = allow(memory, network, picture)
        beside["room"] = allowed.room
        for passed in range(times):
            recipe = further(recipe)
            record = record_of(picture, recipe, network, preset=before.preset, **beside)
            last = watch(f"{passed + 1} of {times}", moments(picture, recipe, network, **beside))
            record = record.in_tiles(last.tile)
            picture = last.picture
        remark = allowed.told(last.tile, last.need) if memory or last.tile else ""
        write(output, images.encode(picture, file_format, record=record), picture, remark)
