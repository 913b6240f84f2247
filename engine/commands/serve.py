"""`dream-engine serve`: dreams for others, over a socket."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from engine.commands.console import fail
from engine.commands.workshop import Device
from engine.settings import EngineSettings, wrong_setting


def serve(
    socket: Annotated[Path | None, typer.Option(help="Path of the Unix socket to serve on.")] = None,
    listen: Annotated[
        str | None, typer.Option(help="host:port to serve on instead; callers must bear DREAM_ENGINE_TOKEN.")
    ] = None,
    device: Annotated[Device | None, typer.Option(help="Where to dream.")] = None,
    presets: Annotated[Path | None, typer.Option(help="A TOML file with presets of your own.")] = None,
    until_stdin_closes: Annotated[
        bool,
        typer.Option("--until-stdin-closes", help="Stop when standard input ends, as when a parent dies."),
    ] = False,
) -> None:
    """Serve dreams on a Unix socket, or on a port, until told to stop."""
    given = {"socket": socket, "listen": listen, "device": device, "presets": presets}
    try:
        settings = EngineSettings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise fail(wrong_setting(error)) from None
    # Settings are looked at before torch is loaded, which takes seconds.
    from engine.server import SocketTakenError
    from engine.server import serve as serve_forever
    from machine import logs

    logs.configure(sys.stderr, settings.log_level)
    try:
        serve_forever(settings, until_stdin_closes=until_stdin_closes)
    except (SocketTakenError, ValueError) as error:
        raise fail(error) from None
