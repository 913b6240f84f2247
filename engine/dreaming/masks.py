"""Masks: how much each pixel belongs to a region, `(1, 1, H, W)` with values 0-1.

Sky and foliage are told by colour, smoothness and place, not recognised. That finds a blue, grey or dark sky
that touches the upper edge, up to what stands before it, and leaves and grass in their greens. It takes a smooth
pale or blue wall behind a person for sky and green cloth for foliage; it misses a sky at sunset where it is
red, clouds with hard edges, sky seen between twigs, and foliage in autumn or in deep shade.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from engine.dreaming import gradients, octaves
from engine.dreaming.recipe import RecipeError
from engine.dreaming.regions import Region, read

_SIDE = 256
"""Longest side at which places are looked for: smaller than any detail that matters to a dream."""

_LEAST = 0.01
"""A place that covers less of the picture than this was not found."""

_BAND = 0.05
"""Reach of the horizon above and below the sky's edge, as a fraction of the height."""


class NoHorizonError(RecipeError):
    """A region asks for the horizon of a picture in which no sky ends."""

    def __init__(self) -> None:
        super().__init__("regions: I see no horizon in this picture; a mask picture can say where it is")


class NoMaskError(RecipeError):
    """A region asks for a mask picture that did not come along."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(f"regions: mask{number} is asked for, but {count} mask pictures came along")


def cover(region: Region, photograph: Tensor, masks: Sequence[Tensor]) -> Tensor:
    """Return the feathered mask of a region of a photograph `(1, 3, H, W)`.

    Raises:
        NoHorizonError: it asks for a horizon, and there is none.
        NoMaskError: it asks for a mask that is not among `masks`.
    """
    size = (photograph.shape[-2], photograph.shape[-1])
    negated, place = read(region.where)
    if isinstance(place, int):
        if place > len(masks):
            raise NoMaskError(place, len(masks))
        mask = octaves.resize(masks[place - 1].to(photograph), size)
    else:
        mask = octaves.resize(find(place, photograph), size)
    mask = mask.clamp(0, 1)
    return gradients.blur(1 - mask if negated else mask, region.feather * max(size)).clamp(0, 1)


def find(place: str, photograph: Tensor) -> Tensor:
    """Return the mask of one of `regions.PLACES`, at a size of its own, without a feather.

    Raises:
        NoHorizonError: the place is the horizon, and there is none.
    """
    shrink = min(1.0, _SIDE / max(photograph.shape[-2:]))
    height, width = (max(2, round(side * shrink)) for side in photograph.shape[-2:])
    small = octaves.resize(photograph, (height, width)).clamp(0, 1)
    down = ((torch.arange(height, device=small.device) + 0.5) / height)[:, None].expand(height, width)
    across = ((torch.arange(width, device=small.device) + 0.5) / width)[None, :].expand(height, width)
    match place:
        case "sky":
            inside = sky(small)
        case "foliage":
            inside = foliage(small)
        case "horizon":
            inside = horizon(small)
        case "left":
            inside = across < 0.5
        case "right":
            inside = across >= 0.5
        case "top":
            inside = down < 0.5
        case "bottom":
            inside = down >= 0.5
        case _:
            inside = (down - 0.5).square() + (across - 0.5).square() < 0.3**2
    return inside.to(photograph.dtype).view(1, 1, height, width)


def sky(picture: Tensor) -> Tensor:
    """Return where `(1, 3, H, W)` shows sky, a boolean `(H, W)`: smooth, bluish or pale, and joined to the top."""
    red, green, blue = picture[0]
    light = picture.mean(dim=1, keepdim=True)
    near = F.pad(light, (1, 1, 1, 1), mode="replicate")
    edges = (F.max_pool2d(near, 3, 1) + F.max_pool2d(-near, 3, 1))[0, 0]
    spread = picture[0].amax(dim=0) - picture[0].amin(dim=0)
    bluish = (blue >= red + 0.02) & (blue >= green - 0.02)
    pale = (light[0, 0] > 0.6) & (spread < 0.12)
    likely = (bluish | pale) & (edges < 0.1)
    return _settled(_joined_to_the_top(likely))


def foliage(picture: Tensor) -> Tensor:
    """Return where `(1, 3, H, W)` is green as leaves are, a boolean `(H, W)`."""
    red, green, blue = picture[0]
    excess = 2 * green - red - blue
    # The share of the light, so that shade counts as much as sun (excess green of Woebbecke, 1995).
    leafy = (excess > 0.08 * picture[0].sum(dim=0)) & (green > 0.08) & (green > blue) & (green > 0.95 * red)
    return _settled(leafy)


def horizon(picture: Tensor) -> Tensor:
    """Return the band around the lower edge of the sky of `(1, 3, H, W)`, a boolean `(H, W)`.

    Raises:
        NoHorizonError: there is no sky, or nothing under it.
    """
    above = sky(picture)
    height = above.shape[0]
    rows = torch.arange(height, device=above.device)[:, None]
    lowest = torch.where(above, rows, -1).amax(dim=0)
    ends = (lowest >= 0) & (lowest < height - 1)
    if ends.float().mean() < 0.1:
        raise NoHorizonError
    return ((rows - lowest).abs() <= max(1, round(_BAND * height))) & ends


def _joined_to_the_top(likely: Tensor) -> Tensor:
    inside = torch.zeros_like(likely)
    inside[0] = likely[0]
    while True:
        grown = _grow(inside, 1) & likely
        if torch.equal(grown, inside):
            return inside
        inside = grown


def _settled(inside: Tensor) -> Tensor:
    """Return the mask without specks and pinholes; empty where too little was found."""
    closed = ~_grow(~_grow(inside, 2), 2)
    opened = _grow(~_grow(~closed, 2), 2)
    return opened if opened.float().mean() >= _LEAST else torch.zeros_like(opened)


def _grow(inside: Tensor, reach: int) -> Tensor:
    return F.max_pool2d(inside.float()[None, None], 2 * reach + 1, 1, reach)[0, 0] > 0
