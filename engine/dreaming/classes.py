"""Classes: the thousand things that networks trained on ImageNet tell apart, by the names people have for them."""

import difflib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def names() -> tuple[tuple[str, ...], ...]:
    """Return the synonyms of each class of ILSVRC 2012, in its usual order, as `spell` writes them."""
    text = resources.files("engine.dreaming").joinpath("imagenet.txt").read_text(encoding="utf-8")
    return tuple(tuple(spell(name) for name in line.split(", ")) for line in text.splitlines())


@cache
def indices() -> Mapping[str, int]:
    """Return the class index of each name.

    A name that classes share belongs to the one that lists it first among its names, or has the fewest.
    """
    ranked = sorted(
        (rank, len(synonyms), index, name)
        for index, synonyms in enumerate(names())
        for rank, name in enumerate(synonyms)
    )
    found: dict[str, int] = {}
    for _, _, index, name in ranked:
        found.setdefault(name, index)
    return MappingProxyType(found)


def spell(name: str) -> str:
    """Return the name as an objective writes it: small letters, underscores for spaces."""
    return "_".join(name.lower().split())


def closest(name: str, others: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return up to three names, of classes or of `others`, that look most like that one, best first."""
    return tuple(difflib.get_close_matches(spell(name), [*others, *indices()], n=3, cutoff=0.7))
