"""The menu: presets found by what people type and react with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dreams.menu import Menu
from bot.refusals import UnknownPreset
from engine.dreaming.recipe import Recipe
from engine.protocol import PresetLine, PresetList

EYES = PresetLine(name="eyes", emoji="👀", line="Eyes everywhere.", recipe=Recipe(objective="block9"))
BIRDS = PresetLine(name="birds", emoji="🐦", line="Feathers and beaks.", recipe=Recipe(objective="birds"))
SUN = PresetLine(name="sun", emoji="☀️", line="Bright.", recipe=Recipe(objective="block5"))
MENU = Menu(PresetList(default="birds", presets=(EYES, BIRDS, SUN)))


@pytest.mark.parametrize(
    ("typed", "found"),
    [(None, BIRDS), ("eyes", EYES), ("EYES", EYES), ("👀", EYES), ("☀️", SUN), ("☀", SUN)],
)
def test_what_people_type_finds_the_preset(typed, found):
    assert MENU.named(typed) == found


def test_an_emoji_finds_its_preset_with_and_without_its_variation_selector():
    assert MENU.pictured("☀") == MENU.pictured("☀️") == SUN
    assert MENU.pictured("🍌") is None


@pytest.mark.parametrize(("typed", "closest"), [("eyez", ("eyes",)), ("bird", ("birds",)), ("xylophone", None)])
def test_an_unknown_name_carries_the_closest_or_all(typed, closest):
    with pytest.raises(UnknownPreset) as refused:
        MENU.named(typed)
    assert refused.value.closest == (closest or ("eyes", "birds", "sun"))


@given(st.text())
def test_any_text_is_a_preset_or_refused_in_a_sentence_that_keeps_it_quiet(typed):
    try:
        assert MENU.named(typed) in MENU.presets
    except UnknownPreset as refused:
        assert refused.sentence.count("`") == 2
        assert len(refused.sentence) < 200


def test_completion_puts_what_starts_with_the_letters_first():
    assert MENU.matching("s") == [SUN, EYES, BIRDS]
    assert MENU.matching("B") == [BIRDS]
    assert MENU.matching("") == list(MENU.presets)
