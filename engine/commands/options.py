"""An option for every field of the recipe, made from the recipe itself: a new field is on the command line at once."""

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

import typer

from engine.dreaming.recipe import Recipe

_Command = TypeVar("_Command", bound=Callable[..., None])
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
    option = typer.Option(
        "--" + name.replace("_", "-"),
        help=(field.description or name).replace("`", ""),
        metavar="LIST" if name in _LISTS else "VALUE",
        rich_help_panel="Recipe (instead of the preset's)",
    )
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, option]
    )


def _read(given: Mapping[str, str | None]) -> dict[str, Any]:
    fields = {name: value for name, value in given.items() if value is not None}
    return {name: value.split(",") if name in _LISTS else value for name, value in fields.items()}
