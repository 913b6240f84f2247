"""`dream-engine sheet`: a taste of every preset on one picture."""

from typing import Annotated

import typer

from engine.commands.console import mistakes_in_one_sentence, tasted, write
from engine.commands.options import Picture, PresetFile, Still, Where
from engine.commands.workshop import format_of, load_network, read_picture
from engine.dreaming.presets import find
from engine.settings import own_presets


def sheet(
    image: Picture,
    output: Still,
    preset: Annotated[list[str] | None, typer.Option(help="Only this one; may repeat.")] = None,
    presets: PresetFile = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed repeats the sheet.")] = 0,
    device: Where = "auto",
) -> None:
    """Dream a small copy of one picture with all presets, labelled, in one picture."""
    with mistakes_in_one_sentence():
        from engine import images
        from engine.dreaming.sheet import SIDE, taste, tasting
        from engine.tasting import lay_out

        file_format = format_of(output, images.FORMAT_OF_SUFFIX)
        known = own_presets(presets)
        chosen = [find(name, known) for name in preset] if preset else list(known.values())
        recipes = {one.name: taste(one.recipe).model_copy(update={"seed": seed}) for one in chosen}
        network = load_network(chosen[0].recipe.network, device)
        picture = lay_out(tasted(tasting(read_picture(image, SIDE), recipes, network)))
        write(output, images.encode(picture, file_format), picture)
