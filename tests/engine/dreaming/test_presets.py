import unicodedata

import pytest

from engine.dreaming import grammar, scoring
from engine.dreaming.dream import dream
from engine.dreaming.presets import DEFAULT, PRESETS, PresetsError, UnknownPresetError, find, read, subject_preset

every_preset = pytest.mark.parametrize("kind", PRESETS.values(), ids=list(PRESETS))


def test_names_emoji_lines_and_recipes_are_distinct():
    for field in ("name", "emoji", "line", "recipe"):
        assert len({getattr(kind, field) for kind in PRESETS.values()}) == len(PRESETS), field
    assert DEFAULT in PRESETS


@every_preset
def test_emoji_are_pictures_of_one_code_point(kind):
    # Wide ones are those with emoji presentation by default, without a variation selector.
    assert len(kind.emoji) == 1
    assert unicodedata.east_asian_width(kind.emoji) == "W"


@every_preset
def test_a_short_dream_shows_more_of_what_it_is_about(kind, picture, network):
    recipe = kind.recipe.model_copy(update={"size": 128, "steps": (8,), "seed": 1})
    objective = grammar.parse(recipe.objective)

    *_, last = dream(picture, recipe, network)

    assert scoring.score(objective, network, last.picture) > scoring.score(objective, network, picture)


def test_a_preset_is_found_by_its_name_in_any_case():
    assert find("Birds", PRESETS) is PRESETS["birds"]


def test_a_misspelt_preset_suggests_the_closest():
    with pytest.raises(UnknownPresetError, match=r"“brids”; did you mean birds\?") as caught:
        find("brids", PRESETS)

    assert caught.value.name == "brids"
    assert caught.value.closest[0] == "birds"


def test_a_preset_like_none_lists_them_all():
    with pytest.raises(UnknownPresetError) as caught:
        find("qqqq", PRESETS)

    assert caught.value.closest == tuple(PRESETS)


OWN = """
[wolves]
emoji = "🐺"
line = "They come out at night."
like = "dogs"
strength = 0.004
"""


def test_presets_of_ones_own_join_the_known_ones():
    presets = read(OWN, PRESETS)

    assert list(presets) == [*PRESETS, "wolves"]
    assert presets["wolves"].recipe == PRESETS["dogs"].recipe.model_copy(update={"strength": 0.004})


def test_a_preset_of_a_known_name_takes_its_place():
    presets = read(OWN.replace("wolves", "cats"), PRESETS)

    assert list(presets) == list(PRESETS)
    assert presets["cats"].emoji == "🐺"


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("strength = 0.004", "strength = 4", "wolves: strength"),
        ("strength", "speed", "no field “speed”"),
        ("dogs", "dragonz", "no preset “dragonz”"),
        ("🐺", "🐶", "the emoji of dogs already"),
        ("🐺", "wolf", "wolves: emoji"),
        ("line", "lines", "wolves: line"),
        ("wolves", "WOLVES", "one word in small letters"),
        ("]", "", "not TOML"),
    ],
)
def test_a_wrong_entry_is_told_by_preset_and_field(before, after, complaint):
    with pytest.raises(PresetsError, match=complaint):
        read(OWN.replace(before, after), PRESETS)


def test_a_class_is_dreamt_the_way_of_the_first_preset_that_asks_for_subjects_alone():
    assert subject_preset(PRESETS).name == "birds"


def test_without_such_a_preset_a_class_is_dreamt_the_way_of_the_first():
    assert subject_preset({name: PRESETS[name] for name in ("eyes", "animals")}).name == "eyes"
