"""The film of a relay goes from the picture to the deepest dream, within a size."""

import io

import pytest
from PIL import Image, ImageSequence

from bot.challenges.film import HOLD, MELTING, MOST_STEPS, film, milestones
from bot.challenges.podium import UnreadablePictureError


def picture(colour, size=(60, 40)):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def test_it_begins_with_the_picture_melts_and_ends_with_the_deepest_dream():
    made = Image.open(io.BytesIO(film([picture("red"), picture("lime"), picture("blue", (90, 90))], 10**6)))
    colours = [frame.convert("RGB").getpixel((30, 20)) for frame in ImageSequence.Iterator(made)]
    assert (made.size, made.n_frames) == ((60, 40), 3 + 2 * MELTING)
    assert colours[0][0] > 200 > 60 > colours[0][1]
    assert colours[MELTING + 1][1] > 200
    assert colours[-1][2] > 200 > 60 > colours[-1][0]
    reds = [red for red, _, _ in colours[: MELTING + 2]]
    assert reds == sorted(reds, reverse=True)
    made.seek(0)
    made.load()
    assert made.info["duration"] == HOLD


def test_it_is_made_smaller_until_it_fits_or_not_at_all():
    noise = Image.effect_noise((700, 500), 90)
    file = io.BytesIO()
    noise.save(file, "PNG")
    steps = [file.getvalue(), picture("red", (700, 500))]
    large, small = film(steps, 10**8), film(steps, 100_000)
    assert Image.open(io.BytesIO(large)).size == (512, 366)
    assert len(small) <= 100_000
    assert Image.open(io.BytesIO(small)).width < 512
    assert film(steps, 100) is None


@pytest.mark.parametrize("count", [1, MOST_STEPS, MOST_STEPS + 1, 1000])
def test_of_a_long_way_the_first_and_the_last_step_are_shown_and_some_between_in_order(count):
    shown = milestones(range(count))
    assert (shown[0], shown[-1]) == (0, count - 1)
    assert len(shown) == min(count, MOST_STEPS)
    assert shown == sorted(set(shown))


def test_a_step_that_is_no_picture_is_refused():
    with pytest.raises(UnreadablePictureError):
        film([picture("red"), b"nothing"], 10**6)
