"""Frames to the bytes of an animated WebP, a GIF or an MP4, within a budget."""

import io
import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import av
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream
from PIL import Image
from torch import Tensor

from engine import budgets, imprints, pixels, records
from engine.budgets import CUTS, Cut, Encoded
from engine.records import Record

_PALETTE_FRAMES = 12
"""A GIF's colours are chosen by so many of its frames."""
_THOUSANDTH = Fraction(1, 1000)
_BROWSERS_LEAST = 20
"""Browsers show a GIF's frame for a tenth of a second if it asks for less."""

FilmFormat = Literal["WEBP", "GIF", "MP4"]
FORMAT_OF_SUFFIX: Mapping[str, FilmFormat] = MappingProxyType({".webp": "WEBP", ".gif": "GIF", ".mp4": "MP4"})
MEDIA_TYPES: Mapping[FilmFormat, str] = MappingProxyType({"WEBP": "image/webp", "GIF": "image/gif", "MP4": "video/mp4"})


def encode(
    frames: Iterable[Tensor],
    durations: int | Sequence[int],
    file_format: FilmFormat,
    *,
    budget: int | None = None,
    record: Record | None = None,
) -> Encoded:
    """Return frames `(1, 3, H, W)` with values 0-1 as a file of no more than `budget` bytes.

    `durations` are milliseconds, of each frame or of all alike. WebP keeps them exactly, GIF to the hundredth of a
    second that it counts in, MP4 to the millisecond. Frames are taken one by one and kept at eight bits.

    Raises:
        BudgetError: it cannot be made small enough.
        RecordError: the record does not fit into a file.
        ValueError: there are no frames, or not as many as durations.
    """
    pictures = [pixels.image(frame) for frame in frames]
    times = [durations] * len(pictures) if isinstance(durations, int) else list(durations)
    if not pictures or len(times) != len(pictures):
        raise ValueError(f"{len(times)} durations do not go with {len(pictures)} frames")

    def make(cut: Cut) -> bytes:
        return _WRITERS[file_format](_scaled(pictures, cut), _gathered(times, cut.every), cut.quality, record)

    data, cut = budgets.fit(make, budget, CUTS)
    width, height = _size(pictures[0], cut, even=file_format == "MP4")
    return Encoded(data, MEDIA_TYPES[file_format], width, height, cut.line(width, height))


def _size(image: Image.Image, cut: Cut, *, even: bool = False) -> tuple[int, int]:
    width, height = (max(2, round(side * cut.scale)) for side in image.size)
    return (width - width % 2, height - height % 2) if even else (width, height)


def _scaled(pictures: list[Image.Image], cut: Cut) -> Iterator[Image.Image]:
    for picture in pictures[:: cut.every]:
        size = _size(picture, cut)
        yield picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)


def _gathered(times: list[int], every: int) -> list[int]:
    """Return how long each frame stays that is left, with the time of those after it that are not."""
    return [sum(times[index : index + every]) for index in range(0, len(times), every)]


def _webp(pictures: Iterator[Image.Image], times: list[int], quality: int, record: Record | None) -> bytes:
    file = io.BytesIO()
    first, *others = pictures
    comment = {} if record is None else {"exif": imprints.exif(record)}
    first.save(
        file,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=times,
        loop=0,
        quality=quality,
        method=3,
        **comment,
    )
    return file.getvalue()


def _gif(pictures: Iterator[Image.Image], times: list[int], quality: int, record: Record | None) -> bytes:
    # A GIF has no quality but the number of its colours.
    colours = round(256 * (quality / budgets.BEST.quality) ** 2)
    shown = list(pictures)
    palette = _palette(shown, colours)
    first, *others = (picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG) for picture in shown)
    file = io.BytesIO()
    comment = {} if record is None else {"comment": records.write(record).encode("ascii")}
    first.save(
        file, "GIF", save_all=True, append_images=others, duration=_hundredths(times), loop=0, optimize=False, **comment
    )
    return file.getvalue()


def _palette(pictures: list[Image.Image], colours: int) -> Image.Image:
    """Return an image with a palette for all the pictures, so that colours do not flicker from one to the next."""
    samples = pictures[:: math.ceil(len(pictures) / _PALETTE_FRAMES)]
    width, height = (side // 2 or 1 for side in samples[0].size)
    sheet = Image.new("RGB", (width, height * len(samples)))
    for index, sample in enumerate(samples):
        sheet.paste(sample.resize((width, height), Image.Resampling.BOX), (0, height * index))
    # Dithered, an octree's colours come closer than those of a median cut, in a hundredth of the time.
    return sheet.quantize(colours, Image.Quantize.FASTOCTREE)


def _hundredths(times: list[int]) -> list[int]:
    """Return the times in whole hundredths of a second, still in milliseconds; what is cut off is made up for."""
    rounded, owed = [], 0
    for time in times:
        shown = max(_BROWSERS_LEAST, round((time + owed) / 10) * 10)
        owed += time - shown
        rounded.append(shown)
    return rounded


def _mp4(pictures: Iterator[Image.Image], times: list[int], quality: int, record: Record | None) -> bytes:
    # The index moves to the front, so that a player can begin at once; for that the muxer reads its file again.
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        with av.open(file.name, "w", format="mp4", options={"movflags": "+faststart"}) as container:
            if record is not None:
                container.metadata["comment"] = records.write(record)
            # A quality of 90 is an x264 rate factor of 18, which is hard to tell from the original; 50 is 30.
            rate_factor = round(18 + (budgets.BEST.quality - quality) * 0.3)
            stream = container.add_stream(
                "libx264",
                rate=Fraction(1000 * len(times), sum(times)),
                # Without frames out of order the first is shown at zero.
                options={"crf": str(rate_factor), "bf": "0"},
            )
            stream.pix_fmt = "yuv420p"
            stream.time_base = stream.codec_context.time_base = _THOUSANDTH
            lasting: dict[int | None, int] = {}
            for frame, time in zip(_video(pictures, times), times, strict=True):
                lasting[frame.pts] = time
                if not stream.codec_context.is_open:
                    stream.width, stream.height = frame.width, frame.height
                _mux(container, stream.encode(frame), lasting)
            _mux(container, stream.encode(), lasting)
        return Path(file.name).read_bytes()


def _mux(
    container: OutputContainer, packets: "Iterable[av.Packet[VideoStream]]", lasting: Mapping[int | None, int]
) -> None:
    for packet in packets:
        # The encoder would let the last frame stay as long as all do on average.
        packet.duration = lasting[packet.pts]
        container.mux(packet)


def _video(pictures: Iterator[Image.Image], times: list[int]) -> Iterator[av.VideoFrame]:
    """Yield the frames with the moment each is shown.

    Colours have half the samples per side, so sides have to be even.
    """
    moment = 0
    for picture, time in zip(pictures, times, strict=True):
        width, height = (side - side % 2 for side in picture.size)
        frame = av.VideoFrame.from_ndarray(np.asarray(picture.crop((0, 0, width, height))), format="rgb24")
        frame.pts, frame.time_base, frame.duration = moment, _THOUSANDTH, time
        moment += time
        yield frame


_WRITERS = MappingProxyType({"WEBP": _webp, "GIF": _gif, "MP4": _mp4})
