"""What an engine adds to the dream itself: the wire, the turns and the previews."""

from statistics import median
from time import perf_counter

import torch

from engine.client import EngineClient
from engine.dreaming import networks
from engine.dreaming.presets import PRESETS
from engine.protocol import DreamRequest
from engine.reading import Reader
from load.engine.asking import PICTURE, SMALL, ask
from load.engine.figure import Figure

LARGER = DreamRequest(preset="eyes", changes={"size": 768, "seed": 4})


async def overhead(client: EngineClient, rounds: int) -> Figure:
    """Return what a dream takes longer through the engine than in this very process, file and all, in turn."""
    network = networks.load("efficientnet-lite0", torch.device("cpu"))
    reader = Reader(network, PRESETS, most_effort=1e9, most_kept=2**40)

    def here() -> float:
        began = perf_counter()
        undertaking = reader.read(SMALL, PICTURE)
        for _ in undertaking.looks():
            pass
        undertaking.encode()
        return perf_counter() - began

    here()
    within, through = [], []
    for _ in range(rounds):
        within.append(here())
        through.append((await ask(client, SMALL)).whole)
    ratios = [over / under for under, over in zip(within, through, strict=True)]
    return Figure(
        "protocol and turns",
        median(ratios) - 1,
        0.03,
        "%",
        f"{median(within):.3f} s in process, {median(through):.3f} s through the engine; "
        f"ratios {min(ratios):.2f} – {max(ratios):.2f}, {rounds} pairs",
    )


async def previews(shown: EngineClient, unseen: EngineClient, rounds: int) -> Figure:
    """Return what steps take longer in an engine that sends previews than in one that sends none, in turn."""
    ratios = []
    for _ in range(rounds):
        without = (await ask(unseen, LARGER)).dreaming
        ratios.append((await ask(shown, LARGER)).dreaming / without)
    told = f"steps of 768 px with a preview each half second, over those without; {min(ratios):.2f} – {max(ratios):.2f}"
    return Figure("steps delayed by previews", median(ratios) - 1, 0.02, "%", told)
