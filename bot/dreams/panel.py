"""The panel: the reactions and buttons under a dream that ask for another one of the same picture."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import discord
from pydantic import JsonValue

from bot.answers import DISCORD_TROUBLE
from bot.dreams.posting import answer_to
from bot.dreams.sources import NOISE, Source
from bot.dreams.wishes import Place, Wish
from bot.refusals import DreamForgotten
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
    preset = (await dispatcher.menu()).named(job.preset.name)
    changes = dict(job.changes)
    if verb == "vary":
        del changes["seed"]
    if verb != "deeper":
        source = await _source(dispatcher, job, job.source)
        await _submit(dispatcher, job, asker, preset, source, changes, job.depth)
    elif job.result is not None:
        source = await _source(dispatcher, job, job.result)
        await _submit(dispatcher, job, asker, preset, source, changes, job.depth + 1)
    else:
        raise DreamForgotten


async def ask_differently(dispatcher: "Dispatcher", job: Job, preset: PresetLine, asker: Asker) -> None:
    """Dream the picture behind a dream with another preset, from the same seed.

    Several people who ask for the same are so given one and the same dream.

    Raises:
        Refusal: it is not accepted.
    """
    changes = {name: job.changes[name] for name in ("seed", "size")}
    source = await _source(dispatcher, job, job.source)
    await _submit(dispatcher, job, asker, preset, source, changes, depth=0)


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


async def _source(dispatcher: "Dispatcher", job: Job, key: str | None) -> Source:
    if key is None:
        return NOISE
    data = await dispatcher.store.spool.read(key)
    if data is None:
        raise DreamForgotten
    return Source(data, job.spoiler)


async def _submit(
    dispatcher: "Dispatcher",
    job: Job,
    asker: Asker,
    preset: PresetLine,
    source: Source,
    changes: dict[str, JsonValue],
    depth: int,
) -> None:
    place = Place(job.channel, job.guild, AskedBy.REACTION, question=job.card)
    wish = Wish(asker.id, preset, source, place, changes, depth, asker.weight)
    await dispatcher.submit(wish, answer_to(dispatcher.stage.channel(job), job.card))
