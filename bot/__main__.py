"""The command dream-bot: run, playground, doctor, invite, db."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import aiohttp
import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console

from bot import logs
from bot.doctor.examination import examine
from bot.doctor.findings import Finding, any_bad
from bot.invitation import links
from bot.local_engine import LocalEngineError
from bot.login import StartError
from bot.metrics.window import ask
from bot.open_house import open_house
from bot.playground.errors import PortTakenError
from bot.running import run as run_bot
from bot.settings import BotSettings
from bot.store.opening import StoreError
from bot.store.opening import upgrade as upgrade_store

cli = typer.Typer(
    help="A Discord bot that dreams.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
database = typer.Typer(help="The store of accepted dreams.", no_args_is_help=True)
cli.add_typer(database, name="db")
problems = Console(stderr=True)
out = Console()

T = TypeVar("T")

_STYLES = {"good": "green", "doubtful": "yellow", "bad": "red"}


@cli.command()
def run() -> None:
    """Connect to Discord with DREAM_BOT_TOKEN and answer until told to stop."""
    settings = _settings()
    logs.configure(settings, settings.log_level)
    _complete(run_bot(settings))


@cli.command()
def playground(
    port: Annotated[int | None, typer.Option(help="Port of the page; 0 takes any that is free.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder to keep dreams under way in; else nothing is kept.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Play a tour of two minutes, once the page is open.")] = False,
) -> None:
    """Try the bot in your browser, against a local Discord: no token, no account."""
    settings = _settings()
    logs.configure(settings, "warning")
    _complete(open_house(settings, port, data, demo=demo))


@cli.command()
def doctor() -> None:
    """Look at everything that the bot needs, a line for each; exit status 1 if something does not work."""
    found = _complete(_tell_findings(_settings()))
    if any_bad(found):
        raise typer.Exit(1)


@cli.command()
def ready() -> None:
    """Ask the bot that runs with these settings whether it works; exit status 1 if not. For health checks."""
    try:
        works, said = asyncio.run(ask(_settings()))
    except (OSError, aiohttp.ClientError, TimeoutError) as error:
        raise _fail(
            f"no bot answers ({error}); is it running, with the same DREAM_BOT_SOCKET or DREAM_BOT_LISTEN?"
        ) from None
    if not works:
        raise _fail(said)
    out.print(said)


@cli.command()
def invite() -> None:
    """Print the links that invite the bot: into a server with exactly the permissions it uses, and for oneself."""
    for link in _complete(links(_settings())):
        out.print(link, soft_wrap=True, highlight=False)


@database.command()
def upgrade() -> None:
    """Bring the store to the form that this version needs; `run` does it too."""
    settings = _settings()
    _complete(upgrade_store(settings.data, settings.store_address))


def _settings() -> BotSettings:
    try:
        return BotSettings()
    except ValidationError as error:
        wrong = error.errors()[0]
        where = f"DREAM_BOT_{str(wrong['loc'][0]).upper()}: " if wrong["loc"] else ""
        raise _fail(f"{where}{wrong['msg']}") from None
    except SettingsError as error:
        raise _fail(f'{error}; a list is written as JSON, for example ["unix:///run/dream/engine-0.sock"]') from None


def _fail(sentence: object) -> typer.Exit:
    problems.print(f"dream-bot: {sentence}", style="red", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(1)


async def _tell_findings(settings: BotSettings) -> list[Finding]:
    found = []
    async for finding in examine(settings):
        out.print(str(finding), style=_STYLES[finding.verdict], markup=False, highlight=False, soft_wrap=True)
        found.append(finding)
    return found


def _complete(work: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(work)
    except (StartError, StoreError, LocalEngineError, PortTakenError) as error:
        raise _fail(error) from None


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
