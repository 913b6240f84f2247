"""What everybody is timed at: the same network, layer, picture, octaves and steps."""

from dataclasses import dataclass
from typing import Any

import timm
import torch
from torch import Tensor

from engine.dreaming import networks, octaves
from engine.dreaming.networks import Network, vision
from engine.dreaming.noise import cloud
from engine.dreaming.octaves import Size
from engine.dreaming.recipe import Recipe

RATIO = 1.4


@dataclass(frozen=True)
class Work:
    """One dream."""

    network: str
    layer: str
    """As this library names it."""
    module: str
    """The same as the network's authors name it."""
    size: Size
    """Height and width."""
    octaves: int
    steps: int
    """Of each octave."""

    @property
    def ladder(self) -> list[Size]:
        """The size of each octave."""
        return octaves.sizes(self.size, self.octaves, RATIO)

    @property
    def pixel_steps(self) -> int:
        """Pixels that take a step, over the whole dream."""
        return sum(height * width * self.steps for height, width in self.ladder)

    def recipe(self) -> Recipe:
        """Return it as a recipe; at a zoom of 1 every view has as many pixels as the picture."""
        return Recipe(
            network=self.network,
            objective=self.layer,
            size=max(self.size),
            steps=(self.steps,) * self.octaves,
            octave_ratio=RATIO,
        )

    def photograph(self) -> Tensor:
        """Return a picture of that size with detail of every size, `(1, 3, H, W)`; the same each time."""
        return cloud(self.size, torch.Generator().manual_seed(0))

    def ours(self) -> Network:
        """Return the network as this library runs it, with random weights."""
        return networks.load(self.network, torch.device("cpu"), random_weights=True)

    def theirs(self) -> Any:  # noqa: ANN401 - neither library has types
        """Return the very same network, weights and all, as its authors wrote it."""
        if vision.source(self.network) is not None:
            return vision.build(self.network)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            return timm.create_model(f"tf_{self.network.replace('-', '_')}", pretrained=False).eval()


WORKS = (
    Work("googlenet", "inception4c", "inception4c", (384, 512), octaves=4, steps=10),
    Work("efficientnet-lite0", "block11", "blocks.5.0", (431, 768), octaves=4, steps=10),
)
