"""The panel: what the reactions and buttons under a dream ask for, all of it from the picture behind it."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import discord
from pydantic import JsonValue, ValidationError

from bot.answers import DISCORD_TROUBLE
from bot.dreams.journeys import Motion, journey
from bot.dreams.posting import Post, answer_to
from bot.dreams.refusals import DirectMessagesClosed, DreamForgotten, OnlyStills
from bot.dreams.sheets import sheet_preset, tasted
from bot.dreams.wishes import Place, Wish
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


async def ask_on(
    dispatcher: "Dispatcher",
    job: Job,
    verb: Verb,
    asker: Asker,
    otherwise: Mapping[str, JsonValue] = MappingProxyType({}),
    motion: Motion | None = None,
    answer: tuple[Place, Post] | None = None,
) -> None:
    """Dream on from a dream: the very same `again`, `vary` it with another seed, or `deeper` from its own picture.

    Args:
        dispatcher: Who accepts it.
        job: The dream.
        verb: How.
        asker: Who asks.
        otherwise: Fields of the recipe that are to be otherwise.
        motion: How it is to move; None for as it does, or does not.
        answer: Where the card goes and what posts it; without it, it answers the dream.

    Raises:
        Refusal: it is not accepted.
    """
    if verb == "deeper" and job.journey is not None:
        raise OnlyStills
    preset = as_dreamt(job) if job.tasting is None else sheet_preset(await dispatcher.menu())
    changes = dict(job.changes)
    if verb == "vary":
        del changes["seed"]
    if verb == "deeper":
        # The whole recipe as it was: a dream of a dream of a dream goes on from the second.
        changes = preset.recipe.model_dump(mode="json", exclude={"network"})
    if motion is not None:
        changes["size"] = min(as_dreamt(job).recipe.size, dispatcher.settings.moving_size)
    place, post = answer or _under(dispatcher, job)
    wish = Wish(
        asker.id,
        preset,
        source=await picture_of(dispatcher, job, verb),
        place=place,
        changes={**changes, **otherwise},
        journey=job.journey if motion is None else journey(motion, dispatcher.settings),
        tasting=job.tasting,
        guides=tuple([await _read(dispatcher, key) for key in job.guides]),
        deeper=verb == "deeper" or job.deeper,
        weight=asker.weight,
    )
    await dispatcher.submit(wish, post)


async def ask_differently(dispatcher: "Dispatcher", job: Job, preset: PresetLine, asker: Asker) -> None:
    """Dream the picture behind a dream with another preset, from the same seed.

    Several people who ask for the same are so given one and the same dream.

    Raises:
        Refusal: it is not accepted.
    """
    place, post = _under(dispatcher, job)
    wish = Wish(
        asker.id,
        preset,
        source=await picture_of(dispatcher, job, "again"),
        place=place,
        changes={name: job.changes[name] for name in ("seed", "size")},
        weight=asker.weight,
    )
    await dispatcher.submit(wish, post)


async def ask_for_sheet(dispatcher: "Dispatcher", job: Job, asker: Asker) -> None:
    """Let the picture behind a dream be tasted with every preset.

    Raises:
        Refusal: it is not accepted.
    """
    menu = await dispatcher.menu()
    place, post = _under(dispatcher, job)
    wish = Wish(
        asker.id,
        sheet_preset(menu),
        source=await picture_of(dispatcher, job, "again"),
        place=place,
        changes={name: job.changes[name] for name in ("seed", "size")},
        tasting=tasted(menu),
        weight=asker.weight,
    )
    await dispatcher.submit(wish, post)


async def send_directly(dispatcher: "Dispatcher", job: Job, asker: Asker, channel: discord.DMChannel) -> None:
    """Let the very same dream come to somebody's direct messages.

    Raises:
        DirectMessagesClosed: they take none.
        Refusal: it is not accepted.
    """
    closed = False
    write = answer_to(dispatcher.stage.channel(replace(job, channel=channel.id, guild=None)), None)

    async def post(content: str, *, view: discord.ui.View, nonce: str) -> discord.Message:
        nonlocal closed
        try:
            return await write(content, view=view, nonce=nonce)
        except discord.Forbidden:
            closed = True
            raise

    place = Place(channel.id, None, AskedBy.REACTION)
    await ask_on(dispatcher, job, "again", asker, answer=(place, post))
    if closed:
        raise DirectMessagesClosed


async def picture_of(dispatcher: "Dispatcher", job: Job, verb: Verb) -> Source:
    """Return what a dream on from a dream starts from: its own picture to go `deeper`, else what it started from.

    Raises:
        DreamForgotten: the picture is no longer kept.
    """
    if verb == "deeper" and job.result is None:
        raise DreamForgotten
    key = job.result if verb == "deeper" else job.source
    return NOISE if key is None else Source(await _read(dispatcher, key), job.spoiler)


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


def as_dreamt(job: Job) -> PresetLine:
    """Return what a finished dream was dreamt with, under the name it had.

    Raises:
        DreamForgotten: what is known of it cannot be read any more.
    """
    try:
        label, outcome = job.preset, job.outcome or {}
        parts = {"name": label.name, "emoji": label.emoji, "line": label.line, "recipe": outcome.get("recipe")}
        return PresetLine.model_validate(parts)
    except ValidationError:
        # An earlier version wrote recipes in another way.
        raise DreamForgotten from None


def _under(dispatcher: "Dispatcher", job: Job) -> tuple[Place, Post]:
    """Return where the answer to a dream goes."""
    place = Place(job.channel, job.guild, AskedBy.REACTION, question=job.card)
    return place, answer_to(dispatcher.stage.channel(job), job.card)


async def _read(dispatcher: "Dispatcher", key: str) -> bytes:
    data = await dispatcher.store.spool.read(key)
    if data is None:
        raise DreamForgotten
    return data
