"""Plans: an order becomes a recipe that says what was ordered, and nothing else differs from the preset's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.order import Order
from bot.asking.plans import plan
from bot.asking.refusals import BadRecipe
from bot.refusals import UnknownPreset
from engine.dreaming.presets import PRESETS


def recipe_of(order, menu, classes):
    """The recipe that an engine makes of the plan."""
    how = plan(order, menu, classes)
    return how.preset.changed(how.changes)


@given(st.sampled_from(list(PRESETS)), st.integers(1, 40), st.integers(64, 1280), st.integers(0, 2**53 - 1))
def test_what_is_said_changes_and_the_rest_is_the_presets(menu, classes, name, tenths, size, seed):
    recipe = recipe_of(Order(preset=name, strength=tenths / 10, size=size, seed=seed), menu, classes)
    own = PRESETS[name].recipe
    assert recipe.strength == pytest.approx(own.strength * tenths / 10, abs=1e-6)
    kept = {"size": size, "seed": seed, "strength": recipe.strength}
    # A larger dream has further octaves.
    assert recipe == own.model_copy(update={**kept, "steps": recipe.steps})
    assert recipe.steps[: len(own.steps)] == own.steps


def test_nothing_said_is_the_default_preset_unchanged(menu, classes):
    how = plan(Order(), menu, classes)
    assert how.preset is menu.default
    assert how.changes == {}


@pytest.mark.parametrize(
    ("order", "objective", "way", "title"),
    [
        (Order(classes=("castle",)), "castle", "birds", "castle"),
        (
            Order(classes=("golden_retriever", "castle")),
            "golden_retriever + castle",
            "birds",
            "golden retriever and castle",
        ),
        (Order(preset="eyes", classes=("castle",)), "block9 + castle", "eyes", "eyes of castle"),
        (Order(objective="block7 - 0.5 birds"), "block7 - 0.5 birds", "animals", "block7 - 0.5 birds"),
        (Order(preset="eyes", objective="tench"), "tench", "eyes", "tench"),
        (Order(preset="eyes", guided=True), "guide(block9)", "eyes", "eyes, guided"),
        (Order(guided=True), "guide(block10)", "animals", "dream, guided"),
        (Order(preset="birds", guided=True), "birds + guide(block10)", "birds", "birds, guided"),
        (Order(classes=("castle",), guided=True), "guide(block10) + castle", "animals", "castle, guided"),
    ],
)
def test_an_objective_of_ones_own_is_dreamt_the_presets_way_and_named_by_what_was_said(
    menu, classes, order, objective, way, title
):
    how = plan(order, menu, classes)
    assert recipe_of(order, menu, classes) == PRESETS[way].recipe.model_copy(update={"objective": objective})
    assert how.preset.name == title
    # An engine that knows no preset of that name dreams it from the changes alone.
    assert {**PRESETS[way].recipe.model_dump(mode="json"), "objective": objective}.items() >= how.changes.items()


def test_what_cannot_be_is_refused(menu, classes):
    with pytest.raises(BadRecipe, match="is not a layer or subject"):
        plan(Order(objective="`a` & b"), menu, classes)
    with pytest.raises(UnknownPreset):
        plan(Order(preset="eyez"), menu, classes)
