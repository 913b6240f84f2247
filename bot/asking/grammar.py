"""The grammar of asking: a person's words, in any order, read into an order.

`eyes of castle strength 1.5 size 512 seed 7` and `x1.5 castle, please, 512px 👀 #7` ask for the same.
"""

import difflib
import re
from dataclasses import replace
from itertools import dropwhile
from typing import Any

from bot.asking.classes import Classes
from bot.asking.order import Order
from bot.asking.refusals import NumberNeeded, OnePresetOnly, UnknownClass, UnknownWord
from bot.dreams.menu import Menu
from bot.sources.pointers import Avatar, CustomEmoji, Latest, Noise

_DASHES = re.compile(r"(?<!\S)--(?=\w)")
_ASSIGNED = re.compile(r"\b(strength|size|seed|of|preset)\s*[=:]\s*", re.IGNORECASE)
_EXAMPLES = {"strength": "1.5", "size": "512", "seed": "7"}
"""The words that want a number."""

_SHORTHANDS = {
    "strength": re.compile(r"[x×]([\d.,]+)|([\d.,]+)[x×]", re.IGNORECASE),
    "size": re.compile(r"(\d+)px", re.IGNORECASE),
    "seed": re.compile(r"#(\d+)"),
}
_WHOLE = re.compile(r"\d{1,18}")
_DECIMAL = re.compile(r"\d{1,6}(?:[.,]\d{0,6})?|[.,]\d{1,6}")
_PERSON = re.compile(r"<@!?(\d{1,20})>")
_EMOJI = re.compile(r"<(a?):\w{1,32}:(\d{1,20})>")

_SWITCHES: dict[str, dict[str, Any]] = {
    "deeper": {"onward": "deeper"},
    "again": {"onward": "again"},
    "vary": {"onward": "vary"},
    "zoom": {"motion": "zoom"},
    "way": {"motion": "way"},
    "guide": {"guided": True},
    "guided": {"guided": True},
    "noise": {"pointer": Noise()},
    "this": {"pointer": Latest()},
    "last": {"pointer": Latest()},
    "latest": {"pointer": Latest()},
}
_FILLERS = frozenset(
    {"a", "an", "the", "my", "me", "us", "some", "please", "picture", "preset"}
    | {"of", "with", "and", "in", "into", "from", "at", "by", "on"}
)


def read(text: str, menu: Menu, classes: Classes) -> Order:
    """Return the order that the words make.

    Raises:
        UnknownWord: a word means nothing here.
        UnknownClass: what stands after `of` is nothing that the network knows.
        NumberNeeded: a number is missing or is none.
        OnePresetOnly: two presets are named.
    """
    order = Order()
    words = [bare for word in _ASSIGNED.sub(r"\1 ", _DASHES.sub("", text)).split() if (bare := word.strip(",;!?"))]
    while words:
        found, used = _setting(words) or _named(words, order, menu, classes)
        order = replace(order, **found)
        del words[:used]
    return order


def _setting(words: list[str]) -> tuple[dict[str, Any], int] | None:
    """Return what the first words set and how many they are; None where they set nothing."""
    first = words[0].lower()
    if first in _EXAMPLES:
        return {first: _number(first, words[1] if len(words) > 1 else "")}, 2
    if first in _SWITCHES:
        return _SWITCHES[first], 1
    if person := _PERSON.fullmatch(first):
        return {"pointer": Avatar(int(person[1]))}, 1
    if emoji := _EMOJI.fullmatch(words[0]):
        return {"pointer": CustomEmoji(int(emoji[2]), animated=bool(emoji[1]))}, 1
    for setting, shorthand in _SHORTHANDS.items():
        if written := shorthand.fullmatch(first):
            return {setting: _number(setting, written[written.lastindex or 0])}, 1
    return None


def _number(setting: str, written: str) -> float:
    digits = written.lower().removesuffix("px").lstrip("x×#")
    if setting == "strength" and _DECIMAL.fullmatch(digits):
        return float(digits.replace(",", "."))
    if setting != "strength" and _WHOLE.fullmatch(digits):
        return int(digits)
    raise NumberNeeded(setting, _EXAMPLES[setting])


def _named(words: list[str], order: Order, menu: Menu, classes: Classes) -> tuple[dict[str, Any], int]:
    """Return the preset or class that the first words name, nothing for a filler, and how many words they are."""
    found = classes.leading(words)
    preset = menu.get(words[0]) or menu.get(f"{words[0]}s")
    # Sea is a preset, and a sea cucumber is none.
    if preset is not None and (found is None or found[1] == 1):
        if order.preset not in (None, preset.name):
            raise OnePresetOnly(str(order.preset), preset.name)
        return {"preset": preset.name}, 1
    if found is not None:
        name, count = found
        return {"classes": tuple(dict.fromkeys((*order.classes, name)))}, count
    if words[0].lower() not in _FILLERS:
        raise UnknownWord(words[0], _closest(words[0], menu, classes))
    following = list(dropwhile(lambda word: word.lower() in _FILLERS, words))
    passed = words[: len(words) - len(following)]
    if following and "of" in map(str.lower, passed):
        _check_class(following, menu, classes)
    return {}, len(passed)


def _check_class(words: list[str], menu: Menu, classes: Classes) -> None:
    """Raise `UnknownClass` if the words after `of` mean nothing."""
    try:
        _setting(words) or _named(words, Order(), menu, classes)
    except UnknownWord:
        raise UnknownClass(words[0], classes.closest(words)) from None


def _closest(word: str, menu: Menu, classes: Classes) -> tuple[str, ...]:
    """Return what an unknown word may have been meant to be."""
    if word.isascii() and word.isdigit():
        return (f"size {word}", f"seed {word}")
    meant = (*menu.names, *_EXAMPLES, *_SWITCHES, *classes.names)
    return tuple(difflib.get_close_matches(word.lower(), meant, n=3, cutoff=0.75)) or menu.closest(word)
