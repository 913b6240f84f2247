"""Where a dream's time goes, part by part, over all its steps."""

import time
from collections.abc import Callable

import torch
from torch import Tensor

from bench.work import Work
from engine.dreaming import gradients, octaves, views
from engine.dreaming.ascent import ascend
from engine.dreaming.grammar import parse
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import Hearing, listen

REPEATS = 3


def parts(work: Work) -> dict[str, float]:
    """Return the seconds of each part of our dream: the best of a few steps at each size, times the steps there."""
    recipe, photograph = work.recipe(), work.photograph()
    hearing = listen(parse(recipe.objective), work.ours())
    generator = torch.Generator().manual_seed(0)
    spent = dict.fromkeys(("view", "forward", "backward", "bands, blur and colours", "update"), 0.0)

    for size in work.ladder:
        once = _once(octaves.resize(photograph, size), hearing, recipe, generator)
        spent["view"] += work.steps * once["view"]
        spent["forward"] += work.steps * (once["forward"] - once["view"])
        spent["backward"] += work.steps * (once["both"] - once["forward"])
        spent["bands, blur and colours"] += work.steps * once["tidy"]
        spent["update"] += work.steps * max(0.0, once["step"] - once["both"] - once["tidy"])
    return spent


def _once(picture: Tensor, hearing: Hearing, recipe: Recipe, generator: torch.Generator) -> dict[str, float]:
    """Return the seconds of parts of one step; each holds those before it, but for `tidy`."""
    size = (picture.shape[-2], picture.shape[-1])
    view = views.draw(size, recipe.jitter, recipe.zoom, generator)
    leaf = picture.clone().requires_grad_()

    def tidy() -> Tensor:
        gradient = gradients.blur(gradients.equalise(picture, recipe.bands, recipe.grain), recipe.blur)
        return gradients.unit(gradients.harmonise(gradient, recipe.colour))

    return {
        "view": _best(lambda: views.draw(size, recipe.jitter, recipe.zoom, generator).of(picture)),
        "forward": _best(lambda: hearing.pull(view.of(leaf))),
        "both": _best(lambda: torch.autograd.grad(hearing.pull(view.of(leaf)).sum(), leaf)),
        "step": _best(lambda: ascend(picture, hearing, recipe, generator)),
        "tidy": _best(tidy),
    }


def _best(call: Callable[[], object]) -> float:
    seconds = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
    return min(seconds)
