"""Picture intake: every kind of file that people send is dreamt upright and in colour, or refused in a sentence."""

import io
import struct
import time
import zlib

import numpy as np
import pytest
import torch
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine import images, scans
from engine.images import PictureRefusedError, decode, encode


def file_of(image, file_format="PNG", **options):
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def halves(mode="RGB", size=(80, 40)):
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return image.convert(mode)


def colours(picture):
    """The colours in the middle of the left and the right half."""
    height, width = picture.shape[-2:]
    return picture[0, :, height // 2, width // 4].tolist(), picture[0, :, height // 2, 3 * width // 4].tolist()


RED, BLUE = pytest.approx([1, 0, 0], abs=0.1), pytest.approx([0, 0, 1], abs=0.1)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_the_formats_of_discord_are_read(file_format):
    picture = decode(file_of(halves(), file_format), 160)
    assert picture.shape == (1, 3, 80, 160)
    assert colours(picture) == (RED, BLUE)


@pytest.mark.parametrize("file_format", ["BMP", "TIFF", "EPS", "ICO"])
def test_other_formats_are_refused(file_format):
    with pytest.raises(PictureRefusedError, match="PNG, JPEG, WebP and GIF"):
        decode(file_of(halves(), file_format), 160)


def test_cmyk_becomes_rgb():
    assert colours(decode(file_of(halves("CMYK"), "JPEG"), 160)) == (RED, BLUE)


def test_a_palette_becomes_rgb():
    assert colours(decode(file_of(halves("P")), 160)) == (RED, BLUE)


def test_a_palette_with_a_transparent_colour_lies_on_white():
    image = Image.new("P", (64, 64))
    image.putpalette([0, 0, 0, 255, 0, 0])
    picture = decode(file_of(image, transparency=0), 64)
    assert picture.min() > 0.99


def test_what_is_transparent_lies_on_white():
    picture = decode(file_of(Image.new("RGBA", (64, 64), (0, 0, 0, 0))), 64)
    assert picture.min() > 0.99


def test_sixteen_bits_are_scaled_and_not_cut_off():
    ramp = np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)
    picture = decode(file_of(Image.fromarray(ramp)), 64)
    assert picture[0, :, 32, 0].tolist() == pytest.approx([0.5] * 3, abs=0.02)
    assert picture.max() == pytest.approx(1, abs=0.01)


def test_one_bit_is_read():
    assert decode(file_of(Image.new("1", (64, 64), 1)), 64).min() > 0.99


def test_a_rotated_photograph_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: rotate by 270 degrees
    picture = decode(file_of(halves(), "JPEG", exif=exif), 160)
    assert picture.shape == (1, 3, 160, 80)
    assert picture[0, :, 40, 40].tolist() == RED


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1", "CMYK"])
def test_a_large_picture_is_shrunk_before_it_is_turned_and_flattened(mode):
    exif = Image.Exif()
    exif[0x0112] = 6
    file_format = "JPEG" if mode == "CMYK" else "PNG"
    picture = decode(file_of(halves(mode, (1000, 500)), file_format, exif=exif), 100)
    assert picture.shape == (1, 3, 100, 50)
    if mode not in ("L", "1"):
        assert picture[0, :, 20, 25].tolist() == RED


def test_the_first_frame_of_an_animation_is_taken():
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "lime", "blue")]
    for file_format in ("GIF", "WEBP"):
        data = file_of(frames[0], file_format, save_all=True, append_images=frames[1:])
        assert decode(data, 64)[0, :, 32, 32].tolist() == RED


def test_the_longest_side_is_what_was_asked_for_and_the_aspect_stays():
    for size, expected in (((1000, 500), (128, 64)), ((30, 60), (64, 128)), ((100, 100), (128, 128))):
        height, width = decode(file_of(Image.new("RGB", size)), 128).shape[-2:]
        assert (width, height) == expected


@pytest.mark.parametrize("size", [(1, 9), (900, 100), (3, 100)])
def test_long_and_thin_pictures_are_refused(size):
    with pytest.raises(PictureRefusedError, match="long and thin"):
        decode(file_of(Image.new("RGB", size)), 128)


def png_header(width, height):
    """A PNG that claims that size and has no pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = (header, pixels, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


@pytest.mark.parametrize("size", [(50_000, 50_000), (12_000, 12_000), (2**31 - 1, 1)])
def test_a_bomb_is_refused_from_its_header(size):
    began = time.perf_counter()
    with pytest.raises(PictureRefusedError):
        decode(png_header(*size), 128)
    assert time.perf_counter() - began < 1


def test_a_jpeg_of_very_many_scans_is_refused_and_one_of_ten_is_read():
    progressive = file_of(halves(), "JPEG", progressive=True)
    assert 2 < scans.count(progressive) <= 10
    assert colours(decode(progressive, 160)) == (RED, BLUE)
    last = progressive.rindex(b"\xff\xda")
    endless = progressive[:-2] + progressive[last:-2] * 100 + progressive[-2:]
    with pytest.raises(PictureRefusedError, match="scans"):
        decode(endless, 160)


def test_what_stands_behind_a_jpeg_is_not_counted_as_its_scans():
    film = b"\xff\xda" * 1000
    assert colours(decode(file_of(halves(), "JPEG") + film, 160)) == (RED, BLUE)


def test_too_many_bytes_are_refused_unparsed(monkeypatch):
    monkeypatch.setattr(images, "MAX_BYTES", 1000)
    with pytest.raises(PictureRefusedError, match="MB"):
        decode(b"\0" * 1001, 128)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_truncated_files_are_refused_with_a_sentence(file_format):
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8))
    data = file_of(noise, file_format)
    for length in (0, 3, 20, len(data) // 2, len(data) - len(data) // 10):
        with pytest.raises(PictureRefusedError):
            decode(data[:length], 64)


def test_text_is_refused():
    with pytest.raises(PictureRefusedError, match="does not look like a picture"):
        decode(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 64)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
def test_nothing_of_the_source_but_its_pixels_comes_through(file_format):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    notes = PngInfo()
    notes.add_text("Comment", "SecretComment")
    sources = (
        file_of(halves(), "JPEG", exif=exif, icc_profile=b"SecretProfile" * 20, comment=b"SecretComment"),
        file_of(halves(), "PNG", pnginfo=notes, exif=exif),
    )
    for source in sources:
        assert b"Secret" in source
        dreamt = encode(decode(source, 128), file_format)
        assert b"Secret" not in dreamt
        with Image.open(io.BytesIO(dreamt)) as image:
            assert not image.getexif()
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background"}


def test_pixels_survive_a_png_exactly():
    pixels = torch.randint(0, 256, (1, 3, 40, 64)).float() / 255
    assert torch.equal(decode(encode(pixels, "PNG"), 64), pixels)


def test_a_preview_is_small():
    preview = encode(torch.rand(1, 3, 300, 600), "JPEG", longest_side=100)
    assert Image.open(io.BytesIO(preview)).size == (100, 50)
