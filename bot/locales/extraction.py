"""Extraction: finds all that is to be translated, for Babel, where its own extractor for Python does not look.

That is what commands show of themselves (docstrings, descriptions of options, names in menus) and the lines of presets.
"""

import ast
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

KEYWORDS: dict[str, Any] = {"say": None, "later": None, "count": (1, 2)}
"""The functions that are given texts."""

METHODS = [("bot/playground/**", "ignore"), ("bot/**.py", "python"), ("engine/dreaming/presets.toml", f"{__name__}:presets")]

Found = tuple[int, str | None, str, Sequence[str]]
"""A line, the function, the text, and comments on it, as Babel has them."""

_SHOWN_BY_DISCORD = ("app_commands.command", "commands.hybrid_command", "commands.hybrid_group")


def extracted(root: Path) -> Catalog:
    """Return all that is said in the code under a folder, with the files where it is said."""
    found = Catalog(project="pareidolia", charset="utf-8", fuzzy=False)
    for path, _, text, _, context in extract_from_dir(root, method_map=_METHODS, keywords=KEYWORDS):
        found.add(text, locations=[(path, 0)], context=context)
    return found
