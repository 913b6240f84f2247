"""What is told of a dream under way: small pictures of it, and no news oftener than anybody looks."""

import io

import numpy as np
import pytest
import torch
from PIL import Image

from engine.pace import Pace
from engine.previews import sketch


@pytest.mark.parametrize(
    ("size", "shown"),
    [((300, 400), (320, 240)), ((2401, 1800), (240, 320)), ((40, 60), (60, 40)), ((12, 900), (320, 4))],
)
def test_a_preview_is_the_picture_made_small(size, shown):
    across = torch.linspace(0, 1, size[1]).expand(1, 1, *size)
    down = torch.linspace(0, 1, size[0])[:, None].expand(1, 1, *size)
    picture = torch.cat([across, down, torch.full_like(across, 0.5)], dim=1)

    image = Image.open(io.BytesIO(sketch(picture, 320)))

    assert image.format == "JPEG"
    assert image.size == shown
    seen = np.asarray(image.convert("RGB"), dtype=float) / 255
    assert seen[:, :, 0].mean(axis=0) == pytest.approx(np.linspace(0, 1, shown[0]), abs=0.04)
    assert seen[:, :, 1].mean() == pytest.approx(0.5, abs=0.04)


def test_values_beyond_what_a_screen_shows_are_cut_off():
    picture = torch.full((1, 3, 16, 16), 7.0)

    assert np.asarray(Image.open(io.BytesIO(sketch(picture, 320)))).min() > 250


def test_the_first_comes_at_once_and_the_next_not_before_its_time():
    now = 5.0
    pace = Pace(0.5, lambda: now)

    assert pace.due()
    assert not pace.due()
    now = 5.4
    assert not pace.due()
    now = 5.5
    assert pace.due()
    assert not pace.due()
