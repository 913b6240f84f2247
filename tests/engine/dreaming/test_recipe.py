import subprocess
import sys

import pytest
from pydantic import ValidationError

from engine.dreaming.recipe import LARGEST_SIDE, Recipe


@pytest.mark.parametrize(
    "change",
    [
        {"size": 63},
        {"size": LARGEST_SIDE + 1},
        {"seed": -1},
        {"seed": 2**63},
        {"steps": ()},
        {"steps": (0, 0)},
        {"steps": (401,)},
        {"steps": (1,) * 13},
        {"octave_ratio": 1.0},
        {"strength": 0},
        {"strength": 0.2},
        {"jitter": 257},
        {"zoom": 0.9},
        {"zoom": 2.1},
        {"bands": 0},
        {"grain": -0.1},
        {"blur": 8.1},
        {"colour": 1.1},
        {"objective": "no such sentence"},
        {"objective": " + ".join(["block3"] * 50)},
        {"unheard_of": 1},
    ],
)
def test_limits(change):
    with pytest.raises(ValidationError):
        Recipe(**{"objective": "block3", **change})


def test_a_recipe_survives_json():
    recipe = Recipe(objective="2.50 birds + block9", size=512, seed=2**63 - 1, steps=(3, 0, 1), zoom=1.5, grain=0.7)

    assert recipe.objective == "2.5 birds + block9"
    assert Recipe.model_validate_json(recipe.model_dump_json()) == recipe


def test_recipes_and_presets_need_no_torch():
    code = "import sys; import engine.dreaming.presets; sys.exit('torch' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_larger_dream_keeps_its_octaves_and_is_carried_up_in_few_steps():
    base = Recipe(objective="block9", steps=(20, 10, 4), octave_ratio=1.5)

    large = Recipe.of({"size": 768 * 3}, base)

    assert large.steps == (20, 10, 4, 2, 2, 2)
    # The octave of the last tuned steps is about as large as the base's full size.
    assert 768 / 1.25 < large.size / 1.5**3 < 768 * 1.25


@pytest.mark.parametrize("fields", [{"size": 512}, {"size": 800}, {"size": 3000, "steps": (20, 10, 4)}])
def test_a_dream_of_the_usual_size_or_with_steps_of_its_own_is_not_carried_up(fields):
    assert Recipe.of(fields, Recipe(objective="block9", steps=(20, 10, 4))).steps == (20, 10, 4)


def test_no_ladder_is_longer_than_a_recipe_may_hold():
    large = Recipe(objective="block9", steps=(3,) * 10, octave_ratio=1.1).at(LARGEST_SIDE)

    assert Recipe.model_validate(large.model_dump()) == large
