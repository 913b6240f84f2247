"""Paintings: a sky with clouds, and hills at dusk, made of noise; the same seed gives the same picture."""

import io
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (640, 480)
Colour = tuple[int, int, int]


def clouds(seed: int) -> bytes:
    """Return a JPEG of a blue sky with clouds."""
    width, height = SIZE
    slope = 14
    large = _noise(random.Random(seed), (width + slope, height + slope), (5, 10, 20, 40, 80))  # noqa: S311 - no secret
    density = large.crop((slope, slope, width + slope, height + slope))
    cover = density.point([round(255 * _smooth((value - 118) / 44)) for value in range(256)])
    # The light comes from above and from the left: a cloud is bright where there is less of it on that side.
    relief = ImageChops.subtract(density, large.crop((0, 0, width, height)), scale=0.22, offset=168)
    white, shade = Image.new("RGB", SIZE, (255, 252, 246)), Image.new("RGB", SIZE, (142, 154, 184))
    return _jpeg(Image.composite(Image.composite(white, shade, relief), _fade((46, 100, 182), (178, 210, 236)), cover))


def hills(seed: int) -> bytes:
    """Return a JPEG of ridges one behind the other, with mist between them, under an evening sky."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    width, height = SIZE
    picture = _fade((98, 92, 158), (250, 190, 140))
    layers = 6
    for layer in range(layers):
        depth = layer / (layers - 1)
        colour = _between((176, 140, 172), (28, 40, 52), depth)
        waves = [(chance.uniform(0.3, 1.2) * (1 + 2 * n), chance.uniform(0, 6.3), 30 / (1 + 2 * n)) for n in range(6)]
        level = height * (0.36 + 0.5 * depth)
        points = [
            (x, level - sum(size * math.sin(pitch * 6.3 * x / width + phase) for pitch, phase, size in waves))
            for x in range(width + 1)
        ]
        ridge = Image.new("L", SIZE, 0)
        ImageDraw.Draw(ridge).polygon([(0, height), *points, (width, height)], fill=255)
        rough = _noise(chance, SIZE, (32, 64, 128)).point([value // 3 for value in range(256)])
        body = Image.composite(Image.new("RGB", SIZE, colour), picture, Image.new("L", SIZE, 235))
        body = Image.composite(Image.new("RGB", SIZE, _between(colour, (0, 0, 0), 0.4)), body, rough)
        picture = Image.composite(body, picture, ridge.filter(ImageFilter.GaussianBlur(0.8)))
    return _jpeg(picture)


def _noise(chance: random.Random, size: tuple[int, int], cells: tuple[int, ...]) -> Image.Image:
    """Return a sum of random grids, from coarse to fine, each half as strong as the one before."""
    total = Image.new("L", size, 128)
    for octave, across in enumerate(cells):
        down = max(2, across * size[1] // size[0])
        grid = Image.frombytes("L", (across, down), chance.randbytes(across * down))
        total = Image.blend(
            total, grid.resize(size, Image.Resampling.BICUBIC), 1 if octave == 0 else 0.5 ** (octave + 1)
        )
    return total


def _fade(top: Colour, bottom: Colour) -> Image.Image:
    mask = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), mask)


def _between(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _smooth(value: float) -> float:
    """Return 0 below 0, 1 above 1, and a slope without corners between them."""
    inside = min(1.0, max(0.0, value))
    return inside * inside * (3 - 2 * inside)


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()
