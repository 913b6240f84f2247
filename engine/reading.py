"""Reading requests: from what somebody asks for to an undertaking, or to a sentence that says why it cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from torch import Tensor

from engine import animations, footage, images, stills
from engine.dreaming.deeper import deeper
from engine.dreaming.dream import Alongside
from engine.dreaming.effort import effort
from engine.dreaming.grammar import parse
from engine.dreaming.journeys.journey import Film, Journey, Zoom, journey_of
from engine.dreaming.memory import USUAL
from engine.dreaming.networks import Network, UnknownLayerError
from engine.dreaming.presets import Presets, find
from engine.dreaming.recipe import Recipe, RecipeError
from engine.dreaming.sheet import SIDE, taste
from engine.footage import Footage
from engine.protocol import DreamRequest, Enclosure, TasteRequest
from engine.replay import record_of
from engine.undertakings import Moving, Still, Tasting, Undertaking

Enclosures = Sequence[tuple[Enclosure, bytes]]
_Format = TypeVar("_Format", bound=str)


class TooMuchError(ValueError):
    """It is more work than the engine takes; the message is one sentence for the person who asked."""


@dataclass(frozen=True)
class Reader:
    """Reads requests for an engine with this network and these presets."""

    network: Network
    presets: Presets
    most_effort: float
    """Megapixel-steps of one dream."""
    most_kept: int
    """Bytes of all pictures that come along with one request, at the size they are dreamt at."""
    room: int = USUAL
    """Bytes of memory that one dream may take."""

    def read(self, request: DreamRequest | TasteRequest, picture: bytes, enclosures: Enclosures = ()) -> Undertaking:
        """Return what is to be done; this decodes pictures, so it takes a while.

        Raises:
            UnknownPresetError: there is no such preset.
            RecipeError: a field does not exist or cannot have that value.
            PictureRefusedError: a picture cannot be read.
            TooMuchError: it is more work than the engine takes.
        """
        if isinstance(request, TasteRequest):
            undertaking: Undertaking = self._tasting(request, picture)
        else:
            undertaking = self._dream(request, picture, enclosures)
        if undertaking.kept() > self.most_kept:
            raise TooMuchError(
                f"That dream keeps {undertaking.kept() / 2**30:.1f} GB of pictures and I have room for "
                f"{self.most_kept / 2**30:.1f}: ask for fewer frames, fewer steps or a smaller size."
            )
        return undertaking

    def _dream(self, request: DreamRequest, picture: bytes, enclosures: Enclosures) -> Undertaking:
        recipe = self._recipe(request)
        journey = None if request.journey is None else journey_of(request.journey, self.presets)
        self._check(recipe, journey)
        self._count(recipe, len(enclosures))
        guides = [data for kind, data in enclosures if kind.enclosure == "guide"]
        masks = [data for kind, data in enclosures if kind.enclosure == "mask"]
        beside = images.decode_alongside(guides, masks, recipe.size)
        beside["room"] = self.room
        if isinstance(journey, Film):
            film = footage.decode(picture, recipe.size)
            return self._moving(request, recipe, journey, film, len(film), beside)
        photograph = images.decode(picture, recipe.size) if picture else None
        if journey is not None:
            return self._moving(request, recipe, journey, photograph, journey.frames, beside)
        self._weigh(recipe, photograph)
        record = record_of(photograph, recipe, self.network, preset=request.preset, **beside)
        file_format = _format(request.file or "PNG", stills.MEDIA_TYPES)
        return Still(photograph, beside, record, self.network, file_format, request.budget)

    def _recipe(self, request: DreamRequest) -> Recipe:
        base = find(request.preset, self.presets).recipe if request.preset is not None else None
        recipe = Recipe.of({"network": self.network.name, **request.changes}, base)
        return deeper(recipe) if request.deeper else recipe

    def _check(self, recipe: Recipe, journey: Journey | None) -> None:
        """Return if this network can dream it."""
        if recipe.network != self.network.name:
            raise RecipeError(f"network: I dream with {self.network.name} here, not with “{recipe.network}”")
        recipes = [recipe]
        if isinstance(journey, Zoom):
            recipes += [keyframe.recipe for keyframe in journey.keyframes if keyframe.recipe is not None]
        objectives = [whole.objective for whole in recipes]
        objectives += [region.objective for whole in recipes for region in whole.regions]
        for objective in objectives:
            try:
                self.network.check(parse(objective).layers)
            except UnknownLayerError as unknown:
                raise RecipeError(f"objective: {unknown}") from None

    def _count(self, recipe: Recipe, others: int) -> None:
        """Return if so many pictures beside the first can be kept at once; none of them is decoded yet."""
        kept = (1 + others) * recipe.size**2 * 12
        if kept > self.most_kept:
            raise TooMuchError(
                f"{1 + others} pictures of that size take {kept / 2**30:.1f} GB, and I have "
                f"{self.most_kept / 2**30:.1f}: send fewer guides and masks, or ask for a smaller size."
            )

    def _moving(
        self,
        request: DreamRequest,
        recipe: Recipe,
        journey: Journey,
        start: Tensor | Footage | None,
        frames: int,
        beside: Alongside,
    ) -> Moving:
        self._weigh(recipe, start[0] if isinstance(start, Footage) else start, journey, frames)
        record = record_of(start, recipe, self.network, preset=request.preset, journey=journey, **beside)
        file_format = _format(request.file or "WEBP", animations.MEDIA_TYPES)
        return Moving(start, beside, record, journey, frames, self.network, file_format, request.budget)

    def _weigh(self, recipe: Recipe, first: Tensor | None, journey: Journey | None = None, frames: int = 1) -> None:
        """Return if it is not too much work, nor too much to keep."""
        pixels = recipe.size**2 if first is None else first.shape[-2] * first.shape[-1]
        if frames * pixels > footage.MAX_FILM_PIXELS:
            raise TooMuchError(
                f"{frames} frames of that size are {frames * pixels / 1e6:.0f} megapixels, and I can keep "
                f"{footage.MAX_FILM_PIXELS // 10**6}: ask for fewer frames or a smaller size."
            )
        wanted = effort(recipe, pixels, journey, frames)
        if wanted > self.most_effort:
            raise TooMuchError(
                f"That dream is {wanted / self.most_effort:.1f} times as much work as I may do at once: "
                "ask for fewer steps, fewer frames or a smaller size."
            )

    def _tasting(self, request: TasteRequest, picture: bytes) -> Tasting:
        chosen = [find(name, self.presets) for name in request.presets] or list(self.presets.values())
        own = {"network": self.network.name, "seed": request.seed}
        recipes = {preset.name: taste(preset.recipe).model_copy(update=own) for preset in chosen}
        for recipe in recipes.values():
            self._check(recipe, None)
        photograph = images.decode(picture, SIDE) if picture else None
        file_format = _format(request.file or "PNG", stills.MEDIA_TYPES)
        return Tasting(
            photograph, {preset.name: preset for preset in chosen}, recipes, self.network, file_format, request.budget
        )


def _format(asked: str, known: Mapping[_Format, str]) -> _Format:
    for file_format in known:
        if file_format == asked:
            return file_format
    raise RecipeError(f"file: this dream can be {' or '.join(known)}, not {asked}")
