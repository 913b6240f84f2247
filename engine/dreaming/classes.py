"""The thousand classes of ImageNet (ILSVRC 2012) by the names that people use for them."""

import difflib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

NAMES: tuple[tuple[str, ...], ...] = tuple(
    tuple(name.strip() for name in line.split(","))
    for line in files("engine.dreaming").joinpath("imagenet.txt").read_text("utf-8").splitlines()
)
"""The names of each class, the usual one first, in the order of the network's scores."""


def spell(name: str) -> str:
    """Return a name as objectives write it: small letters, digits and underscores."""
    return "".join(letter if letter.isalnum() else "_" for letter in name.lower())


def _by_name() -> Mapping[str, int]:
    # Some words name two classes (a crane lifts or flies); the usual name of one goes before a synonym of another.
    found: dict[str, int] = {}
    for place in range(max(map(len, NAMES))):
        for index, names in enumerate(NAMES):
            if place < len(names):
                found.setdefault(spell(names[place]), index)
    return MappingProxyType(found)


CLASSES = _by_name()
"""The index of each class under each of its names, as `spell` writes them."""


def closest(name: str, count: int = 3) -> tuple[str, ...]:
    """Return the class names that look most like this one, best first."""
    return tuple(difflib.get_close_matches(spell(name), CLASSES, n=count))
