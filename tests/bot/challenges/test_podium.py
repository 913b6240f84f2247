"""The podium as a picture: everybody is on it, whatever their names and however places are shared."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from bot.challenges.lettering import Typeface
from bot.challenges.podium import SIZE, Finalist, UnreadablePictureError, podium

FACE = Typeface()
RED, GREEN, BLUE = (220, 40, 40), (40, 190, 60), (50, 70, 230)


def picture(colour, size=(60, 40), form="PNG", **options):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form, **options)
    return file.getvalue()


def drawn(*finalists, **options):
    file = podium("A title", "3 dreams", finalists, **options)
    return Image.open(io.BytesIO(file))


def columns_of(page, colour):
    """From where to where a colour is seen in the picture, in pixels from the left."""
    pixels = page.convert("RGB").load()
    found = [
        x
        for x in range(0, page.width, 4)
        for y in range(100, page.height, 8)
        if all(abs(a - b) < 25 for a, b in zip(pixels[x, y], colour, strict=True))
    ]
    return min(found), max(found)


def rows_of(page, colour):
    return columns_of(page.transpose(Image.Transpose.TRANSPOSE).resize((page.height, page.width)), colour)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_the_best_dream_stands_in_the_middle_and_highest(form):
    dreams = [Finalist(place, "Ada", "9 hearts", picture(colour)) for place, colour in enumerate((RED, GREEN, BLUE), 1)]
    page = drawn(*dreams, format=form)
    assert (page.size, page.format) == (SIZE, form)
    second, first, third = (columns_of(page, colour) for colour in (GREEN, RED, BLUE))
    assert second[1] < first[0] < SIZE[0] / 2 < first[1] < third[0]
    assert rows_of(page, RED)[0] < rows_of(page, GREEN)[0] < rows_of(page, BLUE)[0]


def test_those_who_share_a_place_stand_equally_high():
    page = drawn(*(Finalist(1, "Ada", "9 hearts", picture(colour)) for colour in (RED, GREEN)))
    assert rows_of(page, RED) == rows_of(page, GREEN)


def test_what_was_dreamt_into_is_seen_inside_of_its_dream():
    page = drawn(Finalist(1, "Ada", "9 hearts", picture(RED), picture(BLUE)))
    outer, inner = columns_of(page, RED), columns_of(page, BLUE)
    assert outer[0] < inner[0] < inner[1] < outer[1]


def test_more_than_fit_are_told_in_a_line():
    crowd = [Finalist(1, "Ada", "1 heart", picture(RED))] * 5
    assert drawn(*crowd, Finalist(1, "Zoe", "1 heart", picture(GREEN))).tobytes() != drawn(*crowd).tobytes()


def test_a_photograph_is_shown_upright():
    sideways = Image.new("RGB", (80, 40), RED)
    sideways.paste(BLUE, (0, 0, 40, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    sideways.save(file, "PNG", exif=exif)
    page = drawn(Finalist(1, "Ada", "1 heart", file.getvalue()))
    assert rows_of(page, BLUE)[1] < rows_of(page, RED)[0]


@pytest.mark.parametrize("data", [b"", b"no picture", picture(RED)[:60], picture(RED, form="BMP")])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(UnreadablePictureError):
        drawn(Finalist(1, "Ada", "1 heart", data))


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded():
    file = io.BytesIO()
    Image.new("1", (9000, 7000)).save(file, "PNG")
    with pytest.raises(UnreadablePictureError):
        drawn(Finalist(1, "Ada", "1 heart", file.getvalue()))


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=200), st.lists(st.integers(1, 3), min_size=1, max_size=7), st.text(max_size=60))
def test_any_names_and_titles_make_a_picture_of_the_same_size(name, places, title):
    finalists = [Finalist(place, name, title, picture(RED)) for place in sorted(places)]
    assert Image.open(io.BytesIO(podium(title, name, finalists))).size == SIZE


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Ada", "Ada"),
        ("Søren Åkerfeldt", "Soren Akerfeldt"),
        ("Bashō", "Basho"),
        ("Straße", "Strasse"),
        ("Ada 🐉", "Ada"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}da", "Ada"),
        ("芭蕉", "a dreamer"),
        ("🐉🐉", "a dreamer"),
        ("", "a dreamer"),
        ("  A\n\tB  ", "A B"),
    ],
)
def test_names_are_spelt_in_the_letters_there_are(name, spelt):
    assert FACE.spell(name, "a dreamer") == spelt


@given(st.text(), st.integers(40, 400))
def test_words_are_never_wider_than_their_room(words, width):
    fitted, face = FACE.fit(FACE.spell(words, "a dreamer"), width, range(30, 17, -2))
    assert face.getlength(fitted) <= width
    lines, face = FACE.wrap(FACE.spell(words, "a dreamer"), width, range(30, 17, -2))
    assert len(lines) <= 2
    assert all(face.getlength(line) <= width for line in lines)


def test_a_typeface_of_ones_own_has_its_own_letters():
    default = ImageFont.load_default(20)
    assert Typeface(default.font_bytes).spell("Ada", "a dreamer") == "Ada"
