"""Extraction: finds all texts that are to be translated, in the code and among the presets.

In the code that is what `say`, `later` and `count` are given, also inside f-strings, and what Discord shows of
commands: their docstrings, the descriptions of their options, and the names of entries in menus.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

Text = str | tuple[str, str]
"""One text, or the two of a number: about one, and about many."""

_NOT_THE_BOT = ("bot/playground/", "bot/store/migrations/")
_PRESETS = "engine/dreaming/presets.toml"

_COMMAND = re.compile(r"app_commands\.command\(|commands\.hybrid_(command|group)\(|(?!commands\.)[\w.]+\.command\(")
"""A decorator that makes a command which Discord shows; those in words alone are shown to nobody."""


def extracted(root: Path) -> Catalog:
    """Return a catalogue without translations of all texts in a working tree, with the files where they are."""
    found = Catalog(project="Pareidolia", charset="utf-8", fuzzy=False)
    for path in sorted(root.glob("bot/**/*.py")):
        where = path.relative_to(root).as_posix()
        if not where.startswith(_NOT_THE_BOT):
            for text in of_code(path.read_text()):
                found.add(text, locations=[(where, 1)])
    for line in of_presets((root / _PRESETS).read_text()):
        found.add(line, locations=[(_PRESETS, 1)])
    return found


def of_presets(toml: str) -> Iterator[str]:
    """Yield the line of each preset."""
    yield from (preset["line"] for preset in tomllib.loads(toml).values() if "line" in preset)


def of_code(source: str) -> Iterator[Text]:
    """Yield the texts of a module."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="say" | "later"), args=[ast.Constant(value=str(text)), *_]):
                yield text
            case ast.Call(
                func=ast.Name(id="count"), args=[ast.Constant(value=str(one)), ast.Constant(value=str(many)), *_]
            ):
                yield one, many
            case ast.Call(func=ast.Attribute(attr="describe"), keywords=keywords):
                yield from _given(keywords)
            case ast.Call(func=ast.Attribute(attr="flag" | "Group"), keywords=keywords):
                yield from _given(keywords, "description")
            case ast.Call(func=ast.Attribute(attr="ContextMenu"), keywords=keywords):
                yield from _given(keywords, "name")
            case ast.AsyncFunctionDef(decorator_list=decorators) if any(map(_makes_a_command, decorators)):
                yield (ast.get_docstring(node) or "").splitlines()[0]


def _given(keywords: list[ast.keyword], only: str | None = None) -> Iterator[str]:
    for keyword in keywords:
        match keyword:
            case ast.keyword(arg=name, value=ast.Constant(value=str(text))) if only in (None, name):
                yield text


def _makes_a_command(decorator: ast.expr) -> bool:
    return _COMMAND.match(ast.unparse(decorator)) is not None
