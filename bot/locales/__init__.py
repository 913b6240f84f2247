"""Catalogues: what the bot says in other languages than English, a file `<language>.po` for each.

They are read as they are, so there is nothing to build; `make words` brings them up to date with the code.
"""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources

from babel import Locale
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog

ENGLISH = "en"


@cache
def languages() -> dict[str, str]:
    """Return the languages that the bot speaks, each with what its own speakers call it."""
    catalogues = (each.name.removesuffix(".po") for each in resources.files(__name__).iterdir() if ".po" in each.name)
    return {tag: str(Locale.parse(tag).display_name).capitalize() for tag in (ENGLISH, *sorted(catalogues))}


def nearest(locale: str) -> str | None:
    """Return the language that a locale such as `de` or `en-GB` means, or None where the bot does not speak it."""
    tag = locale.replace("_", "-").partition("-")[0].lower()
    return tag if tag in languages() else None


def catalogue(language: str) -> Catalog:
    """Return all that is translated into a language."""
    with resources.files(__name__).joinpath(f"{language}.po").open("rb") as file:
        return pofile.read_po(file, locale=language)


@cache
def translations(language: str) -> NullTranslations:
    """Return what looks words up in a language; read from its file the first time, which takes some milliseconds."""
    if language == ENGLISH:
        return NullTranslations()
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
