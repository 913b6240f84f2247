"""The grammar of objectives: sums of weighted terms, read from the words in which they print."""

import re
from collections.abc import Iterator

from engine.dreaming.classes import indices, spell
from engine.dreaming.objectives import Direction, Guide, Layer, Objective, Subject, Term
from engine.dreaming.subjects import SUBJECTS

LARGEST_WEIGHT = 1000
"""Either way; what is not finite could not be printed, nor dreamt."""

_NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
_NAME = r"[a-z][a-z0-9_.'’-]*"
_WEIGHTED = re.compile(rf"(?:(?P<weight>{_NUMBER})\s+)?(?P<term>[a-z].*)", re.IGNORECASE)
_DIRECTION = re.compile(rf"(?P<layer>{_NAME})\[(?P<channels>[^\]]+)\](?:@(?P<x>{_NUMBER}),\s*(?P<y>{_NUMBER}))?")
_CHANNEL = re.compile(rf"(?:(?P<weight>{_NUMBER})\s*\*\s*|(?P<minus>-))?(?P<index>\d{{1,6}})")
_GUIDE = re.compile(rf"guide\(\s*(?P<layer>{_NAME})\s*(?:,\s*(?P<number>[1-9]\d?)\s*)?(?P<cosine>,\s*cosine\s*)?\)")


def parse(text: str) -> Objective:
    """Return the objective that is written there.

    A name that is one of `SUBJECTS` is a subject, the name of a class of ImageNet a subject of that class; any
    other name is a layer, which the network checks.

    Raises:
        ValueError: a part of the sum is none of the terms.
    """
    terms: list[tuple[float, Term]] = []
    for sign, part in _summands(text):
        match = _WEIGHTED.fullmatch(part)
        if match is None:
            raise ValueError(f"“{part}” is not a layer or subject with an optional weight before it")
        terms.append((sign * _weight(match["weight"] or "1", part), _term(match["term"].lower(), part)))
    return Objective(tuple(terms))


def _term(text: str, part: str) -> Term:
    if guide := _GUIDE.fullmatch(text):
        return Guide(guide["layer"], int(guide["number"] or 1), guide["cosine"] is not None)
    if direction := _DIRECTION.fullmatch(text):
        return Direction(direction["layer"], _channels(direction["channels"], part), _place(direction, part))
    if re.fullmatch(_NAME, text):
        name = spell(text)
        return Subject(name) if name in SUBJECTS or name in indices() else Layer(name)
    raise ValueError(
        f"“{part}” is not a layer or subject with an optional weight before it, nor like block13[42], "
        "block13[42]@0.5,0.5 or guide(block8)"
    )


def _channels(text: str, part: str) -> tuple[tuple[float, int], ...]:
    channels = []
    for sign, word in _summands(text):
        match = _CHANNEL.fullmatch(word)
        if match is None:
            raise ValueError(f"“{word}” in “{part}” is not a channel, like 42, with an optional weight, like 0.5*42")
        weight = _weight(match["weight"] or ("-1" if match["minus"] else "1"), part)
        channels.append((sign * weight, int(match["index"])))
    return tuple(channels)


def _weight(text: str, part: str) -> float:
    weight = float(text)
    if abs(weight) > LARGEST_WEIGHT:
        raise ValueError(f"the weight in “{part}” is not within -{LARGEST_WEIGHT} and {LARGEST_WEIGHT}")
    return weight


def _place(match: re.Match[str], part: str) -> tuple[float, float] | None:
    if match["x"] is None:
        return None
    place = (float(match["x"]), float(match["y"]))
    if not all(0 <= along <= 1 for along in place):
        raise ValueError(f"the place in “{part}” is not within the picture; x and y go from 0 to 1")
    return place


def _summands(text: str) -> Iterator[tuple[float, str]]:
    """Yield sign and words of each part; what stands in brackets stays together."""
    sign, start, depth = 1.0, 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth == 0 and letter in "+-" and text[at - 1 : at] == " " and text[at + 1 : at + 2] == " ":
            yield sign, text[start:at].strip()
            sign, start = (-1.0 if letter == "-" else 1.0), at + 1
    yield sign, text[start:].strip()
