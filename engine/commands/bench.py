"""`dream-engine bench`: how long one dream takes here, to be timed beside something else."""

import json
import statistics
import time
from typing import Annotated

import typer

from engine.commands.console import mistakes_in_one_sentence, out
from engine.commands.options import Where
from engine.commands.workshop import load_network
from engine.dreaming.recipe import Recipe, RecipeError, full_steps


def bench(
    network: Annotated[str, typer.Option(help="The network's name.")] = "efficientnet-lite0",
    random_weights: Annotated[bool, typer.Option("--random-weights", help="Load none.")] = False,
    layers: Annotated[str, typer.Option(help="What to strengthen, as --objective of dream.")] = "block10",
    size: Annotated[str, typer.Option(help="WIDTHxHEIGHT in pixels.")] = "768x431",
    octaves: Annotated[int, typer.Option(min=1, max=12, help="How many.")] = 4,
    steps: Annotated[int, typer.Option(min=1, max=400, help="Of each octave.")] = 10,
    runs: Annotated[int, typer.Option(min=3, help="How often it is dreamt; one more before warms up.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON.")] = False,
    device: Where = "auto",
) -> None:
    """Time the same dream a few times."""
    with mistakes_in_one_sentence():
        import torch

        from engine.dreaming import networks
        from engine.dreaming.dream import dream
        from engine.dreaming.noise import cloud

        width, height = _size(size)
        recipe = Recipe.of(
            {"network": network, "objective": layers, "size": max(width, height), "steps": (steps,) * octaves}
        )
        where = networks.pick_device(device)
        ready = networks.load(network, where, random_weights=True) if random_weights else load_network(network, device)
        picture = cloud((height, width), torch.Generator().manual_seed(0)).to(where)

        times = []
        for _ in range(runs + 1):
            began = time.perf_counter()
            for moment in dream(picture, recipe, ready):
                last = moment
            # Reading a pixel waits until a GPU has done its work.
            last.picture[0, 0, 0, 0].item()
            times.append(time.perf_counter() - began)
    result = {
        "network": network,
        "layers": recipe.objective,
        "size": f"{width}x{height}",
        "device": str(where),
        "threads": torch.get_num_threads(),
        "steps": steps * octaves,
        "pixel_steps": round(full_steps(recipe.steps, recipe.octave_ratio) * width * height),
        "seconds": round(statistics.median(times[1:]), 3),
        "runs": [round(each, 3) for each in times[1:]],
    }
    if as_json:
        print(json.dumps(result))  # noqa: T201 - one line, however wide the terminal is
    else:
        out.print("\n".join(f"{name.replace('_', '-')}: {value}" for name, value in result.items()), highlight=False)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise RecipeError(f"size: “{text}” is not a size such as 512x384")
    return int(width), int(height)
