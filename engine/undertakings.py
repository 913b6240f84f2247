"""Undertakings: what a request turns into once everything it asks for has been read and found possible.

Looks are taken in one of the scheduler's threads, a step each; `encode` comes after the last of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from torch import Tensor

from engine import animations, pixels, stills
from engine.animations import FilmFormat
from engine.budgets import Encoded
from engine.dreaming.dream import Alongside, dream
from engine.dreaming.journeys.journey import Film, Journey, Loop, Way
from engine.dreaming.journeys.travel import travel
from engine.dreaming.networks import Network
from engine.dreaming.presets import Preset
from engine.dreaming.recipe import Recipe, full_steps
from engine.dreaming.sheet import tasting
from engine.footage import Footage
from engine.images import FileFormat
from engine.protocol import Done, PresetLine, Tasted
from engine.records import Record
from engine.tasting import lay_out


@dataclass(frozen=True)
class Look:
    """Where an undertaking stands after a step, as `Progress` tells it."""

    fraction: float
    part: Literal["octave", "frame", "preset"]
    number: int
    of: int
    picture: Tensor
    """`(1, 3, H, W)`, values 0-1."""


class Undertaking(Protocol):
    """Something to dream."""

    def kept(self) -> int:
        """Return how many bytes of pictures it keeps until it is told."""

    def looks(self) -> Iterator[Look]:
        """Dream, and yield after each step."""

    def encode(self) -> Encoded:
        """Return what was dreamt as a file.

        Raises:
            BudgetError: it cannot be made small enough.
        """

    def tell(self, file: Encoded, seconds: float) -> Done | Tasted:
        """Return the event that goes with the file."""


@dataclass
class Still:
    """One picture."""

    photograph: Tensor | None
    alongside: Alongside
    record: Record
    network: Network
    file_format: FileFormat
    budget: int | None
    _dream: Tensor | None = None
    _tile: int = 0

    def kept(self) -> int:
        """Return how many bytes it keeps: what it starts from and what it becomes."""
        return 2 * _bytes(self.photograph, self.record.recipe) + _bytes_beside(self.alongside)

    def looks(self) -> Iterator[Look]:
        """Dream, and yield after each step."""
        for moment in dream(self.photograph, self.record.recipe, self.network, **self.alongside):
            self._dream, self._tile = moment.picture, moment.tile
            yield Look(moment.fraction, "octave", moment.octave, moment.octaves, moment.picture)

    def encode(self) -> Encoded:
        """Return the picture's file."""
        assert self._dream is not None, "a dream takes at least one step"  # noqa: S101
        record = self.record.in_tiles(self._tile)
        return stills.encode(self._dream, self.file_format, budget=self.budget, record=record)

    def tell(self, file: Encoded, seconds: float) -> Done:
        """Return the event that goes with the file."""
        return _done(self.record.recipe, file, seconds)


@dataclass
class Moving:
    """A journey, frame by frame."""

    photograph: Tensor | Footage | None
    alongside: Alongside
    record: Record
    journey: Journey
    frames: int
    network: Network
    file_format: FilmFormat
    budget: int | None
    _reel: list[Tensor] = field(default_factory=list)
    """The frames so far, with eight bits a value."""

    def kept(self) -> int:
        """Return how many bytes it keeps.

        That is what it starts from, every frame, once more while a file is made of it, and of a way and a loop each
        moment of the dream, in half the digits.
        """
        first = self.photograph[0] if isinstance(self.photograph, Footage) else self.photograph
        one = _bytes(first, self.record.recipe)
        source = self.photograph.nbytes if isinstance(self.photograph, Footage) else one
        recipe = self.record.recipe
        moments = full_steps(recipe.steps, recipe.octave_ratio) if isinstance(self.journey, Way | Loop) else 0
        # A picture that is dreamt has twelve bytes a pixel; a frame three, and up to seven more while it becomes a GIF.
        return source + self.frames * one * 10 // 12 + round(moments * one / 2) + _bytes_beside(self.alongside)

    def looks(self) -> Iterator[Look]:
        """Dream, and yield after each step."""
        for frame in travel(self.photograph, self.record.recipe, self.journey, self.network, **self.alongside):
            if frame.ready:
                self._reel.append(pixels.eight_bits(frame.picture))
            yield Look(frame.fraction, "frame", frame.number, frame.frames, frame.picture)

    def encode(self) -> Encoded:
        """Return the film's file."""
        if isinstance(self.journey, Film):
            assert isinstance(self.photograph, Footage), "a film is dreamt from footage"  # noqa: S101
            times = self.photograph.durations
        else:
            times = (self.journey.milliseconds,) * len(self._reel)
        reel = Footage(self._reel, times)
        return animations.encode(reel, times, self.file_format, budget=self.budget, record=self.record)

    def tell(self, file: Encoded, seconds: float) -> Done:
        """Return the event that goes with the file."""
        return _done(self.record.recipe, file, seconds)


@dataclass
class Tasting:
    """A tasting sheet."""

    photograph: Tensor | None
    presets: Mapping[str, Preset]
    recipes: Mapping[str, Recipe]
    """Quick ones, of the same names."""
    network: Network
    file_format: FileFormat
    budget: int | None
    _dreams: list[tuple[str, Tensor]] = field(default_factory=list)

    def kept(self) -> int:
        """Return how many bytes it keeps: the dreams, and the sheet that they are laid out on."""
        return sum(2 * _bytes(self.photograph, recipe) for recipe in self.recipes.values())

    def looks(self) -> Iterator[Look]:
        """Dream, and yield after each step."""
        for taste in tasting(self.photograph, self.recipes, self.network):
            if taste.ready:
                self._dreams.append((taste.name, taste.picture))
            yield Look(taste.fraction, "preset", taste.number, taste.of, taste.picture)

    def encode(self) -> Encoded:
        """Return the sheet's file."""
        return stills.encode(lay_out(self._dreams), self.file_format, budget=self.budget)

    def tell(self, file: Encoded, seconds: float) -> Tasted:
        """Return the event that goes with the file."""
        return Tasted(
            presets=tuple(map(PresetLine.of, self.presets.values())),
            media_type=file.media_type,
            width=file.width,
            height=file.height,
            lowered=file.lowered,
            seconds=seconds,
        )


def _bytes(picture: Tensor | None, recipe: Recipe) -> int:
    """Return the bytes of a picture, or of the square of noise that a dream without one starts from."""
    return picture.nbytes if picture is not None else recipe.size**2 * 12


def _bytes_beside(alongside: Alongside) -> int:
    return sum(picture.nbytes for picture in (*alongside.get("guides", ()), *alongside.get("masks", ())))


def _done(recipe: Recipe, file: Encoded, seconds: float) -> Done:
    return Done(
        recipe=recipe,
        media_type=file.media_type,
        width=file.width,
        height=file.height,
        lowered=file.lowered,
        seconds=seconds,
    )
