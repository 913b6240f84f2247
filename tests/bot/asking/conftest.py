"""The words there are: the presets and classes that a real engine lists."""

import pytest

from bot.asking.classes import Classes
from bot.dreams.menu import Menu
from engine.dreaming.classes import indices
from engine.dreaming.presets import DEFAULT, PRESETS, subject_preset
from engine.protocol import ClassList, PresetLine, PresetList

LINES = tuple(PresetLine(name=p.name, emoji=p.emoji, line=p.line, recipe=p.recipe) for p in PRESETS.values())


@pytest.fixture(scope="session")
def menu():
    return Menu(PresetList(default=DEFAULT, presets=LINES))


@pytest.fixture(scope="session")
def classes():
    return Classes(ClassList(preset=subject_preset(PRESETS).name, names=tuple(indices())))
