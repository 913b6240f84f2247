"""Replay: a file alone, or with its photograph, gives the same dream to the byte."""

import io

import pytest
import torch
from PIL import Image

from engine import animations, images, replay
from engine.dreaming import networks
from engine.dreaming.dream import dream
from engine.dreaming.journeys.frame import ready
from engine.dreaming.journeys.journey import Film, Loop, Way, Zoom
from engine.dreaming.journeys.travel import travel
from engine.dreaming.recipe import Recipe
from engine.footage import Footage
from engine.footage import decode as decode_film
from engine.records import RecordError
from engine.replay import ReplayError

RECIPE = Recipe(objective="block3", size=96, steps=(2, 1), seed=5)


@pytest.fixture(scope="module")
def network():
    return networks.load("efficientnet-lite0", torch.device("cpu"))


@pytest.fixture(scope="module")
def load(network):
    return {network.name: network}.__getitem__


def photograph(colour="orange"):
    """A JPEG file, larger than it is dreamt."""
    image = Image.linear_gradient("L").resize((150, 100)).convert("RGB")
    image.paste(colour, (30, 30, 70, 60))
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def dreamt(network, picture, recipe=RECIPE, *, file_format="PNG", keep=False, **options):
    """The bytes of a dream with its record."""
    start = None if picture is None else images.decode(picture, recipe.size)
    record = replay.record_of(start, recipe, network)
    (dream,) = ready(travel(start, recipe, None, network))
    return images.encode(dream, file_format, record=record, keep=start if keep else None, **options)


def again(data, load, on=None, *, file_format="PNG", keep=False, **options):
    replayed = replay.prepare(data, load, on)
    (dream,) = ready(replayed.frames())
    kept = replayed.photograph if keep else None
    return images.encode(dream, file_format, record=replayed.record, keep=kept, **options), replayed


def test_a_png_and_its_photograph_give_the_same_bytes(network, load):
    data = dreamt(network, photograph())
    repeated, replayed = again(data, load, photograph())

    assert repeated == data
    assert replayed.remarks == ()


def test_a_png_that_keeps_its_photograph_needs_nothing_else(network, load):
    data = dreamt(network, photograph(), keep=True)
    assert again(data, load, keep=True)[0] == data


def test_a_dream_from_noise_needs_no_picture(network, load):
    data = dreamt(network, None)
    assert again(data, load)[0] == data


@pytest.mark.parametrize("file_format", ["WEBP", "JPEG"])
def test_other_formats_repeat_to_the_pixel(network, load, file_format):
    lossless = {"lossless": True} if file_format == "WEBP" else {}
    data = dreamt(network, photograph(), file_format=file_format, **lossless)
    repeated, _ = again(data, load, photograph(), file_format=file_format, **lossless)

    assert torch.equal(images.decode(repeated, 96), images.decode(data, 96))
    png, _ = again(data, load, photograph())
    if lossless:
        assert torch.equal(images.decode(png, 96), images.decode(data, 96))


def test_another_picture_is_dreamt_the_same_way_and_told(network, load):
    data = dreamt(network, photograph())
    repeated, replayed = again(data, load, photograph("navy"))

    assert replayed.remarks == ("That is another picture: I dream it with this file's recipe.",)
    assert repeated == dreamt(network, photograph("navy"))


def test_without_the_photograph_it_is_asked_for(network, load):
    with pytest.raises(ReplayError, match="give me the picture too"):
        replay.prepare(dreamt(network, photograph()), load)


def test_a_picture_of_another_kind_is_no_dream(load):
    with pytest.raises(RecordError, match="does not say how it was dreamt"):
        replay.prepare(photograph(), load)


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({"fingerprint": "0" * 64}, "other weights"),
        ({"device": "cuda"}, "dreamt on cuda and I dream on cpu"),
        ({"version": "9.0"}, "Pareidolia 9.0"),
        ({"torch": "9.0"}, "PyTorch 9.0"),
        ({"threads": 256}, "256 threads"),
    ],
)
def test_what_is_different_here_is_told(network, load, monkeypatch, change, remark):
    monkeypatch.setattr(replay.os, "cpu_count", lambda: 2)
    record = replay.record_of(None, RECIPE, network).model_copy(update=change)
    (told,) = replay.prepare(images.encode(torch.rand(1, 3, 64, 64), "PNG", record=record), load).remarks
    assert remark in told


@pytest.mark.parametrize("kind", ["guides", "masks"])
def test_guides_and_masks_have_to_come_again(network, load, landscape, kind):
    record = replay.record_of(None, RECIPE, network).model_copy(update={kind: ("a" * 64,)})
    file = images.encode(torch.rand(1, 3, 64, 64), "PNG", record=record)

    with pytest.raises(ReplayError, match=f"1 {kind.removesuffix('s')} pictures"):
        replay.prepare(file, load)
    (remark,) = replay.prepare(file, load, **{kind: [landscape]}).remarks

    assert "other guides or masks" in remark


def test_a_dream_with_guide_and_mask_repeats_when_they_come_again(network, load, landscape):
    region = {"where": "mask1", "objective": "block3"}
    recipe = Recipe.of({"regions": [region], "objective": "guide(block3)"}, RECIPE)
    beside = {
        "guides": [images.decode(landscape, recipe.size)],
        "masks": [images.decode_mask(landscape, recipe.size)],
    }
    *_, first = dream(None, recipe, network, **beside)
    record = replay.record_of(None, recipe, network, **beside)
    file = images.encode(first.picture, "PNG", record=record)

    again = replay.prepare(file, load, guides=[landscape], masks=[landscape])
    *_, frame = again.frames()

    assert again.remarks == ()
    assert torch.equal(frame.picture, first.picture)


def test_the_number_of_threads_is_that_of_the_record_only_while_dreaming(network, load):
    record = replay.record_of(None, RECIPE, network).model_copy(update={"threads": 2})
    before = torch.get_num_threads()
    frames = replay.prepare(images.encode(torch.rand(1, 3, 64, 64), "PNG", record=record), load).frames()

    next(frames)
    assert torch.get_num_threads() == 2
    frames.close()
    assert torch.get_num_threads() == before


@pytest.mark.parametrize("journey", [Zoom(frames=3), Way(frames=3), Loop(frames=3)], ids=lambda journey: journey.kind)
@pytest.mark.parametrize("file_format", ["WEBP", "GIF", "MP4"])
def test_journeys_repeat_to_the_byte(network, load, journey, file_format):
    start = images.decode(photograph(), RECIPE.size)
    record = replay.record_of(start, RECIPE, network, journey=journey)
    frames = ready(travel(start, RECIPE, journey, network))
    data = animations.encode(frames, journey.milliseconds, file_format, record=record).data

    replayed = replay.prepare(data, load, photograph())
    repeated = animations.encode(
        ready(replayed.frames()), replayed.record.journey.milliseconds, file_format, record=replayed.record
    )
    assert repeated.data == data


def test_a_film_repeats_from_its_footage(network, load):
    source = animations.encode(
        [images.decode(photograph(colour), 96) for colour in ("red", "teal")], [40, 90], "GIF"
    ).data
    footage = decode_film(source, RECIPE.size)
    record = replay.record_of(footage, RECIPE, network, journey=Film())
    frames = ready(travel(footage, RECIPE, Film(), network))
    data = animations.encode(frames, footage.durations, "WEBP", record=record).data

    replayed = replay.prepare(data, load, source)
    assert replayed.remarks == ()
    assert isinstance(replayed.photograph, Footage)
    repeated = animations.encode(
        ready(replayed.frames()), replayed.photograph.durations, "WEBP", record=replayed.record
    )
    assert repeated.data == data


def test_still_and_moving_pictures_are_not_taken_for_each_other(network):
    still = images.decode(photograph(), 96)
    with pytest.raises(ValueError, match="needs moving pictures"):
        travel(still, RECIPE, Film(), network)
    with pytest.raises(ValueError, match="dreamt as a film"):
        travel(Footage([(still * 255).byte()], [40]), RECIPE, Way(), network)
