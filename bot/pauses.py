"""Pauses: how long what has failed waits until it is tried again."""

from collections.abc import Iterator


def doubling(first: float, longest: float) -> Iterator[float]:
    """Yield pauses for ever, in seconds: the first, then twice as long as the one before, but none over the longest."""
    pause = first
    while True:
        yield pause
        pause = min(2 * pause, longest)
