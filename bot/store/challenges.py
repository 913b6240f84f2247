"""Challenges: how far each is, and what is to be done about it.

A course moves on in the same transaction in which the deeds that this makes due are written down, under keys that are
taken once. Deeds are done under a lease: who dies over one leaves it to the next.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.phases import Action, Course, Doing, Phase, Timetable
from bot.challenges.refusals import NoSuchDraft, WrongPhase
from bot.challenges.relay import Turn
from bot.challenges.rules import Limits, Rules
from bot.store.challenge_tables import challenges, deeds, drafts
from bot.store.database import Database
from bot.store.shards import ALL, Shards

_IS_OPEN = challenges.c.phase.not_in([phase for phase in Phase if phase.over])

IN_USE = _IS_OPEN | challenges.c.id.in_(select(deeds.c.challenge).where(deeds.c.done.is_(None)))
"""Whether there is, or may be, something left to be done about a challenge, so that its pictures are needed."""


@dataclass(frozen=True)
class Contest:
    """A challenge as it stands in the store."""

    id: int
    server: int
    channel: int
    host: int
    rules: Rules
    course: Course
    picture: str | None
    """The spool's key of the picture that it begins with."""
    original: str | None
    """The key of what that is a dream of, to be shown at the end."""
    announcement: int | None
    """The message that opened it."""
    secret: bytes
    """The key under which voters are hidden in its files."""
    ended: datetime | None
    turn: Turn | None = None
    """Whose the next step of a relay is."""


@dataclass(frozen=True)
class Plan:
    """A challenge that somebody wants to host."""

    server: int
    channel: int
    host: int
    rules: Rules
    picture: str | None = None
    original: str | None = None


@dataclass(frozen=True)
class Deed:
    """An action that waits to be done."""

    challenge: int
    action: Action
    attempts: int
    """How often it was begun before."""


class Challenges:
    """Reads and changes the rows."""

    def __init__(self, database: Database, shards: Shards = ALL) -> None:
        self._database = database
        self._ours = shards.hold(challenges.c.server)

    async def open(self, plan: Plan, timetable: Timetable, limits: Limits, draft: int | None = None) -> Contest:
        """Write a new challenge and return it; the draft that it was is no more.

        Raises:
            TooManyChallenges: the server or the host has as many open as may be; the draft stays.
            NoSuchDraft: the draft has become one already, or was thrown away.
        """

        async def work(connection: AsyncConnection) -> Contest:
            await take(connection, draft)
            return await write_new(connection, plan, timetable, limits)

        return await self._database.write(work)

    async def get(self, challenge: int) -> Contest | None:
        """Return a challenge."""
        found = await self._where(challenges.c.id == challenge)
        return found[0] if found else None

    async def under_way(self, server: int | None = None) -> list[Contest]:
        """Return all that are not over, of a server or of all, the oldest first."""
        return await self._where(_IS_OPEN if server is None else _IS_OPEN & (challenges.c.server == server))

    async def in_hand(self) -> list[Contest]:
        """Return those that are not over and that this process keeps the time of, the oldest first."""
        return await self._where(_IS_OPEN & self._ours)

    async def latest(self, server: int) -> Contest | None:
        """Return the challenge of a server that was opened last, also if it is over."""
        newest = select(func.max(challenges.c.id)).where(challenges.c.server == server).scalar_subquery()
        found = await self._where(challenges.c.id == newest)
        return found[0] if found else None

    async def advance(self, before: Course, after: Course, actions: Collection[Action]) -> bool:
        """Let a challenge go on from one course to another and write down what is to be done.

        Return whether it was where `before` says; if somebody else was quicker, nothing is changed.
        """
        if not actions and before == after:
            return True

        async def work(connection: AsyncConnection) -> bool:
            here = (challenges.c.id == before.challenge) & (challenges.c.phase == before.phase)
            for name, moment in _times(before.timetable).items():
                column = challenges.c[name]
                here &= column.is_(None) if moment is None else column == moment
            values = {"phase": after.phase, **_times(after.timetable)}
            if (await connection.execute(update(challenges).where(here).values(values))).rowcount != 1:
                return False
            if actions:
                await connection.execute(insert(deeds), [_deed_row(before.challenge, action) for action in actions])
            return True

        try:
            return await self._database.write(work)
        except IntegrityError:
            return False

    async def waiting(self, now: datetime) -> list[Deed]:
        """Return this process's next deed of each challenge that nobody is at, those that became due first before.

        The later ones of a challenge wait until a deed is done, also while it fails: they build on it.
        """
        free = deeds.c.done.is_(None) & or_(deeds.c.leased_until.is_(None), deeds.c.leased_until <= now)
        ours = deeds.c.challenge.in_(select(challenges.c.id).where(self._ours))
        other = deeds.alias()
        before = (other.c.challenge == deeds.c.challenge) & other.c.done.is_(None) & (other.c.due < deeds.c.due)
        in_turn = ~exists().where(before)
        rows = await self._database.read(select(deeds).where(free & ours & in_turn).order_by(deeds.c.due, deeds.c.key))
        return [_deed(row) for row in rows]

    async def claim(self, deed: Deed, until: datetime) -> bool:
        """Take a deed upon oneself until then; return whether nobody else has in the meantime."""
        here = (deeds.c.key == deed.action.key) & deeds.c.done.is_(None) & (deeds.c.attempts == deed.attempts)
        values = {"leased_until": until, "attempts": deed.attempts + 1}
        return await self._database.change(update(deeds).where(here).values(values)) == 1

    async def lease(self, deed: Deed, until: datetime) -> None:
        """Keep a deed that was claimed to oneself until then."""
        here = (deeds.c.key == deed.action.key) & deeds.c.done.is_(None) & (deeds.c.attempts == deed.attempts + 1)
        await self._database.change(update(deeds).where(here).values(leased_until=until))

    async def next_free(self, now: datetime) -> datetime | None:
        """Return when the next deed is nobody's any more; None if there is none that somebody is at."""
        held = deeds.c.done.is_(None) & (deeds.c.leased_until > now)
        ((until,),) = await self._database.read(select(func.min(deeds.c.leased_until)).where(held))
        return until  # type: ignore[no-any-return]

    async def fulfil(self, deed: Deed, now: datetime) -> None:
        """Note that a deed is done."""
        await self._database.change(update(deeds).where(deeds.c.key == deed.action.key).values(done=now))

    async def announced(self, challenge: int, message: int) -> None:
        """Remember the message that opened a challenge."""
        here = challenges.c.id == challenge
        await self._database.change(update(challenges).where(here).values(announcement=message))

    async def take_turn(self, contest: Contest, turn: Turn | None) -> bool:
        """Let the next step be somebody's, or anybody's; return whether nobody else was quicker."""
        column = challenges.c.turn_of
        same = column.is_(None) if contest.turn is None else column == contest.turn.person
        values = {
            "turn_of": None if turn is None else turn.person,
            "turn_until": None if turn is None else turn.until,
        }
        here = (challenges.c.id == contest.id) & same
        return await self._database.change(update(challenges).where(here).values(values)) == 1

    async def pictures(self) -> set[str]:
        """Return the keys of the spool's files that challenges under way begin with."""
        rows = await self._database.read(select(challenges.c.picture, challenges.c.original).where(IN_USE))
        return {key for row in rows for key in row if key is not None}

    async def _where(self, condition: ColumnElement[bool]) -> list[Contest]:
        # Reminders first: one that is given in between is given by whoever moves the course on, who sees it there.
        chosen = select(challenges.c.id).where(condition)
        reminders = deeds.c.challenge.in_(chosen) & (deeds.c.doing != Doing.BEGIN)
        said = await self._database.read(select(deeds.c.challenge, deeds.c.key).where(reminders))
        rows = await self._database.read(select(challenges).where(condition).order_by(challenges.c.id))
        return [_contest(row, frozenset(one.key for one in said if one.challenge == row.id)) for row in rows]


async def write_new(connection: AsyncConnection, plan: Plan, timetable: Timetable, limits: Limits) -> Contest:
    """Write a new challenge within a transaction and return it.

    Raises:
        TooManyChallenges: the server or the host has as many open as may be.
    """
    here = (challenges.c.server == plan.server) & _IS_OPEN
    hosts = (await connection.execute(select(challenges.c.host).where(here))).scalars().all()
    limits.check(hosts, plan.host)
    values = {
        **plan_values(plan),
        "phase": Phase.ANNOUNCED,
        "secret": secrets.token_hex(32),
        **_times(timetable),
    }
    row = (await connection.execute(insert(challenges).values(values).returning(*challenges.c))).one()
    return _contest(row, frozenset())


async def take(connection: AsyncConnection, draft: int | None) -> None:
    """Throw a draft away within the transaction in which something comes of it; None is no draft.

    Raises:
        NoSuchDraft: something has come of it already, or it was thrown away.
    """
    here = (drafts.c.id == draft) & drafts.c.name.is_(None)
    if draft is not None and (await connection.execute(delete(drafts).where(here))).rowcount != 1:
        raise NoSuchDraft


async def check_entries_open(connection: AsyncConnection, challenge: int, too_late: str) -> None:
    """Return if a challenge is open for entries, or guesses, and let nobody else write about it until the commit.

    `too_late` is what somebody is told who comes after that, with a field for what the challenge is then.

    Raises:
        WrongPhase: it is not open.
    """
    # A row that is written to is locked, on either database.
    here = challenges.c.id == challenge
    touched = update(challenges).where(here).values(phase=challenges.c.phase).returning(challenges.c.phase)
    phase = Phase((await connection.execute(touched)).scalar_one())
    if phase is not Phase.ENTRIES:
        raise WrongPhase(too_late, phase.words)


def plan_values(plan: Plan) -> dict[str, Any]:
    """Return a plan as the columns that hold it."""
    return {
        "server": plan.server,
        "channel": plan.channel,
        "host": plan.host,
        "rules": plan.rules.model_dump(mode="json"),
        "picture": plan.picture,
        "original": plan.original,
    }


def _times(timetable: Timetable) -> dict[str, datetime | None]:
    return {"opens": timetable.opens, "entries_end": timetable.entries_end, "voting_end": timetable.voting_end}


def _contest(row: Row[Any], said: frozenset[str]) -> Contest:
    timetable = Timetable(row.opens, row.entries_end, row.voting_end)
    return Contest(
        id=row.id,
        server=row.server,
        channel=row.channel,
        host=row.host,
        rules=Rules.model_validate(row.rules),
        course=Course(row.id, timetable, Phase(row.phase), said),
        picture=row.picture,
        original=row.original,
        announcement=row.announcement,
        secret=bytes.fromhex(row.secret),
        ended=row.ended,
        turn=None if row.turn_of is None else Turn(row.turn_of, row.turn_until),
    )


def _deed_row(challenge: int, action: Action) -> dict[str, Any]:
    return {
        "key": action.key,
        "challenge": challenge,
        "doing": action.doing,
        "phase": action.phase,
        "due": action.due,
        "late": action.late,
        "attempts": 0,
    }


def _deed(row: Row[Any]) -> Deed:
    action = Action(row.key, Doing(row.doing), Phase(row.phase), row.due, row.late)
    return Deed(row.challenge, action, row.attempts)
