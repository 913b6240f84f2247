"""Broken files: whole ones with bytes flipped, parts cut off, moved, doubled, dropped, or the wrong label."""

from collections.abc import Callable, Iterator

import numpy as np

from tests.corpus.wholes import wholes

_LABELS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"RIFF\x40\0\0\0WEBPVP8 ",
    b"GIF89a",
    b"\0\0\0\x20ftypisom",
    b"%PDF",
)


def broken(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many broken files, each with a name that tells what was done to what."""
    chance = np.random.default_rng(seed)
    files = list(wholes(chance).items())
    ways = list(_WAYS.items())
    for number in range(count):
        name, data = files[number % len(files)]
        way, breaking = ways[int(chance.integers(len(ways)))]
        yield f"{number}: {name}, {way}", breaking(data, chance)


def _places(data: bytes, chance: np.random.Generator, count: int) -> list[int]:
    return sorted(int(place) for place in chance.integers(0, len(data) + 1, count))


def _flipped(data: bytes, chance: np.random.Generator) -> bytes:
    harmed = bytearray(data)
    for place in chance.integers(0, len(data), int(chance.integers(1, 12))):
        harmed[int(place)] = int(chance.integers(256))
    return bytes(harmed)


def _flipped_early(data: bytes, chance: np.random.Generator) -> bytes:
    return _flipped(data[:200], chance) + data[200:]


def _extreme(data: bytes, chance: np.random.Generator) -> bytes:
    """A length or a count that says as much, or as little, as it can."""
    (place,) = _places(data[:-4], chance, 1)
    return (
        data[:place]
        + (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff")[int(chance.integers(3))]
        + data[place + 4 :]
    )


def _cut_off(data: bytes, chance: np.random.Generator) -> bytes:
    (end,) = _places(data, chance, 1)
    return data[:end]


def _dropped(data: bytes, chance: np.random.Generator) -> bytes:
    start, end = _places(data, chance, 2)
    return data[:start] + data[end:]


def _doubled(data: bytes, chance: np.random.Generator) -> bytes:
    start, end = _places(data, chance, 2)
    return data[:end] + data[start:]


def _moved(data: bytes, chance: np.random.Generator) -> bytes:
    first, second, third = _places(data, chance, 3)
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def _mislabelled(data: bytes, chance: np.random.Generator) -> bytes:
    label = _LABELS[int(chance.integers(len(_LABELS)))]
    return label + data[len(label) :]


_WAYS: dict[str, Callable[[bytes, np.random.Generator], bytes]] = {
    "flipped": _flipped,
    "flipped early": _flipped_early,
    "a length gone wild": _extreme,
    "cut off": _cut_off,
    "a part dropped": _dropped,
    "a part doubled": _doubled,
    "parts moved": _moved,
    "mislabelled": _mislabelled,
}
