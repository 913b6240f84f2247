"""Jobs: the rows of accepted dreams. Each change is one transaction that names the state it expects to find."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from bot.store import states
from bot.store.database import Database
from bot.store.shards import ALL, Shards
from bot.store.states import DREAMT, UNFINISHED, State
from bot.store.tables import jobs

_SHOWN = jobs.c.state.in_(DREAMT) & jobs.c.card.is_not(None)
"""Whether people can see the dream."""


class AskedBy(StrEnum):
    """How somebody asked."""

    MESSAGE = "message"
    INTERACTION = "interaction"
    REACTION = "reaction"


@dataclass(frozen=True)
class Label:
    """A preset as people saw it when they asked; the engine may know it by another emoji today, or not at all."""

    name: str
    emoji: str
    line: str


@dataclass(frozen=True)
class Job:
    """One dream that somebody asked for, as it stands in the store."""

    id: str
    asker: int
    """The id of the person."""
    channel: int
    preset: Label
    changes: dict[str, JsonValue]
    """The fields of the recipe that are not the preset's; the seed is always among them."""
    recipe_key: str
    """The same for two jobs that ask for the very same picture."""
    asked_at: datetime
    changed_at: datetime
    asked_by: AskedBy = AskedBy.MESSAGE
    guild: int | None = None
    question: int | None = None
    """The message that the card answers."""
    card: int | None = None
    """The message that shows the dream; None before it is posted, and after somebody has deleted it."""
    source: str | None = None
    """The picture's key in the spool; None is noise."""
    guides: tuple[str, ...] = ()
    """Those of the pictures that the objective follows."""
    spoiler: bool = False
    cost: float = 0.0
    """In megapixel steps."""
    weight: float = 1.0
    """How much more than others the asker may dream."""
    deeper: bool = False
    """Whether the picture is a dream of that recipe, to be dreamt on."""
    journey: dict[str, JsonValue] | None = None
    """Where a dream that moves goes, `kind` among it; None for one that does not."""
    tasting: tuple[str, ...] | None = None
    """The presets of a tasting sheet; None for a dream."""
    budget: int | None = None
    """Bytes that its file may have."""
    state: State = State.QUEUED
    attempts: int = 0
    """How often it was begun."""
    result: str | None = None
    """The dream's key in the spool."""
    outcome: dict[str, JsonValue] | None = None
    """What the engine said of the dream, as JSON."""
    work: float | None = None
    """Seconds of a device that it took."""
    failure: str | None = None
    """What its card said at the end, if it did not become a dream."""
    began_at: datetime | None = None

    @property
    def seed(self) -> int:
        """The seed that was chosen when it was accepted, so that it is the same at each attempt."""
        seed = self.changes["seed"]
        assert isinstance(seed, int)  # noqa: S101 - chosen by us
        return seed

    @property
    def dream_key(self) -> tuple[str, int | None]:
        """The same for two jobs that one file will do for."""
        return self.recipe_key, self.budget

    @property
    def kind(self) -> str:
        """What dreams like it have in common: the preset, and how they move."""
        match self.journey and self.journey["kind"]:
            case "zoom":
                return f"{self.preset.name} zoom"
            case "way":
                return f"way to {self.preset.name}"
            case _:
                return self.preset.name


class Jobs:
    """Reads and changes the rows."""

    def __init__(self, database: Database, shards: Shards = ALL) -> None:
        self._database = database
        self._ours = shards.hold(jobs.c.guild)

    async def accept(self, job: Job) -> None:
        """Write a new job; when this returns, nothing loses it."""
        await self._database.change(insert(jobs).values(_row(job)))

    async def move(self, job_id: str, before: State, after: State, at: datetime, **changes: Any) -> bool:  # noqa: ANN401
        """Let a job go from one state to another, with other changes; return whether it was in the former state.

        Raises:
            ForbiddenChangeError: no job may go that way.
        """
        states.check(before, after)
        values = {"state": after, "changed_at": at, **changes}
        here = (jobs.c.id == job_id) & (jobs.c.state == before)
        return await self._database.change(update(jobs).where(here).values(values)) == 1

    async def posted(self, job_id: str, card: int) -> None:
        """Remember the message that is a job's card."""
        await self._database.change(update(jobs).where(jobs.c.id == job_id).values(card=card))

    async def get(self, job_id: str) -> Job | None:
        """Return a job."""
        found = await self._where(jobs.c.id == job_id)
        return found[0] if found else None

    async def by_card(self, message_id: int) -> Job | None:
        """Return the job whose card is, or was, this message."""
        found = await self._where(jobs.c.card == message_id)
        return found[0] if found else None

    async def latest_in(self, channel: int) -> Job | None:
        """Return the job of the latest dream that a channel shows; tasting sheets are none."""
        return await self._latest((jobs.c.channel == channel) & _SHOWN & jobs.c.tasting.is_(None))

    async def dreamt_in(self, channel: int) -> list[Job]:
        """Return the jobs of the still dreams that a channel shows, in the order in which they were asked for."""
        still = jobs.c.tasting.is_(None) & jobs.c.journey.is_(None)
        return await self._where((jobs.c.channel == channel) & _SHOWN & still & jobs.c.result.is_not(None))

    async def shown(self, person: int, guild: int | None, *, first: int, count: int) -> tuple[list[Job], int]:
        """Return a page of the dreams of a person that are to be seen, the latest first, and how many there are.

        Args:
            person: Whose.
            guild: In which server; None for all that there are.
            first: So many are on the pages before.
            count: So many are on this page.
        """
        theirs = (jobs.c.asker == person) & _SHOWN
        if guild is not None:
            theirs &= jobs.c.guild == guild
        page = select(jobs).where(theirs).order_by(jobs.c.asked_at.desc(), jobs.c.id.desc())
        rows = await self._database.read(page.offset(first).limit(count))
        ((total,),) = await self._database.read(select(func.count()).where(theirs))
        return [_job(row) for row in rows], total

    async def unfinished(self) -> list[Job]:
        """Return all of this process's servers that is not over, in the order in which it was asked for."""
        return await self._where(self._ours & jobs.c.state.in_(UNFINISHED))

    async def asked_since(self, moment: datetime) -> list[Job]:
        """Return all that was asked for in this process's servers since then, in that order, whatever became of it."""
        return await self._where(self._ours & (jobs.c.asked_at >= moment))

    async def twins(self, recipe_key: str) -> list[Job]:
        """Return the jobs for which the very same picture was dreamt, the latest last."""
        dreamt = jobs.c.state.in_(DREAMT) & jobs.c.result.is_not(None)
        return await self._where((jobs.c.recipe_key == recipe_key) & dreamt)

    async def latest_of(self, asker: int, guild: int) -> Job | None:
        """Return the last dream of a person in a server that is there to be seen; sheets and films are none."""
        theirs = (jobs.c.asker == asker) & (jobs.c.guild == guild) & _SHOWN & jobs.c.result.is_not(None)
        return await self._latest(theirs & jobs.c.tasting.is_(None) & jobs.c.journey.is_(None))

    async def dreamt(self, result: str) -> list[Job]:
        """Return the jobs that became this dream, by its key in the spool."""
        return await self._where(jobs.c.result == result)

    async def forget_cards(self, cards: Iterable[int]) -> None:
        """Let messages that somebody has deleted be nobody's card, and what they showed be nobody's picture."""
        await self._forget(jobs.c.card.in_(tuple(cards)))

    async def forget_channel(self, channel: int) -> None:
        """Do the same for all messages of a channel that is gone."""
        await self._forget(jobs.c.channel == channel)

    async def forget_guild(self, guild: int) -> None:
        """Do the same for all messages of a server that the bot is no longer in."""
        await self._forget(jobs.c.guild == guild)

    async def forget_person(self, person: int) -> list[Job]:
        """Delete the rows of a person's finished jobs, and return what they were."""
        theirs = (jobs.c.asker == person) & jobs.c.state.not_in(UNFINISHED)
        forgotten = await self._where(theirs)
        await self._database.change(delete(jobs).where(theirs))
        return forgotten

    async def forget_before(self, moment: datetime) -> None:
        """Delete the rows of finished jobs that were asked for before then."""
        await self._database.change(delete(jobs).where((jobs.c.asked_at < moment) & jobs.c.state.not_in(UNFINISHED)))

    async def keys(self, *, unfinished: bool) -> set[str]:
        """Return the keys of the spool's files that unfinished jobs need, or those that finished ones refer to."""
        which = jobs.c.state.in_(UNFINISHED) if unfinished else jobs.c.state == State.DONE
        rows = await self._database.read(select(jobs.c.source, jobs.c.result, jobs.c.guides).where(which))
        return {key for row in rows for key in (row.source, row.result, *row.guides) if key is not None}

    async def _forget(self, which: ColumnElement[bool]) -> None:
        final = jobs.c.state.not_in(UNFINISHED)
        await self._database.change(
            update(jobs).where(which & final).values(card=None, source=None, result=None, guides=[])
        )

    async def _where(self, condition: ColumnElement[bool]) -> list[Job]:
        rows = await self._database.read(select(jobs).where(condition).order_by(jobs.c.asked_at, jobs.c.id))
        return [_job(row) for row in rows]

    async def _latest(self, condition: ColumnElement[bool]) -> Job | None:
        latest = select(jobs).where(condition).order_by(jobs.c.asked_at.desc(), jobs.c.id.desc()).limit(1)
        return next((_job(row) for row in await self._database.read(latest)), None)


def _row(job: Job) -> dict[str, Any]:
    return {each.name: getattr(job, each.name) for each in fields(job)} | {
        "preset": asdict(job.preset),
        "guides": list(job.guides),
        "tasting": None if job.tasting is None else list(job.tasting),
    }


def _job(row: Row[Any]) -> Job:
    values = dict(row._mapping)
    values["preset"] = Label(**values["preset"])
    values["guides"] = tuple(values["guides"])
    values["tasting"] = None if values["tasting"] is None else tuple(values["tasting"])
    values["state"] = State(values["state"])
    values["asked_by"] = AskedBy(values["asked_by"])
    return Job(**values)
