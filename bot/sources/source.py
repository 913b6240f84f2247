"""The source of a dream: the bytes it starts from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """What a dream starts from: the bytes of a file as somebody sent it, or none for noise."""

    data: bytes = b""
    spoiler: bool = False
    """Whether it was posted behind a spoiler, where its dream has to stay."""

    @property
    def of_noise(self) -> bool:
        """Whether there is no picture."""
        return not self.data


NOISE = Source()
