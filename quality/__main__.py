"""`make quality`: dreams photographs with each subject's preset and prints how well that went."""

import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated

import torch
import typer
from rich.console import Console
from rich.table import Table
from torch import Tensor

from engine import images
from engine.dreaming import networks
from engine.dreaming.dream import dream
from engine.dreaming.networks import Network
from engine.dreaming.presets import PRESETS
from engine.dreaming.recipe import Recipe
from engine.dreaming.subjects import SUBJECTS
from quality.judge import Judge
from quality.measures import distance, noise, speckle, structure
from quality.photographs import photographs

JUDGED = ("birds", "dogs", "insects", "buildings", "fish", "flowers", "reptiles", "machines")
SIZE = 640
GOALS = ("≥ 0.85, each ≥ 0.60", "≤ 2.0", "≤ 6", "≥ 0.85", "≤ 12")
PLAIN = Recipe(
    objective="block10", steps=(10,) * 4, strength=0.012, size=SIZE, jitter=32, bands=1, blur=0, colour=0, seed=1
)
"""The recipe of google/deepdream (2015) on a middle layer: no bands, no blur, no harmony of colours."""

out = Console()


@dataclass(frozen=True)
class Result:
    """One dream, judged."""

    subject: str
    before: float
    after: float
    noise: float
    speckle: float
    structure: float
    seconds: float


def main(
    subjects: Annotated[str, typer.Option(help="Names with commas between.")] = ",".join(JUDGED),
    only: Annotated[str, typer.Option(help="Photographs, with commas between; all by default.")] = "",
    folder: Annotated[Path | None, typer.Option(help="Also write every dream there, to look at.")] = None,
) -> None:
    """Dream, judge and print the table."""
    network, judge = networks.load("efficientnet-lite0", torch.device("cpu")), Judge()
    names = tuple(filter(None, only.split(",")))
    chosen = [(name, images.decode(file, SIZE)) for name, file in photographs(names)]
    plainly = {name: _dreamt(photograph, PLAIN, network) for name, photograph in chosen}
    results: list[Result] = []
    plain: list[Result] = []
    for subject in subjects.split(","):
        recipe = PRESETS[subject].recipe.model_copy(update={"size": SIZE, "seed": 1})
        for name, photograph in chosen:
            dreamt = _dreamt(photograph, recipe, network)
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{subject}-{name}.png").write_bytes(images.encode(dreamt[0], "PNG"))
            results.append(_judged(subject, photograph, *dreamt, judge))
            plain.append(_judged(subject, photograph, *plainly[name], judge))
        out.print(subject, *_row([one for one in results if one.subject == subject]), highlight=False)
    _print(results, plain, subjects.split(","))
    _tell_apart(chosen[0][1], network)


def _dreamt(photograph: Tensor, recipe: Recipe, network: Network) -> tuple[Tensor, float]:
    """Return the dream as people get it, in eight bits a colour, and the seconds that it took."""
    began = time.perf_counter()
    *_, last = dream(photograph, recipe, network)
    seconds = time.perf_counter() - began
    return images.decode(images.encode(last.picture, "PNG"), max(last.picture.shape[-2:])), seconds


def _judged(subject: str, photograph: Tensor, dreamt: Tensor, seconds: float, judge: Judge) -> Result:
    classes = SUBJECTS[subject]
    before, after = judge.probability(photograph, classes), judge.probability(dreamt, classes)
    measured = (noise(dreamt, photograph), speckle(dreamt), structure(dreamt, photograph))
    return Result(subject, before, after, *measured, seconds)


def _row(results: list[Result]) -> tuple[str, ...]:
    def mean(field: str) -> float:
        return sum(getattr(one, field) for one in results) / len(results)

    rest = (f"{mean(field):.2f}" for field in ("noise", "speckle", "structure", "seconds"))
    return f"{mean('before'):.2f} → {mean('after'):.2f}", *rest


def _print(results: list[Result], plain: list[Result], subjects: list[str]) -> None:
    table = Table("preset", "subject", "noise", "speckle", "structure", "seconds", title="mean over the photographs")
    for subject in subjects:
        table.add_row(subject, *_row([one for one in results if one.subject == subject]))
    table.add_section()
    table.add_row("all", *_row(results))
    table.add_row("plain recipe", *_row(plain))
    table.add_row("goal", *GOALS)
    out.print(table)


def _tell_apart(photograph: Tensor, network: Network) -> None:
    """Print how far the closest presets are from each other, beside two seeds of one preset."""

    def feel(name: str, seed: int) -> Tensor:
        recipe = PRESETS[name].recipe.model_copy(update={"size": 256, "seed": seed})
        *_, last = dream(photograph, recipe, network)
        with torch.no_grad():
            heard = network.activations(last.picture, {"block4", "block9", "head"})
        pooled = [one.mean(dim=(2, 3)).flatten() for one in heard.values()]
        return torch.cat([one / one.norm() for one in pooled])

    first = {name: feel(name, 1) for name in PRESETS}
    seeds = {name: distance(first[name], feel(name, 2)) for name in PRESETS}
    pairs = sorted((distance(first[one], first[other]), one, other) for one, other in combinations(PRESETS, 2))
    alike = "; ".join(f"{one} and {other} {far:.3f}" for far, one, other in pairs[:4])
    out.print(f"two seeds of one preset are {max(seeds.values()):.3f} apart at most; the closest presets: {alike}")


if __name__ == "__main__":
    typer.run(main)
