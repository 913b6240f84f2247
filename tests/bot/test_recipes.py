"""A recipe in words: what repeats a dream, and in what it is not as its preset has it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.dreams.recipes import recipe_text
from engine.dreaming.recipe import Recipe
from engine.protocol import PresetLine
from tests.bot.store.jobs import job

EYES = PresetLine(name="eyes", emoji="👀", line="Eyes everywhere.", recipe=Recipe(objective="block9", strength=0.04))


def dreamt(recipe, **changes):
    return job(outcome={"recipe": recipe.model_dump(mode="json")}, **changes)


def test_what_is_as_the_preset_has_it_is_not_told_one_by_one():
    recipe = EYES.recipe.model_copy(update={"size": 96, "seed": 7})
    text = recipe_text(dreamt(recipe), EYES)
    assert text.startswith("👀 **eyes** · seed 7\n-# 96 px, and all else as **eyes** always is\n")


def test_each_field_that_is_otherwise_is_told_with_what_it_would_be():
    recipe = EYES.recipe.model_copy(update={"strength": 0.06, "flips": not EYES.recipe.flips})
    line = recipe_text(dreamt(recipe), EYES).splitlines()[1]
    assert "strength `0.06` instead of `0.04`" in line
    assert "flips `" in line


@given(st.text(st.sampled_from("block9 +birds"), min_size=1, max_size=300), st.booleans())
def test_what_is_shown_is_json_that_makes_the_same_recipe_and_fits_into_a_message(objective, moves):
    recipe = EYES.recipe.model_copy(update={"objective": objective})
    going = {"kind": "zoom", "frames": 60} if moves else None
    text = recipe_text(dreamt(recipe, journey=going), EYES, "\nsay something, or read it all:")
    assert len(text) <= 2000
    shown = json.loads(text.split("```json\n")[1].removesuffix("\n```"))
    assert shown.pop("journey", None) == going
    assert shown == recipe.model_dump(mode="json")
