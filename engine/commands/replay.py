"""`dream-engine replay` and `record`: the same dream again, from its file."""

from pathlib import Path
from typing import Annotated

import typer

from engine.commands.console import mistakes_in_one_sentence, out, problems, ready, travelled, write, write_film
from engine.commands.options import Guides, Masks, Memory, Where
from engine.commands.workshop import allow, format_of, load_network, read_files


def replay(
    file: Annotated[Path, typer.Argument(help="A dream: PNG, JPEG, WebP, GIF or MP4.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write; its ending says the format.")],
    on: Annotated[Path | None, typer.Option(help="The photograph it was dreamt from, or another one.")] = None,
    guide: Guides = None,
    mask: Masks = None,
    device: Where = "auto",
    memory: Memory = None,
) -> None:
    """Dream the dream in a file again."""
    with mistakes_in_one_sentence():
        from engine import animations, images
        from engine.footage import Footage
        from engine.replay import prepare

        again = prepare(
            file.read_bytes(),
            lambda name: load_network(name, device),
            on.read_bytes() if on else None,
            guides=read_files(guide),
            masks=read_files(mask),
        )
        if memory is not None:
            again = again.within(allow(memory, again.network).room)
        for remark in again.remarks:
            problems.print(remark, highlight=False)
        if again.record.journey is None:
            picture_format = format_of(output, images.FORMAT_OF_SUFFIX)
            (frame,) = ready("replay", again.frames())
            record = again.record.in_tiles(frame.tile)
            write(output, images.encode(frame.picture, picture_format, record=record), frame.picture)
            return
        frames = travelled("replay", again.frames())
        film_format = format_of(output, animations.FORMAT_OF_SUFFIX)
        film = isinstance(again.photograph, Footage)
        times = again.photograph.durations if film else again.record.journey.milliseconds  # type: ignore[union-attr]
        write_film(output, animations.encode(frames, times, film_format, record=again.record))


def record(file: Annotated[Path, typer.Argument(help="A dream.")]) -> None:
    """Print the record in a dream's file: everything it takes to dream it again."""
    with mistakes_in_one_sentence():
        from engine import imprints

        out.print_json(imprints.read(file.read_bytes()).model_dump_json(exclude_none=True))
