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
