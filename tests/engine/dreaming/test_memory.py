"""A dream takes no more memory than it may, and is the same dream."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
import torch

from engine.dreaming import memory, octaves, tiles
from engine.dreaming.dream import dream
from engine.dreaming.grammar import parse
from engine.dreaming.memory import NotEnoughMemoryError
from engine.dreaming.recipe import Recipe
from engine.dreaming.regions import Region
from engine.dreaming.scoring import listen

RECIPE = Recipe(objective="block4", size=1024)
LARGE = (2309, 3464)


def test_the_less_there_is_the_smaller_the_tiles(network):
    hearing = listen(parse("block10"), network)

    sides = [memory.tile_for([hearing], RECIPE, LARGE, room * 2**20) for room in (16_000, 4_000, 1_200, 900)]

    assert sides[0] == 0
    assert sides[1:] == sorted(sides[1:], reverse=True)
    assert 0 not in sides[1:]
    needs = [memory.need([hearing], RECIPE, LARGE, side) for side in sides]
    assert needs == sorted(needs, reverse=True)


def test_a_dream_that_cannot_fit_is_refused_before_its_first_step_with_what_it_needs(network):
    with pytest.raises(NotEnoughMemoryError, match=r"^memory: a dream of 1024 × 1024 pixels takes 0\.\d\d GiB even"):
        next(dream(None, RECIPE, network, room=2**20))


@pytest.mark.parametrize(
    "changes",
    [
        {"objective": "block4"},
        {"objective": "birds"},
        {"regions": (Region(where="left", objective="block2"),)},
        {"objective": "block3[1]", "start": "fourier"},
    ],
)
def test_tiles_show_the_same_dream(picture, network, monkeypatch, changes):
    monkeypatch.setattr(tiles, "FEWEST_HALOS", 4)
    monkeypatch.setattr(memory, "SIDES", (64, 32))
    recipe = Recipe(objective="block4", size=256, steps=(1, 1), jitter=8).model_copy(update=changes)
    picture = octaves.resize(picture, (192, 256))
    hearings = [listen(parse(recipe.objective), network)]
    hearings += [listen(parse(region.objective), network) for region in recipe.regions]
    room = memory.need(hearings, recipe, (192, 256), 64)

    *_, whole = dream(picture, recipe, network)
    *_, tiled = dream(picture, recipe, network, room=room)

    assert (whole.tile, tiled.tile) == (0, 64)
    # Units at their threshold may tip over in the last digit.
    assert (tiled.picture - whole.picture).abs().mean() < 1e-4


def test_when_memory_runs_out_the_step_is_taken_again_in_smaller_tiles(picture, network, monkeypatch):
    monkeypatch.setattr(tiles, "FEWEST_HALOS", 0)
    monkeypatch.setattr(memory, "SIDES", (64, 32))
    recipe = Recipe(objective="block4", size=128, steps=(2,), jitter=8)
    *_, expected = dream(picture, recipe, network)

    class Greedy(torch.nn.Module):
        def forward(self, signal):
            if signal.shape[-1] > 120:
                raise torch.OutOfMemoryError("out of memory")
            return network.chain["stem"](signal)

    chain = {**network.chain, "stem": Greedy()}
    *_, moment = dream(picture, recipe, replace(network, chain=chain))

    assert moment.tile in (32, 64)
    assert (moment.picture - expected.picture).abs().mean() < 1e-4


def test_an_error_that_is_not_of_memory_is_not_tried_again():
    tries = []

    def step(tile):
        tries.append(tile)
        raise RuntimeError("shapes do not match")

    with pytest.raises(RuntimeError, match="shapes"):
        memory.persevere(step, 0, (96, 128))
    assert tries == [0]


LIMITED = """
import json, resource, sys, torch
torch.set_num_threads(1)
from engine.dreaming import memory, networks
from engine.dreaming.dream import dream
from engine.dreaming.recipe import Recipe

network = networks.load("efficientnet-lite0", torch.device("cpu"))
list(dream(None, Recipe(objective="block3", size=64, steps=(1,)), network))
taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + 300 * 2**20, resource.RLIM_INFINITY))
*_, moment = dream(None, Recipe(objective="block3", size=768, steps=(1,)), network)
json.dump({"tile": moment.tile, "size": list(moment.picture.shape)}, sys.stdout)
"""


def test_a_process_whose_memory_is_limited_dreams_in_tiles_instead_of_dying():
    ran = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["size"] == [1, 3, 768, 768]
    assert 0 < told["tile"] <= 512
