"""`dream-engine doctor`: whether an engine with these settings would work here, a line for each thing it needs."""

import typer
from pydantic import ValidationError
from rich.table import Table

from engine.commands.console import fail, out
from engine.settings import EngineSettings, wrong_setting

_SIGNS = {"good": "[green]✓", "doubtful": "[yellow]!", "bad": "[red]✗"}


def doctor() -> None:
    """Look at everything that an engine needs; exit status 1 if something is bad."""
    from engine import diagnosis

    try:
        settings = EngineSettings()
    except ValidationError as error:
        raise fail(wrong_setting(error)) from None
    table = Table(box=None, show_header=False)
    bad = False
    for finding in diagnosis.examine(settings):
        bad |= finding.verdict == "bad"
        table.add_row(_SIGNS[finding.verdict], f"[bold]{finding.what}", finding.line)
    out.print(table)
    if bad:
        raise typer.Exit(1)
