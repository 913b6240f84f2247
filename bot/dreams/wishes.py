"""Wishes: what somebody asks to have dreamt, and where. A wish that is accepted becomes a job of the store."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from bot.dreams.journeys import journey_cost
from bot.queue import TASTE, Ticket, cost
from bot.sources.source import Source
from bot.store.jobs import AskedBy, Job, Label
from engine.protocol import PresetLine

_SEEDS = 2**32

_FEWER_STEPS = 0.5
"""A dream of a dream takes half the steps of the first."""


@dataclass(frozen=True)
class Place:
    """Where somebody asked, and so where the answer goes."""

    channel: int
    guild: int | None
    asked_by: AskedBy
    question: int | None = None
    """The message to answer."""
    card: int | None = None
    """The message that will be the card, where Discord has shown it already."""


@dataclass(frozen=True)
class Wish:
    """One dream that somebody asks for."""

    asker: int
    """The id of the person."""
    preset: PresetLine
    source: Source
    place: Place
    changes: Mapping[str, JsonValue] = field(default_factory=dict)
    """The fields of the recipe that are not to be the preset's. The size is among them once it is settled under the
    server's rules; without a seed among them, any will do."""
    guides: tuple[bytes, ...] = ()
    """Files of the pictures that the objective follows."""
    deeper: bool = False
    """Whether the picture is a dream of that recipe, to be dreamt on."""
    weight: float = 1.0
    """How much more than others the person may dream."""
    journey: dict[str, JsonValue] | None = None
    """Where it goes, for a dream that moves."""
    tasting: tuple[str, ...] | None = None
    """The presets of a tasting sheet."""

    def accepted(self, source: str | None, guides: Sequence[str], budget: int, now: datetime) -> Job:
        """Return the job that this wish becomes.

        Args:
            source: The key of its picture in the spool, or None for noise.
            guides: Those of its guides.
            budget: Bytes that a file may have where it was asked for.
            now: When that is.
        """
        changes = {"seed": secrets.randbelow(_SEEDS), **self.changes}
        return Job(
            id=secrets.token_hex(6),
            asker=self.asker,
            guild=self.place.guild,
            channel=self.place.channel,
            asked_by=self.place.asked_by,
            question=self.place.question,
            card=self.place.card,
            preset=Label(self.preset.name, self.preset.emoji, self.preset.line),
            changes=changes,
            recipe_key=_key([source, *guides, self.preset.name, changes, self.deeper, self.journey, self.tasting]),
            source=source,
            guides=tuple(guides),
            spoiler=self.source.spoiler,
            cost=self._cost(changes),
            weight=self.weight,
            deeper=self.deeper,
            journey=self.journey,
            tasting=self.tasting,
            budget=budget,
            asked_at=now,
            changed_at=now,
        )

    def _cost(self, changes: Mapping[str, JsonValue]) -> float:
        if self.tasting is not None:
            return TASTE * len(self.tasting)
        recipe = self.preset.changed(changes)
        whole = cost(recipe.size, recipe.steps, recipe.octave_ratio)
        if self.deeper and recipe.depth == 0:
            whole *= _FEWER_STEPS
        return whole if self.journey is None else journey_cost(self.journey, recipe, whole)


def ticket_of(job: Job) -> Ticket:
    """Return what the queue needs to know of a job."""
    return Ticket(
        id=job.id,
        person=job.asker,
        guild=job.guild,
        cost=job.cost,
        kind=job.kind,
        asked=job.asked_at.timestamp(),
        weight=job.weight,
    )


def _key(asked: list[Any]) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
