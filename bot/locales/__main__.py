"""Brings the catalogues up to date with what is said in the code: `make words`.

`python -m bot.locales` updates those that there are; `python -m bot.locales fr` begins one.
"""

import io
import sys
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from rich.console import Console

from bot.locales.extraction import extracted

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_HEAD = """\
# What the bot says. `make words` brings this file up to date.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""
"""Without the dates that are usual there, by which every update would be another file."""


def update(path: Path, said: Catalog) -> list[str]:
    """Bring one catalogue up to date and return the texts that it lacks; what is said no more leaves it."""
    catalogue = Catalog(locale=path.stem, project=said.project, fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            catalogue = pofile.read_po(file, locale=path.stem)
    # A translation is written, never guessed from one that looks alike.
    catalogue.update(said, no_fuzzy_matching=True)
    written = io.BytesIO()
    pofile.write_po(
        written, catalogue, width=100, sort_by_file=True, include_lineno=False, omit_header=True, ignore_obsolete=True
    )
    head = _HEAD.format(language=path.stem, plurals=catalogue.plural_forms)
    path.write_text(head + written.getvalue().decode())
    return [str(message.id) for message in catalogue if message.id and not translated(message)]


def translated(message: Message) -> bool:
    """Return whether there is a translation, for each number where numbers differ."""
    said = message.string
    return bool(said) if said is None or isinstance(said, str) else all(said)


def main() -> None:
    """Update all, and print what is still to be translated."""
    said, out = extracted(_ROOT), Console()
    for path in sorted({*_HERE.glob("*.po"), *(_HERE / f"{tag}.po" for tag in sys.argv[1:])}):
        lacks = update(path, said)
        out.print(f"{path.name}: {len(said)} texts, {len(lacks)} to translate", highlight=False)
        for text in lacks:
            out.print(f"  {text}", markup=False, highlight=False)


if __name__ == "__main__":
    main()
