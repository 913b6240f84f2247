"""The panel: the reactions and buttons under a dream that ask for another one of the same picture."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import discord
from pydantic import ValidationError

from bot.answers import DISCORD_TROUBLE
from bot.dreams.posting import answer_to
from bot.dreams.wishes import Place, Wish
from bot.refusals import DreamForgotten
from bot.sources.source import NOISE, Source
from bot.store.jobs import AskedBy, Job
from engine.protocol import PresetLine

if TYPE_CHECKING:
    from bot.dreams.dispatcher import Dispatcher

log = logging.getLogger(__name__)

Verb = Literal["again", "vary", "deeper"]


@dataclass(frozen=True)
class Asker:
    """Who reacted or pressed."""

    id: int
    weight: float
    """How much more than others they may dream."""


async def ask_on(dispatcher: "Dispatcher", job: Job, verb: Verb, asker: Asker) -> None:
    """Dream on from a dream: the very same `again`, `vary` it with another seed, or `deeper` from its own picture.

    Raises:
        Refusal: it is not accepted.
    """
    preset, changes = _as_dreamt(job), dict(job.changes)
    if verb == "vary":
        del changes["seed"]
    if verb == "deeper":
        if job.result is None:
            raise DreamForgotten
        # The whole recipe as it was: a dream of a dream of a dream goes on from the second.
        changes = preset.recipe.model_dump(mode="json", exclude={"network"})
    picture = job.result if verb == "deeper" else job.source
    wish = Wish(
        asker.id,
        preset,
        source=NOISE if picture is None else Source(await _read(dispatcher, picture), job.spoiler),
        place=Place(job.channel, job.guild, AskedBy.REACTION, question=job.card),
        changes=changes,
        guides=tuple([await _read(dispatcher, key) for key in job.guides]),
        deeper=verb == "deeper" or job.deeper,
        weight=asker.weight,
    )
    await dispatcher.submit(wish, answer_to(dispatcher.stage.channel(job), job.card))


async def ask_differently(dispatcher: "Dispatcher", job: Job, preset: PresetLine, asker: Asker) -> None:
    """Dream the picture behind a dream with another preset, from the same seed.

    Several people who ask for the same are so given one and the same dream.

    Raises:
        Refusal: it is not accepted.
    """
    wish = Wish(
        asker.id,
        preset,
        source=NOISE if job.source is None else Source(await _read(dispatcher, job.source), job.spoiler),
        place=Place(job.channel, job.guild, AskedBy.REACTION, question=job.card),
        changes={name: job.changes[name] for name in ("seed", "size")},
        weight=asker.weight,
    )
    await dispatcher.submit(wish, answer_to(dispatcher.stage.channel(job), job.card))


async def lay_out(dream: discord.PartialMessage, presets: Iterable[PresetLine]) -> None:
    """React to a dream with each preset, so that people only have to click."""
    try:
        for preset in presets:
            await dream.add_reaction(preset.emoji)
    except discord.Forbidden:
        channel = dream.channel.id
        log.warning("channel %d: I may not react; give me Add Reactions and Read Message History there", channel)
    except DISCORD_TROUBLE as error:
        log.info("dream %d got no more reactions: %s", dream.id, error)


def _as_dreamt(job: Job) -> PresetLine:
    """Return what a finished dream was dreamt with, under the name it had."""
    try:
        label, outcome = job.preset, job.outcome or {}
        parts = {"name": label.name, "emoji": label.emoji, "line": label.line, "recipe": outcome.get("recipe")}
        return PresetLine.model_validate(parts)
    except ValidationError:
        # An earlier version wrote recipes in another way.
        raise DreamForgotten from None


async def _read(dispatcher: "Dispatcher", key: str) -> bytes:
    data = await dispatcher.store.spool.read(key)
    if data is None:
        raise DreamForgotten
    return data
