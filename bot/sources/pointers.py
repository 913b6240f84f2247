"""Pointers: how a person says in words which picture they mean."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Noise:
    """No picture at all."""


@dataclass(frozen=True)
class Latest:
    """The last picture that somebody posted here."""


@dataclass(frozen=True)
class Avatar:
    """The face of a person."""

    person: int


@dataclass(frozen=True)
class CustomEmoji:
    """An emoji that a server made for itself."""

    id: int
    animated: bool = False


Pointer = Noise | Latest | Avatar | CustomEmoji
