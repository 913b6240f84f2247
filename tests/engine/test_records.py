"""Records: they come back from every kind of file, alone, and hostile ones end in a sentence."""

import io
import json

import pytest
import torch
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine import animations, images, imprints, records
from engine.dreaming.journeys.journey import Keyframe, Zoom
from engine.dreaming.recipe import Recipe
from engine.records import Record, RecordError

RECORD = Record(
    version="0.1.0",
    torch="2.4.0",
    fingerprint="5" * 64,
    recipe=Recipe(objective="block3 + 0.5 birds", size=128, steps=(2, 1), seed=2**62),
    preset="näh",
    journey=Zoom(frames=4, keyframes=(Keyframe(frame=2, recipe="sea"),)),
    photograph="a" * 64,
    threads=2,
    device="cpu",
)


def picture(seed=0):
    return torch.rand(1, 3, 40, 64, generator=torch.Generator().manual_seed(seed))


def file_with(record, file_format):
    if file_format in ("GIF", "MP4", "film"):
        frames = [picture(seed) for seed in range(3)]
        return animations.encode(frames, 50, "WEBP" if file_format == "film" else file_format, record=record).data
    return images.encode(picture(), file_format, record=record)


FORMATS = ["PNG", "JPEG", "WEBP", "GIF", "MP4", "film"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_record_comes_back_from_every_kind_of_file(file_format):
    assert imprints.read(file_with(RECORD, file_format)) == RECORD


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_without_a_record_says_so(file_format):
    with pytest.raises(RecordError, match="does not say how it was dreamt"):
        imprints.read(file_with(None, file_format))


def test_a_camera_s_words_are_no_record():
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0my holidays"
    exif[0x010E] = "a lake"
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    with pytest.raises(RecordError, match="does not say"):
        imprints.read(file.getvalue())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "does not say"),
        ("[" * 10_000, "does not say"),
        ("[]", "does not say"),
        ('{"version": "0.1.0"}', "does not say"),
        (json.dumps({"pareidolia": 2}), "newer Pareidolia"),
        (json.dumps({"pareidolia": 1}), "broken: version"),
        ("x" * (records.LARGEST + 1), "larger than any of mine"),
        (json.dumps({**json.loads(records.write(RECORD)), "dreams": 3}), r"do not know \(dreams\)"),
        (json.dumps({**json.loads(records.write(RECORD)), "threads": 10**9}), "broken: threads"),
        (json.dumps({**json.loads(records.write(RECORD)), "recipe": {"objective": "!"}}), "broken: recipe"),
    ],
)
def test_what_is_no_record_of_ours_ends_in_a_sentence(text, sentence):
    with pytest.raises(RecordError, match=sentence) as refused:
        records.read(text)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize("file_format", FORMATS)
def test_broken_files_end_in_a_sentence_or_a_record(file_format):
    data = file_with(RECORD, file_format)
    for length in (0, 9, 40, len(data) // 3, len(data) // 2):
        try:
            assert imprints.read(data[:length]) == RECORD
        except RecordError as refused:
            assert str(refused).endswith(".")


def test_a_file_too_large_is_not_looked_into():
    with pytest.raises(RecordError, match="weighs 64 MB"):
        imprints.read(bytes(imprints.MAX_BYTES + 1))


def test_a_record_too_long_for_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(records, "LARGEST", 500)
    with pytest.raises(RecordError, match="so many keyframes"):
        images.encode(picture(), "JPEG", record=RECORD)


def test_the_longest_journey_fits_into_a_jpeg():
    sea = Recipe(objective="block3" + " + block3" * 40)
    journey = Zoom(keyframes=tuple(Keyframe(frame=frame, recipe=sea) for frame in range(1, 51)))
    longest = RECORD.model_copy(update={"journey": journey})
    assert imprints.read(file_with(longest, "JPEG")) == longest


def test_a_png_keeps_the_photograph_s_pixels_when_asked_and_nothing_else_of_it():
    info = PngInfo()
    info.add_text("Comment", "a secret place")
    exif = Image.Exif()
    exif[0x010F] = "a secret camera"
    file = io.BytesIO()
    Image.new("RGB", (64, 40), "teal").save(file, "PNG", pnginfo=info, exif=exif)
    photograph = images.decode(file.getvalue(), 64)

    kept = images.encode(picture(), "PNG", record=RECORD, keep=photograph)

    assert imprints.read(kept) == RECORD
    assert torch.equal(images.decode(imprints.photograph(kept), 64), photograph)
    assert torch.equal(images.decode(kept, 64), images.decode(images.encode(picture(), "PNG"), 64))
    assert b"secret" not in kept
    assert b"secret" not in imprints.photograph(kept)
    assert imprints.photograph(images.encode(picture(), "PNG", record=RECORD)) is None


def test_only_a_png_keeps_the_photograph():
    with pytest.raises(ValueError, match="keep: a PNG can"):
        images.encode(picture(), "JPEG", keep=picture())


def test_digests_tell_pictures_and_shapes_apart():
    flat = torch.zeros(1, 3, 40, 64)
    digests = [imprints.digest(each) for each in (picture(), picture(1), flat, flat.transpose(2, 3))]
    assert len(set(digests)) == 4
    assert imprints.digest(picture(), picture(1)) != imprints.digest(picture(1), picture())
    assert imprints.digest(picture()) == digests[0]
