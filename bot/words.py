"""Words: what the bot says, in the language of those who hear it.

Texts are written in English where they are said, as `say("I am {name}.", name=name)`, and looked up in the catalogues.
The language is that of the occasion: whoever lets something be heard says in which, with `speaking`.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from string import Formatter
from typing import Literal

from babel.numbers import get_decimal_symbol, get_group_symbol

from bot.locales import ENGLISH, languages, translations

Saying = Callable[[], str]
"""Something to be said as soon as it is known to whom."""

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)
"""The language of whoever hears what is said now."""

_here: ContextVar[str] = ContextVar("here", default=ENGLISH)
"""That of all who read the place where something was asked."""


def language() -> str:
    """Return the language that is spoken now."""
    return _spoken.get()


def listen(person: str, here: str) -> None:
    """Speak from now on, in this task, to a person in their language; it was asked in a place that reads another."""
    _spoken.set(person)
    _here.set(here)


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def aloud() -> contextlib.AbstractContextManager[None]:
    """Speak for a while so that all understand it who read the place where something was asked."""
    return speaking(_here.get())


def speak_up() -> None:
    """Speak so from now on: whatever follows in this task, all can read."""
    _spoken.set(_here.get())


def say(text: str, /, **values: object) -> str:
    """Return a text in the language that is spoken, with the values in its fields."""
    said = translations(language()).gettext(text) if text else text
    return _FORMATTER.format(said, **values) if values else said


def count(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a text about so many of something; the number is the value of the field `count`."""
    said = translations(language()).ngettext(one, many, number)
    return _FORMATTER.format(said, count=number, **values)


def later(text: str) -> str:
    """Return the text itself: it is to be in the catalogues, and `say` says it when the time comes."""
    return text


def everywhere(saying: Saying) -> tuple[str, ...]:
    """Return what is said in each language that the bot speaks."""
    said = []
    for each in languages():
        with speaking(each):
            said.append(saying())
    return tuple(said)


def listed(words: Sequence[str], last: Literal["and", "or"]) -> str:
    """Return words, one at least, as they are listed in a sentence."""
    if len(words) == 1:
        return words[0]
    values = {"others": ", ".join(words[:-1]), "last": words[-1]}
    return say("{others} and {last}", **values) if last == "and" else say("{others} or {last}", **values)


class _Formatter(Formatter):
    """Writes numbers with the separators of the language that is spoken."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value as its field wants it."""
        written = format(value, format_spec)
        if not format_spec or not isinstance(value, int | float) or language() == ENGLISH:
            return written
        separators: dict[str, str | int | None] = {
            ",": get_group_symbol(language()),
            ".": get_decimal_symbol(language()),
        }
        return written.translate(str.maketrans(separators))


_FORMATTER = _Formatter()
