"""Scoring: how strongly a picture shows what an objective asks for, and which way leads to more of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from engine.dreaming import guidance, likeness
from engine.dreaming.networks import HEAD, Network
from engine.dreaming.objectives import Direction, Guide, Layer, Objective, Subject, Term
from engine.dreaming.recipe import RecipeError

AWAKENING = 16
"""For so many steps gradients are redirected through channels that do not respond yet."""

_GUIDE_TILE = 1024
"""A larger guide is heard in tiles of that side."""


@dataclass(frozen=True)
class Hearing:
    """An objective, the network that hears it and what that heard in the guides; it is made once per dream."""

    objective: Objective
    network: Network
    guides: Mapping[Guide, Tensor]
    """Of each guide of the objective, the features `(C, places)`."""
    tile: int = 0
    """Side, in pixels, of the tiles that the network runs in; 0 for the whole picture at once."""

    def in_tiles(self, tile: int) -> "Hearing":
        """Return the one that hears the same in tiles of that side."""
        return replace(self, tile=tile)

    @property
    def layers(self) -> frozenset[str]:
        """The layers that `pull` listens to."""
        shapes = frozenset({*self.network.shapes, HEAD}) if self.objective.subjects else frozenset()
        return self.objective.layers | shapes

    def score(self, picture: Tensor) -> Tensor:
        """Return one number a picture, `(N,)`, that is higher the more it shows of the objective."""
        layers = self.objective.layers | ({HEAD} if self.objective.subjects else frozenset())
        heard = self.network.activations(picture, layers, tile=self.tile)
        total = picture.new_zeros(picture.shape[0])
        for weight, term in self.objective.terms:
            match term:
                case Subject():
                    value = likeness.log_odds(heard[HEAD], self.network, term.classes).mean(dim=(1, 2))
                case Direction(layer):
                    value = response(heard[layer], term, self.network.name)
                case _:
                    value = self._of_layer(heard, term)
            total = total + weight * value
        return total

    def pull(self, picture: Tensor, *, awaken: bool = False) -> Tensor:
        """Return one number a picture, `(N,)`; the dream follows its gradient with respect to the picture.

        With `awaken` the gradient is redirected through units that do not respond, where the objective asks for
        single channels. For subjects see `likeness.pull`.
        """
        redirected = awaken and self.objective.may_be_dead
        heard = self.network.activations(picture, self.layers, tile=self.tile, redirected=redirected)
        total = picture.new_zeros(picture.shape[0])
        for weight, term in self.objective.terms:
            match term:
                case Subject():
                    value = likeness.pull(heard, self.network, term.classes, in_tiles=self.tile > 0)
                case Direction(layer):
                    loudness = heard[layer].detach().square().mean(dim=(1, 2, 3)).sqrt() + 1e-6
                    value = response(heard[layer], term, self.network.name) / loudness
                case _:
                    value = self._of_layer(heard, term)
            total = total + weight * value
        return total

    def _of_layer(self, heard: Mapping[str, Tensor], term: Term) -> Tensor:
        match term:
            case Layer(name):
                return power(heard[name])
            case Guide(layer):
                return guidance.agreement(heard[layer], self.guides[term], cosine=term.cosine)
            case _:
                raise AssertionError(f"no layer in {term}")


def listen(objective: Objective, network: Network, guides: Sequence[Tensor] = ()) -> Hearing:
    """Return the hearing of an objective, with `guides` of `(1, 3, H, W)` and values 0-1, each heard once.

    Raises:
        UnknownLayerError: the objective names a layer that the network does not have.
        RecipeError: the objective follows a guide that is not there.
    """
    network.check(objective.layers)
    features: dict[Guide, Tensor] = {}
    for guide in sorted(objective.guides, key=str):
        if guide.picture > len(guides):
            given = {0: "no guide picture was", 1: "only one guide picture was"}.get(
                len(guides), f"only {len(guides)} guide pictures were"
            )
            raise RecipeError(f"objective: “{guide}” follows guide picture {guide.picture}, but {given} given")
        with torch.no_grad():
            picture = guides[guide.picture - 1].to(network.device)
            tile = _GUIDE_TILE if max(picture.shape[-2:]) > _GUIDE_TILE else 0
            features[guide] = guidance.features(network.activations(picture, {guide.layer}, tile=tile)[guide.layer])
    return Hearing(objective, network, features)


def score(objective: Objective, network: Network, picture: Tensor, guides: Sequence[Tensor] = ()) -> Tensor:
    """Return `Hearing.score` of a single look; raises as `listen` does."""
    return listen(objective, network, guides).score(picture)


def pull(objective: Objective, network: Network, picture: Tensor, guides: Sequence[Tensor] = ()) -> Tensor:
    """Return `Hearing.pull` of a single look; raises as `listen` does."""
    return listen(objective, network, guides).pull(picture)


def power(activation: Tensor) -> Tensor:
    """Return half the log mean square of `(N, C, H, W)`, `(N,)`.

    The square is google/deepdream's objective; its logarithm makes layers of any loudness weigh the same.
    """
    return 0.5 * (activation.square().mean(dim=(1, 2, 3)) + 1e-12).log()


def response(activation: Tensor, direction: Direction, network: str) -> Tensor:
    """Return the mean response of `(N, C, H, W)` along the direction, or that at its one place, `(N,)`.

    Raises:
        RecipeError: the layer has fewer channels.
    """
    count, height, width = activation.shape[1:]
    largest = max(index for _, index in direction.channels)
    if largest >= count:
        raise RecipeError(
            f"objective: {direction.layer} of {network} has no channel {largest}; its last one is {count - 1}"
        )
    mixed = torch.stack([weight * activation[:, index] for weight, index in direction.channels]).sum(dim=0)
    length = sum(weight**2 for weight, _ in direction.channels) ** 0.5 or 1.0
    if direction.place is None:
        return mixed.mean(dim=(1, 2)) / length
    x, y = direction.place
    return mixed[:, min(int(y * height), height - 1), min(int(x * width), width - 1)] / length
