"""Untrusted bytes to the frames of a film: what is too long, too large or broken is refused in a sentence."""

from collections.abc import Iterator, Sequence
from typing import overload

import torch
from PIL import Image
from torch import Tensor

from engine import images
from engine.images import PictureRefusedError

MAX_FRAMES = 600
MAX_FILM_PIXELS = 100_000_000
"""Of all frames together, at the size they are dreamt at: they are kept at three bytes each."""
MAX_SOURCE_PIXELS = 1_000_000_000
"""Of all frames together, as they come: a few bytes can stand for a frame of any size, which takes its time."""
UNTIMED = 100
"""Milliseconds of a frame that names no duration, as browsers show it."""


class Footage(Sequence[Tensor]):
    """The frames of a film, each `(1, 3, H, W)` with values 0-1; they are kept small and unfolded when asked for."""

    def __init__(self, frames: Sequence[Tensor], durations: Sequence[int]) -> None:
        """Take frames of 8 bits, `(1, 3, H, W)`, and how many milliseconds each stays."""
        self._frames = tuple(frames)
        self.durations = tuple(durations)

    @property
    def nbytes(self) -> int:
        """How much memory the frames take."""
        return sum(frame.nbytes for frame in self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    @overload
    def __getitem__(self, index: int) -> Tensor: ...

    @overload
    def __getitem__(self, index: slice) -> "Footage": ...

    def __getitem__(self, index: int | slice) -> "Tensor | Footage":
        if isinstance(index, slice):
            return Footage(self._frames[index], self.durations[index])
        return self._frames[index].float() / 255


def decode(data: bytes, longest_side: int) -> Footage:
    """Return the frames of an animated GIF or WebP, upright, in RGB and with that longest side, and their durations.

    A picture that does not move is a film of one frame.

    Raises:
        PictureRefusedError: too large, too many frames, broken, or not a picture.
    """
    frames: list[Tensor] = []
    durations: list[int] = []
    with images.opened(data) as image:
        image.draft("RGB", (longest_side, longest_side))
        for shown in _frames_of(image):
            frame = images.prepare(shown, longest_side).mul_(255).round_().to(torch.uint8)
            frames.append(frame)
            durations.append(int(shown.info.get("duration") or UNTIMED))
            if len(frames) * frame.shape[-1] * frame.shape[-2] > MAX_FILM_PIXELS:
                raise PictureRefusedError(
                    f"That film has more than {MAX_FILM_PIXELS // 10**6} megapixels in all its frames; "
                    "a smaller size or fewer frames work."
                )
    return Footage(frames, durations)


def _frames_of(image: Image.Image) -> Iterator[Image.Image]:
    """Yield each frame; the image is the same one, moved on."""
    # Other formats say at their beginning how many frames there are; of a GIF all would have to be read for it.
    if image.format != "GIF" and getattr(image, "n_frames", 1) > MAX_FRAMES:
        raise _too_many_frames()
    pixels = 0
    for index in range(MAX_FRAMES + 1):
        try:
            image.seek(index)
        except EOFError:
            return
        if index == MAX_FRAMES:
            raise _too_many_frames()
        # A later frame of a GIF may be larger than the first.
        images.check_size(*image.size)
        pixels += image.width * image.height
        if pixels > MAX_SOURCE_PIXELS:
            raise PictureRefusedError("That film has too many frames for their size: send a smaller or a shorter one.")
        image.load()
        yield image


def _too_many_frames() -> PictureRefusedError:
    return PictureRefusedError(f"That film has more than {MAX_FRAMES} frames; I can take so many.")
