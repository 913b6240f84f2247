"""What the commands that dream are asked with: what they share, and an option for every field of the recipe.

The latter are made from the recipe itself, so a new field is on the command line at once.
"""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from engine.commands.workshop import Device
from engine.dreaming.recipe import Recipe

Picture = Annotated[str, typer.Argument(help="A picture, or the word noise.")]
Still = Annotated[Path, typer.Option("--output", "-o", help="Where to write: .png, .jpg or .webp.")]
Film = Annotated[Path, typer.Option("--output", "-o", help="Where to write: .webp, .gif or .mp4.")]
PresetName = Annotated[str, typer.Option(help="A name from dream-engine presets.")]
PresetFile = Annotated[Path | None, typer.Option(help="A TOML file with presets of your own.")]
Guides = Annotated[list[Path] | None, typer.Option(help="A picture that guide(LAYER) follows; may repeat.")]
Masks = Annotated[list[Path] | None, typer.Option(help="Of a region: white is inside; may repeat.")]
Memory = Annotated[
    str | None, typer.Option(help="What the whole process may take, such as 2GiB; large pictures then go in tiles.")
]
Where = Annotated[Device, typer.Option(help="Where to dream.")]

_Command = TypeVar("_Command", bound=Callable[..., None])
_PANEL = "Recipe (instead of the preset's)"
_REGIONS = "regions"
_LISTS = frozenset(name for name, field in Recipe.model_fields.items() if "tuple" in str(field.annotation))


def recipe_options(command: _Command) -> _Command:
    """Give a command, instead of its parameter `changes`, an option for every field of the recipe.

    The command gets the fields that were given, as `Recipe.of` takes them.
    """
    signature = inspect.signature(command)
    own = [parameter for name, parameter in signature.parameters.items() if name != "changes"]

    def run(**given: Any) -> None:  # noqa: ANN401 - whatever the command's own parameters are
        fields = {name: given.pop(name) for name in Recipe.model_fields if name in given}
        command(**given, changes=_read(fields))

    run.__name__ = command.__name__
    run.__doc__ = command.__doc__
    run.__signature__ = signature.replace(parameters=[*own, *map(_parameter, Recipe.model_fields)])  # type: ignore[attr-defined]
    return run  # type: ignore[return-value]


def _parameter(name: str) -> inspect.Parameter:
    field = Recipe.model_fields[name]
    if name == _REGIONS:
        region = typer.Option(
            "--region",
            help="PLACE: OBJECTIVE, with ; strength=2 or ; feather=0.1 after it: its own dream there; may repeat.",
            rich_help_panel=_PANEL,
        )
        return inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[list[str] | None, region]
        )
    option = typer.Option(
        "--" + name.replace("_", "-"),
        help=(field.description or name).replace("`", ""),
        metavar="LIST" if name in _LISTS else "VALUE",
        rich_help_panel=_PANEL,
    )
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, option]
    )


def _read(given: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in given.items() if value is not None}
    return {name: _value(name, value) for name, value in fields.items()}


def _value(name: str, words: Any) -> Any:  # noqa: ANN401 - text, or several for the regions
    if name == _REGIONS:
        return [_region(text) for text in words]
    return words.split(",") if name in _LISTS else words


def _region(words: str) -> dict[str, str]:
    """Read `sky: birds; strength=2; feather=0.1`."""
    where, _, rest = words.partition(":")
    objective, *settings = rest.split(";")
    fields = {name.strip(): value.strip() for name, _, value in (setting.partition("=") for setting in settings)}
    return {"where": where.strip(), "objective": objective.strip(), **fields}
