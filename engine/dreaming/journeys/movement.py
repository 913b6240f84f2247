"""How the eye moves between two frames."""

import math
from dataclasses import astuple, dataclass

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming.journeys.journey import Zoom

_WANDERING = 0.15
"""How far the point of rest strays, in half sides: at a zoom of 1.03 the picture shifts by a fraction of a percent."""


@dataclass(frozen=True)
class Movement:
    """One move: `zoom` times nearer, turned to the left by degrees, looking right and down by shares of the sides."""

    zoom: float
    rotation: float
    right: float
    down: float

    def of(self, picture: Tensor, about: tuple[float, float] = (0.0, 0.0)) -> Tensor:
        """Return the `(N, 3, H, W)` picture after the move; beyond its edges it goes on as in a mirror.

        It comes nearer and turns about that point (x, y), in half sides from the middle. Sampling is bicubic.
        """
        if astuple(self) == (1, 0, 0, 0):
            return picture
        height, width = picture.shape[-2:]
        angle = math.radians(self.rotation)
        cosine, sine = math.cos(angle) / self.zoom, math.sin(angle) / self.zoom
        # Places are counted in half sides (-1 to 1), so a turn has to know how much wider than high the picture is.
        across, along = -sine * height / width, sine * width / height
        x, y = about
        matrix = [
            [cosine, across, 2 * self.right + x - cosine * x - across * y],
            [along, cosine, 2 * self.down + y - along * x - cosine * y],
        ]
        theta = torch.tensor([matrix], dtype=torch.float32).expand(len(picture), 2, 3)
        grid = F.affine_grid(theta, list(picture.shape), align_corners=False).to(picture.device)
        moved = F.grid_sample(picture, grid, mode="bicubic", padding_mode="reflection", align_corners=False)
        return moved.clamp(0, 1)


def movements(journey: Zoom) -> list[Movement]:
    """Return the move that leads to each frame but the first; keyframes take hold smoothly over the transition."""
    stations = [(0, Movement(journey.zoom, journey.rotation, journey.right, journey.down))]
    for keyframe in journey.keyframes:
        last = stations[-1][1]
        told = (keyframe.zoom, keyframe.rotation, keyframe.right, keyframe.down)
        values = (old if new is None else new for new, old in zip(told, astuple(last), strict=True))
        stations.append((keyframe.frame, Movement(*values)))
    return [_at(frame, stations, journey) for frame in range(1, journey.frames)]


def wander(frame: int) -> tuple[float, float]:
    """Return the point that a frame is moved about: near the middle and never twice the same.

    What lies on the lines through a point at rest falls on pixels again and again and is never softened, so a
    bright cross would grow there.
    """
    return _WANDERING * math.sin(0.61 * frame), _WANDERING * math.sin(0.43 * frame + 1)


def _at(frame: int, stations: list[tuple[int, Movement]], journey: Zoom) -> Movement:
    values = astuple(stations[0][1])
    for since, movement in stations[1:]:
        share = journey.hold(frame, since)
        values = tuple(old + share * (new - old) for old, new in zip(values, astuple(movement), strict=True))
    return Movement(*values)
