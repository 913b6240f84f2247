"""The menu: the presets that the engine knows, by name and by emoji."""

import copy
import difflib
from collections.abc import Collection, Iterable

from bot.refusals import UnknownPreset
from engine.protocol import PresetLine, PresetList

_VARIATION_SELECTOR = "\N{VARIATION SELECTOR-16}"


class Menu:
    """Finds a preset from what a person typed, or from the emoji they reacted with."""

    def __init__(self, presets: PresetList) -> None:
        self.presets = presets.presets
        self._by_name = {preset.name: preset for preset in presets.presets}
        self._by_emoji = {_bare(preset.emoji): preset for preset in presets.presets}
        self.default = self._by_name[presets.default]

    def favouring(self, name: str | None) -> "Menu":
        """Return the menu with another default, if the engine has that preset."""
        favoured = None if name is None else self._by_name.get(name)
        if favoured is None:
            return self
        menu = copy.copy(self)
        menu.default = favoured
        return menu

    @property
    def names(self) -> Collection[str]:
        """The names of all."""
        return self._by_name

    def named(self, name: str | None) -> PresetLine:
        """Return the preset of that name, or of that emoji; the default for None.

        Raises:
            UnknownPreset: there is none; it carries the closest names.
        """
        if name is None:
            return self.default
        found = self.get(name)
        if found is None:
            raise UnknownPreset(name, self.closest(name) or tuple(self._by_name))
        return found

    def get(self, name: str) -> PresetLine | None:
        """Return the preset of that name, or of that emoji."""
        return self._by_name.get(name.lower()) or self.pictured(name)

    def closest(self, name: str) -> tuple[str, ...]:
        """Return up to three names that look most like that one."""
        return tuple(difflib.get_close_matches(name.lower(), self._by_name, n=3))

    def pictured(self, emoji: str) -> PresetLine | None:
        """Return the preset with that emoji."""
        return self._by_emoji.get(_bare(emoji))

    def panel(self, names: Iterable[str]) -> list[PresetLine]:
        """Return the presets of those names that the engine has, in that order."""
        return [self._by_name[name] for name in names if name in self._by_name]

    def matching(self, beginning: str) -> list[PresetLine]:
        """Return the presets whose name holds those letters, those that start with them first."""
        letters = beginning.lower()
        found = [preset for preset in self.presets if letters in preset.name]
        return sorted(found, key=lambda preset: not preset.name.startswith(letters))


def _bare(emoji: str) -> str:
    return emoji.replace(_VARIATION_SELECTOR, "")
