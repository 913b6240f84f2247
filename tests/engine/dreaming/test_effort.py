"""How much work a dream is, in steps at a megapixel, is known before it begins."""

import pytest

from engine.dreaming.effort import effort
from engine.dreaming.journeys.journey import Film, Keyframe, Way, Zoom
from engine.dreaming.recipe import Recipe

RECIPE = Recipe(objective="block9", steps=(4, 2), octave_ratio=2)
MEGAPIXEL = 10**6


def test_a_dream_is_the_work_of_its_octaves():
    assert effort(RECIPE, MEGAPIXEL) == pytest.approx(2 + 4 / 4)
    assert effort(RECIPE, MEGAPIXEL // 4) == pytest.approx((2 + 4 / 4) / 4)


def test_a_way_is_the_work_of_its_dream():
    assert effort(RECIPE, MEGAPIXEL, Way(frames=100)) == effort(RECIPE, MEGAPIXEL)


def test_each_frame_of_a_zoom_and_of_a_film_adds_its_own():
    assert effort(RECIPE, MEGAPIXEL, Zoom(frames=11, steps=(2, 1))) == pytest.approx(3 + 10 * 1.5)
    assert effort(RECIPE, MEGAPIXEL, Film(persistence=0.5), frames=5) == pytest.approx(3 + 4 * 1.5)


def test_a_frame_counts_as_often_as_it_is_dreamt_while_keyframes_take_hold():
    plain = Zoom(frames=11, steps=(1,), transition=200)
    changing = plain.model_copy(
        update={"keyframes": tuple(Keyframe(frame=frame, recipe=RECIPE) for frame in range(1, 10))}
    )

    assert effort(RECIPE, MEGAPIXEL, plain) == pytest.approx(3 + 10)
    # From the first frame on it is two recipes, then three, up to ten of the last two.
    assert effort(RECIPE, MEGAPIXEL, changing) == pytest.approx(3 + sum(range(2, 11)) + 10)


def test_a_keyframe_that_has_taken_hold_leaves_one_recipe():
    journey = Zoom(frames=6, transition=2, keyframes=(Keyframe(frame=2, recipe=RECIPE),))

    counts = [[weight for _, weight in journey.weights(frame)] for frame in range(1, 6)]

    assert counts == [[1], [0.5, 0.5], [1], [1], [1]]
    assert journey.weights(3)[0][0] == RECIPE
