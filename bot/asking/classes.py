"""Classes: the things that the network knows by sight, found from what people call them."""

import difflib
from collections.abc import Collection, Sequence

from bot.asking.refusals import UnknownClass
from engine.protocol import ClassList

_LONGEST = 5
"""Words in the longest name of a class."""


class Classes:
    """What the engine lists, by its names."""

    def __init__(self, listed: ClassList) -> None:
        self.preset = listed.preset
        """The preset whose way of dreaming suits a class."""
        self._names = {name: name.replace("_", " ") for name in listed.names}

    @property
    def names(self) -> Collection[str]:
        """All names, as people write them."""
        return self._names.values()

    def leading(self, words: Sequence[str]) -> tuple[str, int] | None:
        """Return the class that the words begin with, as an objective writes it, and how many of them name it.

        The longest name counts, capitals do not, and neither does a plural.
        """
        for count in range(min(_LONGEST, len(words)), 0, -1):
            spelled = "_".join(words[:count]).lower()
            for name in (spelled, spelled.removesuffix("s"), spelled.removesuffix("es")):
                if name in self._names:
                    return name, count
        return None

    def named(self, words: str) -> str:
        """Return the class of that name, as an objective writes it.

        Raises:
            UnknownClass: there is none.
        """
        spoken = words.split()
        found = self.leading(spoken)
        if found is None or found[1] != len(spoken):
            raise UnknownClass(words, self.closest(spoken))
        return found[0]

    def closest(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return up to three names that look most like what the words begin with, as people write them."""
        for count in range(min(_LONGEST, len(words)), 0, -1):
            beginning = " ".join(words[:count]).lower()
            if found := difflib.get_close_matches(beginning, self._names.values(), n=3, cutoff=0.75):
                return tuple(found)
        return ()

    def matching(self, beginning: str) -> list[str]:
        """Return the names that hold those letters, as people write them; those that start with them come first."""
        letters = beginning.lower().replace("_", " ").strip()
        found = [name for name in self._names.values() if letters in name]
        return sorted(found, key=lambda name: (not name.startswith(letters), f" {letters}" not in name, name))
