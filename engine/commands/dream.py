"""`dream-engine dream` and `deeper`: one picture, without a server."""

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.console import mistakes_in_one_sentence, watch, write
from engine.commands.options import recipe_options
from engine.commands.workshop import Device, Memory, allow, format_of, load_network, read_mask, read_picture
from engine.dreaming.presets import DEFAULT, find
from engine.dreaming.recipe import Recipe
from engine.settings import own_presets

Output = Annotated[Path, typer.Option("--output", "-o", help="Where to write: .png, .jpg or .webp.")]


@recipe_options
def dream(
    image: Annotated[str, typer.Argument(help="A picture, or the word noise.")],
    output: Output,
    changes: dict[str, Any],
    preset: Annotated[str, typer.Option(help="A name from dream-engine presets.")] = DEFAULT,
    presets: Annotated[Path | None, typer.Option(help="A TOML file with presets of your own.")] = None,
    guide: Annotated[list[Path] | None, typer.Option(help="A picture that guide(LAYER) follows; may repeat.")] = None,
    mask: Annotated[list[Path] | None, typer.Option(help="Of a region: white is inside; may repeat.")] = None,
    weights: Annotated[Path | None, typer.Option(help="A file with the network's weights.")] = None,
    architecture: Annotated[
        str | None, typer.Option(help="Of --network checkpoint:PATH, a timm or torchvision name.")
    ] = None,
    keep_photograph: Annotated[
        bool, typer.Option("--keep-photograph", help="Keep the photograph inside a PNG, so that it replays alone.")
    ] = False,
    device: Annotated[Device, typer.Option(help="Where to dream.")] = "auto",
    memory: Memory = None,
) -> None:
    """Dream one picture."""
    with mistakes_in_one_sentence():
        from engine import images, imprints
        from engine.dreaming.dream import dream as moments
        from engine.replay import record_of

        file_format = format_of(output, images.FORMAT_OF_SUFFIX)
        recipe = Recipe.of(changes, find(preset, own_presets(presets)).recipe)
        photograph = read_picture(image, recipe.size)
        guides = [images.decode(path.read_bytes(), recipe.size) for path in guide or ()]
        masks = [read_mask(path, recipe.size) for path in mask or ()]
        network = load_network(recipe.network, device, weights, architecture)
        allowed = allow(memory, network, photograph)
        record = record_of(photograph, recipe, network, preset=preset, room=allowed.room).model_copy(
            update={"guides": tuple(map(imprints.digest, guides)), "masks": tuple(map(imprints.digest, masks))}
        )
        last = watch(preset, moments(photograph, recipe, network, guides=guides, masks=masks, room=allowed.room))
        record = record.model_copy(update={"tile": last.tile or None})
        keep = photograph if keep_photograph else None
        data = images.encode(last.picture, file_format, record=record, keep=keep)
        write(output, data, last.picture, allowed.told(last.tile, last.need) if memory or last.tile else "")


def deeper(
    file: Annotated[Path, typer.Argument(help="A dream; its record says how it was dreamt.")],
    output: Output,
    times: Annotated[int, typer.Option(min=1, max=100, help="How many dreams deeper.")] = 1,
    device: Annotated[Device, typer.Option(help="Where to dream.")] = "auto",
    memory: Memory = None,
) -> None:
    """Dream a dream on from where it ended."""
    with mistakes_in_one_sentence():
        from engine import images, imprints
        from engine.dreaming.deeper import deeper as further
        from engine.dreaming.dream import dream as moments
        from engine.replay import record_of

        file_format = format_of(output, images.FORMAT_OF_SUFFIX)
        data = file.read_bytes()
        before = imprints.read(data)
        recipe = before.recipe
        picture = images.decode(data, recipe.size)
        network = load_network(recipe.network, device)
        allowed = allow(memory, network, picture)
        for passed in range(times):
            recipe = further(recipe)
            record = record_of(picture, recipe, network, preset=before.preset, room=allowed.room)
            last = watch(f"{passed + 1} of {times}", moments(picture, recipe, network, room=allowed.room))
            record = record.model_copy(update={"tile": last.tile or None})
            picture = last.picture
        remark = allowed.told(last.tile, last.need) if memory or last.tile else ""
        write(output, images.encode(picture, file_format, record=record), picture, remark)
