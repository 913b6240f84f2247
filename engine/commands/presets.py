"""`dream-engine presets`: what dreams there are."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from engine.commands.console import mistakes_in_one_sentence, out
from engine.settings import own_presets


def presets(file: Annotated[Path | None, typer.Option(help="A TOML file with presets of your own.")] = None) -> None:
    """List the presets."""
    table = Table(box=None, show_header=False)
    with mistakes_in_one_sentence():
        for known in own_presets(file).values():
            table.add_row(known.emoji, f"[bold]{known.name}", known.line)
    out.print(table)
