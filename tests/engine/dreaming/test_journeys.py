"""Journeys: they stay crisp, move smoothly, repeat to the bit, and their parts fit together."""

import itertools
import json
import subprocess
import sys

import pytest
import torch
from pydantic import ValidationError

from engine.dreaming import gradients
from engine.dreaming.dream import dream
from engine.dreaming.journeys import character
from engine.dreaming.journeys.film import carry, film
from engine.dreaming.journeys.frame import ready
from engine.dreaming.journeys.journey import Film, Keyframe, Loop, Way, Zoom, journey_of
from engine.dreaming.journeys.movement import Movement, movements
from engine.dreaming.journeys.way import loop, way
from engine.dreaming.journeys.zoom import zoom
from engine.dreaming.networks import UnknownLayerError
from engine.dreaming.presets import PRESETS
from engine.dreaming.recipe import Recipe

SHORT = Recipe(objective="block3", size=128, steps=(2, 2), seed=7)


def dreamt(picture, network, recipe=SHORT):
    *_, moment = dream(picture, recipe, network)
    return moment.picture


def fineness(picture):
    return gradients.laplacian_bands(picture.mean(dim=1, keepdim=True), 2)[0].std().item()


def difference(one, other):
    return (one - other).square().mean().sqrt().item()


def test_a_zoom_begins_with_the_dream_and_repeats_to_the_bit(picture, network):
    journey = Zoom(frames=4, rotation=1.5, right=0.01)
    first = list(ready(zoom(picture, SHORT, journey, network)))

    assert len(first) == 4
    assert torch.equal(first[0], dreamt(picture, network))
    again = list(ready(zoom(picture, SHORT, journey, network)))
    assert all(torch.equal(one, other) for one, other in zip(first, again, strict=True))


def test_a_zoom_from_noise_needs_no_picture(network):
    frames = list(ready(zoom(None, SHORT, Zoom(frames=2, steps=(1,)), network)))
    assert [frame.shape for frame in frames] == [(1, 3, 128, 128)] * 2


def test_a_long_zoom_neither_blurs_nor_burns_out(picture, network):
    frames = list(ready(zoom(picture, SHORT, Zoom(frames=60, steps=(1,)), network)))
    early, late = frames[5], frames[-1]

    assert fineness(late) == pytest.approx(fineness(early), rel=0.25)
    assert late.std().item() == pytest.approx(early.std().item(), rel=0.25)
    assert late.mean().item() == pytest.approx(early.mean().item(), abs=0.05)


def test_progress_of_a_journey_rises_to_the_whole(picture, network):
    films = {
        "zoom": zoom(picture, SHORT, Zoom(frames=3), network),
        "way": way(picture, SHORT, Way(frames=3), network),
        "loop": loop(picture, SHORT, Loop(frames=3), network),
        "film": film([picture, picture], SHORT, Film(), network),
    }
    for kind, frames in films.items():
        fractions = [frame.fraction for frame in frames]
        assert fractions == sorted(fractions), kind
        assert fractions[-1] == pytest.approx(1), kind


def test_moving_nearer_enlarges_the_middle():
    picture = torch.zeros(1, 3, 65, 65)
    picture[..., 22:43, 22:43] = 1
    nearer = Movement(1.5, 0, 0, 0).of(picture)
    assert nearer.mean().item() == pytest.approx(picture.mean().item() * 1.5**2, rel=0.05)


def test_a_turn_goes_to_the_left_and_keeps_shapes():
    picture = torch.zeros(1, 3, 65, 129)
    picture[..., 30:35, 74:79] = 1
    turned = Movement(1, 45, 0, 0).of(picture)
    row, column = (turned[0, 0] > 0.5).nonzero().float().mean(dim=0).tolist()
    # Twelve pixels right of the centre become 8.5 right and 8.5 up.
    assert (row, column) == (pytest.approx(32 - 8.5, abs=0.5), pytest.approx(64 + 8.5, abs=0.5))


def test_looking_right_and_down_moves_the_picture_left_and_up_and_mirrors_the_edge():
    picture = torch.linspace(0, 1, 40).expand(1, 3, 40, 40)
    moved = Movement(1, 0, 0.25, 0).of(picture)
    assert moved[0, 0, 0, 10].item() == pytest.approx(picture[0, 0, 0, 20].item(), abs=0.01)
    assert moved[0, 0, 0, 39].item() == pytest.approx(picture[0, 0, 0, 30].item(), abs=0.01)
    down = Movement(1, 0, 0, 0.25).of(picture.transpose(2, 3))
    assert torch.allclose(down, moved.transpose(2, 3), atol=1e-5)


def test_keyframes_take_hold_smoothly_and_keep_what_they_do_not_name():
    journey = Zoom(
        frames=40, zoom=1.02, rotation=1, transition=10, keyframes=(Keyframe(frame=10, zoom=1.1), Keyframe(frame=25))
    )
    path = movements(journey)
    zooms = [movement.zoom for movement in path]

    assert len(path) == 39
    assert (zooms[0], zooms[8]) == (1.02, 1.02)
    assert zooms[18:] == pytest.approx([1.1] * 21)
    assert zooms == sorted(zooms)
    assert max(later - earlier for earlier, later in itertools.pairwise(zooms)) < 0.015
    assert {movement.rotation for movement in path} == {1}


def test_a_keyframe_dreams_another_preset_from_its_frame_on(picture, network):
    plain = Zoom(frames=5, transition=2)
    other = Zoom(frames=5, transition=2, keyframes=(Keyframe(frame=3, recipe="strokes"),))
    one, two = (list(ready(zoom(picture, SHORT, journey, network))) for journey in (plain, other))

    assert [torch.equal(*pair) for pair in zip(one, two, strict=True)] == [True, True, True, False, False]


def test_a_keyframe_names_a_preset_or_carries_a_recipe_and_comes_back_from_its_dump():
    journey = Zoom(keyframes=(Keyframe(frame=3, recipe="SEA"),))
    assert journey.keyframes[0].recipe == PRESETS["sea"].recipe
    for kind in (journey, Way(), Loop(frames=7), Film()):
        assert journey_of(json.loads(kind.model_dump_json())) == kind


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"zoom": 3}, "zoom"),
        ({"frames": 100_000}, "frames"),
        ({"steps": (0,)}, "at least one step"),
        ({"keyframes": ({"frame": 3, "recipe": "seaa"},)}, "did you mean sea"),
        ({"keyframes": ({"frame": 5}, {"frame": 5})}, "after the one before"),
    ],
)
def test_a_journey_that_leads_nowhere_is_refused(fields, complaint):
    with pytest.raises(ValidationError, match=complaint):
        Zoom(**fields)


def test_journeys_and_records_are_told_without_torch():
    code = (
        "import sys; import engine.dreaming.journeys.journey, engine.records, engine.budgets;"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_layer_in_a_journey_is_named(picture, network):
    with pytest.raises(UnknownLayerError, match="block99"):
        list(zoom(picture, SHORT.model_copy(update={"objective": "block99"}), Zoom(), network))


def test_holding_a_character_restores_light_colour_and_sharpness(picture):
    wanted = character.character(picture)
    dull = gradients.blur(picture, 0.5) * 0.8 + 0.1
    held = character.hold(dull, wanted, 1.0)

    assert difference(held.mean(dim=(2, 3)), picture.mean(dim=(2, 3))) < 0.01
    assert fineness(held) > 1.4 * fineness(dull)
    assert held.std().item() == pytest.approx(picture.std().item(), rel=0.03)
    assert torch.equal(character.hold(dull, wanted, 0), dull)
    assert difference(character.hold(picture, wanted, 1.0), picture) < 1e-5


def test_a_way_leads_from_the_picture_to_its_dream_in_even_steps(picture, network):
    frames = list(ready(way(picture, SHORT, Way(frames=7), network)))
    steps = [difference(*pair) for pair in itertools.pairwise(frames)]

    assert torch.equal(frames[0], picture)
    assert torch.equal(frames[-1], dreamt(picture, network))
    assert {frame.shape for frame in frames} == {picture.shape}
    assert max(steps) < 2 * min(steps)


def test_a_way_from_noise_ends_at_the_dream_from_noise(network):
    frames = list(ready(way(None, SHORT, Way(frames=2), network)))
    assert torch.equal(frames[-1], dreamt(None, network))


def test_a_loop_comes_back_without_a_jump_or_a_pause(picture, network):
    frames = list(ready(loop(picture, SHORT, Loop(frames=8), network)))
    steps = [difference(frames[index - 1], frames[index]) for index in range(8)]

    assert torch.equal(frames[0], picture)
    assert torch.equal(frames[4], dreamt(picture, network))
    assert steps[0] == pytest.approx(steps[1], rel=0.05)
    assert min(steps) > 0


def test_a_still_film_does_not_flicker(picture, network):
    recipe = SHORT.model_copy(update={"steps": (6, 6)})
    frames = list(ready(film([picture] * 4, recipe, Film(), network)))
    changed = difference(frames[0], picture)

    assert torch.equal(frames[0], dreamt(picture, network, recipe))
    for earlier, later in itertools.pairwise(frames):
        assert difference(earlier, later) < 0.5 * changed
        assert difference(later, picture) == pytest.approx(changed, rel=0.4)


def test_a_film_lets_go_of_the_last_dream_where_it_moves(picture):
    moved = picture.clone()
    moved[..., 64:] = 1 - moved[..., 64:]
    carried = carry(moved, picture, (picture + 0.1), Film(persistence=0.5)) - moved

    assert carried[..., :48].mean().item() == pytest.approx(0.05, abs=0.002)
    assert carried[..., 80:].abs().mean().item() < 0.02


def test_a_film_without_frames_is_refused(network):
    with pytest.raises(ValueError, match="at least one frame"):
        list(film([], SHORT, Film(), network))
