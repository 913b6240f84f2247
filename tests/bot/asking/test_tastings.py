"""Tastings in words."""

import pytest

from bot.asking.refusals import SheetOfPresets, UnknownWord
from bot.asking.tastings import read
from bot.sources.pointers import Latest


def test_presets_are_named_by_name_or_emoji_in_any_order_each_once(menu, classes):
    presets, order = read("birds, 👀 last BIRDS seed 7", menu, classes)
    assert presets == ("birds", "eyes")
    assert (order.pointer, order.seed) == (Latest(), 7)
    assert read("", menu, classes)[0] == ()


@pytest.mark.parametrize("words", ["castle", "birds of castle", "x2", "deeper", "zoom", "guide"])
def test_what_is_no_preset_is_not_on_a_sheet(menu, classes, words):
    with pytest.raises(SheetOfPresets):
        read(words, menu, classes)


def test_a_word_that_means_nothing_is_said(menu, classes):
    with pytest.raises(UnknownWord):
        read("birdz", menu, classes)
