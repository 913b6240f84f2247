"""Films: their times survive, budgets are kept, and what is no film is refused in a sentence."""

import io

import av
import pytest
import torch
from PIL import Image

from engine import animations, budgets, footage
from engine.animations import encode
from engine.budgets import BEST, CUTS, BudgetError, Cut, fit
from engine.footage import UNTIMED, decode
from engine.images import PictureRefusedError

TIMES = [40, 60, 100, 50, 200, 70]


def frames_of_grain(count=6, height=41, width=61):
    coarse = torch.rand(1, 3, 5, 7, generator=torch.Generator().manual_seed(0))
    grain = torch.nn.functional.interpolate(coarse, (height, width), mode="bicubic").clamp(0, 1)
    return [torch.roll(grain, 5 * index, 3) for index in range(count)]


def film_of(images, **options):
    file = io.BytesIO()
    images[0].save(file, save_all=True, append_images=images[1:], **options)
    return file.getvalue()


@pytest.mark.parametrize("file_format", ["WEBP", "GIF"])
def test_frames_and_their_times_come_back(file_format):
    encoded = encode(iter(frames_of_grain()), TIMES, file_format)
    film = decode(encoded.data, 61)

    assert (encoded.width, encoded.height, encoded.lowered) == (61, 41, None)
    assert film.durations == tuple(TIMES)
    assert film[0].shape == (1, 3, 41, 61)
    for shown, meant in zip(film, frames_of_grain(), strict=True):
        assert (shown - meant).abs().mean() < 0.05


def test_a_gif_makes_up_for_times_between_its_hundredths():
    film = decode(encode(frames_of_grain(), [33, 33, 34, 33, 33, 34], "GIF").data, 61)
    assert film.durations == (30, 40, 30, 30, 40, 30)


def test_an_mp4_plays_everywhere_and_keeps_its_times():
    encoded = encode(frames_of_grain(), TIMES, "MP4")
    with av.open(io.BytesIO(encoded.data)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        shown = [
            (round(packet.pts * packet.time_base * 1000), round(packet.duration * packet.time_base * 1000))
            for packet in packets
        ]

    assert (stream.codec_context.name, stream.format.name) == ("h264", "yuv420p")
    assert (encoded.width, encoded.height) == (stream.width, stream.height) == (60, 40)
    assert shown == [(sum(TIMES[:index]), time) for index, time in enumerate(TIMES)]
    assert encoded.data.index(b"moov") < encoded.data.index(b"mdat")


@pytest.mark.parametrize("file_format", ["WEBP", "GIF", "MP4"])
def test_a_budget_is_kept_and_what_was_lowered_is_told(file_format):
    frames = [
        (frame + torch.rand(frame.shape, generator=torch.Generator().manual_seed(1)) * 0.2).clamp(0, 1)
        for frame in frames_of_grain(6, 120, 180)
    ]
    whole = encode(frames, 50, file_format)
    fitted = encode(frames, 50, file_format, budget=len(whole.data) // 3)

    assert len(fitted.data) <= len(whole.data) // 3
    assert "quality" in fitted.lowered
    assert fitted.width <= whole.width


def test_dropped_frames_leave_their_time_to_the_ones_that_stay(monkeypatch):
    monkeypatch.setattr(budgets, "BEST", Cut(90, every=4))
    monkeypatch.setattr(animations.budgets, "fit", lambda make, _budget, _cuts: (make(budgets.BEST), budgets.BEST))
    encoded = encode(frames_of_grain(), TIMES, "WEBP")

    assert decode(encoded.data, 61).durations == (250, 270)
    assert "one frame in 4" in encoded.lowered


def test_a_budget_that_nothing_fits_is_refused_with_the_smallest_that_would():
    with pytest.raises(BudgetError, match=r"fit into 0 kB: the smallest I get is \d+ kB"):
        encode(frames_of_grain(), 50, "GIF", budget=100)


@pytest.mark.parametrize("fits_from", range(len(CUTS)))
def test_the_mildest_cut_that_fits_is_found(fits_from):
    sizes = {cut: 1000 if index < fits_from else 500 - index for index, cut in enumerate(CUTS)}
    made = []

    def make(cut):
        made.append(cut)
        return bytes(sizes[cut])

    data, cut = fit(make, 600, CUTS)
    assert cut == CUTS[fits_from]
    assert len(data) == sizes[cut]
    assert len(made) <= 6


def test_cuts_begin_with_the_best_and_say_nothing_of_it():
    assert CUTS[0] == BEST
    assert BEST.line(320, 200) is None
    assert len(set(CUTS)) == len(CUTS)


def test_durations_have_to_go_with_the_frames():
    with pytest.raises(ValueError, match="2 durations do not go with 6 frames"):
        encode(frames_of_grain(), [50, 50], "WEBP")


def test_a_still_picture_is_a_film_of_one_frame():
    film = decode(film_of([Image.new("RGB", (80, 40), "red")], format="PNG"), 160)
    assert len(film) == 1
    assert film[0].shape == (1, 3, 80, 160)
    assert film.durations == (UNTIMED,)


def test_a_part_of_a_film_is_a_film():
    film = decode(encode(frames_of_grain(), TIMES, "WEBP").data, 61)
    assert film[1:3].durations == (60, 100)
    assert torch.equal(film[1:3][0], film[1])


def test_too_many_frames_are_refused(monkeypatch):
    monkeypatch.setattr(footage, "MAX_FRAMES", 5)
    with pytest.raises(PictureRefusedError, match="more than 5 frames"):
        decode(encode(frames_of_grain(), 50, "GIF").data, 61)


def test_too_many_pixels_in_all_frames_are_refused(monkeypatch):
    monkeypatch.setattr(footage, "MAX_FILM_PIXELS", 3 * 41 * 61)
    with pytest.raises(PictureRefusedError, match="megapixels in all its frames"):
        decode(encode(frames_of_grain(), 50, "WEBP").data, 61)


@pytest.mark.parametrize("file_format", ["WEBP", "GIF"])
def test_a_broken_film_is_refused(file_format):
    data = encode(frames_of_grain(), 50, file_format).data
    with pytest.raises(PictureRefusedError, match="broken"):
        decode(data[: len(data) // 2], 61)
    with pytest.raises(PictureRefusedError, match="does not look like a picture"):
        decode(b"nothing of the kind", 61)
