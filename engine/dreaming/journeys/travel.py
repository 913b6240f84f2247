"""Any dream as frames: the journey says which way, and none at all is a still dream of one frame."""

from collections.abc import Iterator, Sequence
from typing import Unpack

from torch import Tensor

from engine.dreaming.dream import Alongside, Moment, dream
from engine.dreaming.journeys.film import film
from engine.dreaming.journeys.frame import Frame
from engine.dreaming.journeys.journey import Film, Journey, Loop, Way, Zoom
from engine.dreaming.journeys.way import loop, way
from engine.dreaming.journeys.zoom import zoom
from engine.dreaming.networks import Network
from engine.dreaming.recipe import Recipe


def travel(
    photograph: Tensor | Sequence[Tensor] | None,
    recipe: Recipe,
    journey: Journey | None,
    network: Network,
    **alongside: Unpack[Alongside],
) -> Iterator[Frame]:
    """Yield the frames of a journey from a photograph `(1, 3, H, W)`, a film of them, or noise for None.

    Raises:
        ValueError: a film is asked for without moving pictures, or anything else with them.
        UnknownLayerError: a recipe names a layer that the network does not have.
    """
    if isinstance(photograph, Tensor) or photograph is None:
        match journey:
            case Zoom():
                return zoom(photograph, recipe, journey, network, **alongside)
            case Way():
                return way(photograph, recipe, journey, network, **alongside)
            case Loop():
                return loop(photograph, recipe, journey, network, **alongside)
            case None:
                return _still(photograph, recipe, network, alongside)
            case Film():
                raise ValueError("a film needs moving pictures")
    if not isinstance(journey, Film):
        raise ValueError("moving pictures are dreamt as a film")
    return film(photograph, recipe, journey, network, **alongside)


def _still(photograph: Tensor | None, recipe: Recipe, network: Network, alongside: Alongside) -> Iterator[Frame]:
    moment: Moment | None = None
    for moment in dream(photograph, recipe, network, **alongside):
        yield Frame(1, 1, moment.fraction, moment.picture, ready=False)
    assert moment is not None, "a dream takes at least one step"  # noqa: S101
    yield Frame(1, 1, 1.0, moment.picture, tile=moment.tile)
