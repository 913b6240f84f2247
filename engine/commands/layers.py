"""`dream-engine layers`: what grows in which layer of a network."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from engine.commands.console import mistakes_in_one_sentence, out, tasted, write
from engine.commands.options import Where
from engine.commands.workshop import format_of, load_network, read_picture
from engine.dreaming.catalogue import LAYERS
from engine.dreaming.recipe import Recipe, RecipeError


def layers(
    network: Annotated[str, typer.Argument(help="The network's name.")] = "efficientnet-lite0",
    sheet: Annotated[Path | None, typer.Option(help="Also dream each of them into one picture.")] = None,
    on: Annotated[str, typer.Option(help="The picture to dream for the sheet, or the word noise.")] = "noise",
    size: Annotated[int, typer.Option(min=64, max=512, help="Longest side of each dream on the sheet.")] = 224,
    device: Where = "auto",
) -> None:
    """List the good layers of a network, with a line on what each shows."""
    with mistakes_in_one_sentence():
        if network not in LAYERS:
            raise RecipeError(f"there is no network “{network}”; there are {', '.join(LAYERS)}")
        table = Table(box=None, show_header=False)
        for layer in LAYERS[network]:
            table.add_row(
                f"[bold]{layer.name}", layer.line + ("" if layer.seen else " (from its depth, not looked at)")
            )
        out.print(table)
        if sheet is None:
            return
        from engine import images
        from engine.dreaming.sheet import tasting
        from engine.tasting import lay_out

        file_format = format_of(sheet, images.FORMAT_OF_SUFFIX)
        recipes = {
            layer.name: Recipe(network=network, objective=layer.name, size=size, steps=(12, 8, 4), colour=0.8, blur=0.8)
            for layer in LAYERS[network]
        }
        picture = lay_out(tasted(tasting(read_picture(on, size), recipes, load_network(network, device))))
        write(sheet, images.encode(picture, file_format), picture)
