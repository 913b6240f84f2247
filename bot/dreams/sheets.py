"""Tasting sheets: small dreams of one picture with many presets, side by side, to choose from."""

from collections.abc import Sequence

from bot.dreams.menu import Menu
from bot.words import later
from engine.protocol import PresetLine

NAME = later("tasting sheet")
EMOJI = "🍱"

MOST = 20
"""Presets that can be chosen by reacting: Discord allows no more different reactions on a message."""


def sheet_preset(menu: Menu) -> PresetLine:
    """Return what stands for a sheet where a dream has its preset."""
    return PresetLine(name=NAME, emoji=EMOJI, line=later("A taste of each dream."), recipe=menu.default.recipe)


def tasted(menu: Menu, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of the presets on a sheet: those that are chosen, or as many as there are and fit."""
    return tuple(chosen or menu.names)[:MOST]
