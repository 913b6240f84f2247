"""A film dreamt frame by frame, so that what grows in it stays where it is instead of flickering."""

from collections.abc import Iterator, Sequence
from typing import Unpack

import torch
from torch import Tensor

from engine.dreaming import gradients, tone
from engine.dreaming.dream import Alongside, dream
from engine.dreaming.effort import fewer_steps
from engine.dreaming.journeys.frame import Frame
from engine.dreaming.journeys.journey import Film
from engine.dreaming.networks import Network
from engine.dreaming.recipe import Recipe

_SOFTNESS = 3.0
"""Standard deviation, in pixels, of the border between what moved and what did not."""


def film(
    frames: Sequence[Tensor], recipe: Recipe, journey: Film, network: Network, **alongside: Unpack[Alongside]
) -> Iterator[Frame]:
    """Dream each `(1, 3, H, W)` of a film and yield it as it is ready, with looks between.

    The first frame is dreamt whole. Each later one starts with what the dream had added to the one before, where
    the film did not move, and takes as many steps fewer. All see the same views, as all use the recipe's seed.

    Raises:
        ValueError: the film has no frame.
        UnknownLayerError: the recipe names a layer that the network does not have.
    """
    if not frames:
        raise ValueError("a film needs at least one frame")
    count = len(frames)
    # What came over from the last dream shall not melt with the frame.
    first = recipe.model_copy(update={"melt": 0.0})
    fewer = first.model_copy(update={"steps": fewer_steps(recipe.steps, journey.persistence)})
    before: Tensor | None = None
    dreamt: Tensor | None = None
    for index, shown in enumerate(frames):
        frame = tone.melted(shown.to(network.device), recipe.melt)
        start = frame
        if before is not None and dreamt is not None and before.shape == frame.shape:
            start = carry(frame, before, dreamt, journey)
        for moment in dream(start, first if dreamt is None else fewer, network, **alongside):
            yield Frame(index + 1, count, (index + moment.fraction) / count, moment.picture, ready=False)
        before, dreamt = frame, moment.picture
        yield Frame(index + 1, count, (index + 1) / count, dreamt)


def carry(frame: Tensor, before: Tensor, dreamt: Tensor, journey: Film) -> Tensor:
    """Return the new frame with what the last dream had changed, let go where the film moved.

    Where nothing moves this is graphific's blend of frame and last dream; elsewhere no ghost of it stays behind.
    """
    change = gradients.blur((frame - before).abs().amax(dim=1, keepdim=True), _SOFTNESS)
    kept = journey.persistence * torch.exp(-((change / journey.motion) ** 2))
    return (frame + kept * (dreamt - before)).clamp(0, 1)
