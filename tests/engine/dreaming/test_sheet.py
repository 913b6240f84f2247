"""Tastes: quick dreams of the presets that can be told apart."""

import itertools

from engine.dreaming.presets import PRESETS
from engine.dreaming.sheet import taste, tasting


def test_a_subject_is_given_more_steps_to_take_shape_than_a_texture():
    assert sum(taste(PRESETS["birds"].recipe).steps) > sum(taste(PRESETS["fur"].recipe).steps)


def test_tastes_of_one_picture_differ_and_come_in_the_order_of_their_names(picture, network):
    recipes = {name: taste(PRESETS[name].recipe, 96) for name in ("birds", "buildings", "strokes")}

    tastes = [each for each in tasting(picture, recipes, network) if each.ready]

    assert [each.name for each in tastes] == list(recipes)
    for one, other in itertools.combinations(tastes, 2):
        assert (one.picture - other.picture).abs().mean() > 0.03
