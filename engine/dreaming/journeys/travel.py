"""Any dream as frames: the journey says which way, and none at all is a still dream of one frame."""

from collections.abc import Iterator, Sequence

from torch import Tensor

from engine.dreaming.dream import Moment, dream
from engine.dreaming.journeys.film import film
from engine.dreaming.journeys.frame import Frame
from engine.dreaming.journeys.journey import Film, Journey, Loop, Way, Zoom
from engine.dreaming.journeys.way import loop, way
from engine.dreaming.journeys.zoom import zoom
from engine.dreaming.memory import USUAL
from engine.dreaming.networks import Network
from engine.dreaming.recipe import Recipe


def travel(
    photograph: Tensor | Sequence[Tensor] | None,
    recipe: Recipe,
    journey: Journey | None,
    network: Network,
    room: int = USUAL,
) -> Iterator[Frame]:
    """Yield the frames of a journey from a photograph `(1, 3, H, W)`, a film of them, or noise for None.

    `room` is the memory of each dream on the way, as `dream` takes it.

    Raises:
        ValueError: a film is asked for without moving pictures, or anything else with them.
        UnknownLayerError: a recipe names a layer that the network does not have.
    """
    if isinstance(photograph, Tensor) or photograph is None:
        match journey:
            case Zoom():
                return zoom(photograph, recipe, journey, network, room)
            case Way():
                return way(photograph, recipe, journey, network, room)
            case Loop():
                return loop(photograph, recipe, journey, network, room)
            case None:
                return _still(photograph, recipe, network, room)
            case Film():
                raise ValueError("a film needs moving pictures")
    if not isinstance(journey, Film):
        raise ValueError("moving pictures are dreamt as a film")
    return film(photograph, recipe, journey, network, room)


def _still(photograph: Tensor | None, recipe: Recipe, network: Network, room: int) -> Iterator[Frame]:
    moment: Moment | None = None
    for moment in dream(photograph, recipe, network, room=room):
        yield Frame(1, 1, moment.fraction, moment.picture, ready=False)
    assert moment is not None, "a dream takes at least one step"  # noqa: S101
    yield Frame(1, 1, 1.0, moment.picture, tile=moment.tile)
