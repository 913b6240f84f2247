"""`dream-engine ready`: whether an engine can dream, as a line and an exit status; for health checks."""

import asyncio
from typing import Annotated

import typer
from pydantic import ValidationError

from engine.client import EngineClient, EngineUnreachableError
from engine.commands.console import fail
from engine.protocol import Health
from engine.settings import EngineSettings, wrong_setting


def ready(
    url: Annotated[
        str | None, typer.Argument(help="unix:///path or http://TOKEN@host:port; else the socket of the settings.")
    ] = None,
) -> None:
    """Ask an engine whether it can dream; exit status 1 if it cannot."""
    try:
        health = asyncio.run(_ask(url or f"unix://{EngineSettings().socket.absolute()}"))
    except EngineUnreachableError as error:
        raise fail(f"no engine can dream at {error}") from None
    except ValidationError as error:
        raise fail(wrong_setting(error)) from None
    except ValueError as error:
        raise fail(error) from None
    typer.echo(
        f"ready: {health.network} on {health.device}, {health.running} of {health.slots} slots taken, "
        f"{health.waiting} waiting"
    )


async def _ask(url: str) -> Health:
    async with EngineClient([url]) as client:
        return await client.health()
