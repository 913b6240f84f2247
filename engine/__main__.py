"""The command dream-engine: serve, dream, presets.

Commands import torch only when they run, so that help and mistakes answer at once.
"""

import logging
import os
from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from engine.dreaming.presets import DEFAULT, PRESETS, find
from engine.dreaming.recipe import LARGEST_SIDE, SMALLEST_SIDE
from engine.settings import EngineSettings

# OpenMP's threads wait for each other in a busy loop before they sleep. Where other programs want the same cores
# that loop holds them up: steps then took ten to a hundred times as long. It is read when torch is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

cli = typer.Typer(
    help="Turns pictures into dreams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()
problems = Console(stderr=True)

Device = Literal["auto", "cpu", "cuda"]


def _fail(sentence: object) -> typer.Exit:
    problems.print(f"dream-engine: {sentence}", style="red", markup=False, highlight=False)
    return typer.Exit(1)


@cli.command()
def serve(
    socket: Annotated[Path | None, typer.Option(help="Path of the Unix socket to serve on.")] = None,
    device: Annotated[Device | None, typer.Option(help="Where to dream.")] = None,
    until_stdin_closes: Annotated[
        bool,
        typer.Option("--until-stdin-closes", help="Stop when standard input ends, as when a parent dies."),
    ] = False,
) -> None:
    """Serve dreams on a Unix socket until told to stop."""
    from engine.server import SocketTakenError
    from engine.server import serve as serve_forever

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    given = {"socket": socket, "device": device}
    try:
        settings = EngineSettings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
        serve_forever(settings, until_stdin_closes=until_stdin_closes)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise _fail(f"DREAM_ENGINE_{str(wrong['loc'][0]).upper()}: {wrong['msg']}") from None
    except (SocketTakenError, ValueError) as error:
        raise _fail(error) from None


@cli.command()
def dream(
    image: Annotated[str, typer.Argument(help="A picture, or the word noise.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write: .png, .jpg or .webp.")],
    name: Annotated[str, typer.Option("--preset", help="A name from dream-engine presets.")] = DEFAULT,
    size: Annotated[int, typer.Option(min=SMALLEST_SIDE, max=LARGEST_SIDE, help="Longest side in pixels.")] = 768,
    seed: Annotated[int, typer.Option(min=0, help="The same seed repeats the dream.")] = 0,
    device: Annotated[Device, typer.Option(help="Where to dream.")] = "auto",
) -> None:
    """Dream one picture without a server."""
    from engine import images
    from engine.dreaming import networks
    from engine.dreaming.dream import dream as moments

    file_format = images.FORMAT_OF_SUFFIX.get(output.suffix.lower())
    if file_format is None:
        raise _fail(f"{output} should end with {', '.join(images.FORMAT_OF_SUFFIX)}")
    try:
        recipe = find(name, PRESETS).recipe.model_copy(update={"size": size, "seed": seed})
        photograph = None if image == "noise" else images.decode(Path(image).read_bytes(), size)
        network = networks.load(recipe.network, networks.pick_device(device))
    except OSError as error:
        raise _fail(f"cannot read {image}: {error.strerror}") from None
    except ValueError as error:
        raise _fail(error) from None

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, TimeRemainingColumn(), console=problems) as progress:
        task = progress.add_task(name, total=1.0)
        for moment in moments(photograph, recipe, network):
            progress.update(
                task,
                completed=moment.fraction,
                description=f"{name} · octave {moment.octave} of {moment.octaves}",
            )
    try:
        output.write_bytes(images.encode(moment.picture, file_format))
    except OSError as error:
        raise _fail(f"cannot write {output}: {error.strerror}") from None
    height, width = moment.picture.shape[-2:]
    problems.print(f"{output}: {width} × {height}", highlight=False)


@cli.command()
def presets() -> None:
    """List the presets."""
    table = Table(box=None, show_header=False)
    for known in PRESETS.values():
        table.add_row(known.emoji, f"[bold]{known.name}", known.line)
    out.print(table)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
