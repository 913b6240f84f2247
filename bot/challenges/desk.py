"""The desk: what people ask for in a challenge, checked by the rules and written down."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo

from bot.challenges.deadlines import deadline
from bot.challenges.entries import Entry, Ruling, Status, Verdict, check_entering, withdraw
from bot.challenges.export import Audit
from bot.challenges.guesses import TOO_LATE, Guess
from bot.challenges.kinds import Judging, Kind
from bot.challenges.objections import (
    AnotherPicture,
    KnowsTheAnswer,
    NoSuchEntry,
    NotTheLastStep,
    SomebodyElsesDream,
)
from bot.challenges.openness import is_open
from bot.challenges.people import Person
from bot.challenges.phases import Action, Course, Phase, Timetable, cancel, close, extend
from bot.challenges.ranking import Standing
from bot.challenges.refusals import AnotherKind, NoSuchChallenge, NotTheHost, WrongPhase
from bot.challenges.relay import Turn, claim
from bot.challenges.rules import Limits
from bot.store.challenges import Contest, Plan
from bot.store.entries import Submission, in_order
from bot.store.jobs import Job
from bot.store.opening import Store
from bot.words import later

_DEEPEST = 20
"""Dreams of dreams that are followed back to the picture."""


class Desk:
    """Takes what people ask for; nothing in here knows Discord. `zone_in` a server is that in which dates are meant."""

    def __init__(self, store: Store, limits: Limits, zone_in: Callable[[int], tzinfo]) -> None:
        self._store = store
        self._limits = limits
        self._zone_in = zone_in

    def timetable(self, plan: Plan, spans: tuple[str, str], now: datetime) -> Timetable:
        """Return the timetable of a challenge that opens now, from the words for how long it is open and voted on.

        Raises:
            NotAMoment, MomentOutOfReach: the words are none, or too near or far.
        """
        where = self._zone_in(plan.server)
        entries_end = deadline(spans[0], now, where)
        return Timetable(now, entries_end, deadline(spans[1], entries_end, where) if plan.rules.votes else None)

    async def start(self, plan: Plan, timetable: Timetable, draft: int | None = None) -> Contest:
        """Write a challenge down, which was a draft; the timekeeper opens it.

        Raises:
            TooManyChallenges: as many are open as may be.
            NoSuchDraft: it has begun already, or was thrown away.
        """
        return await self._store.challenges.open(plan, timetable, self._limits, draft)

    async def find(self, server: int, channel: int, wanted: int | None, suits: Callable[[Contest], bool]) -> Contest:
        """Return the challenge that is meant: the one by that number, else one that is under way.

        Of several it is the latest in the channel, else the latest in the server; one that `suits` what is asked for
        goes before all others.

        Raises:
            NoSuchChallenge: there is none.
        """
        if wanted is not None:
            contest = await self._store.challenges.get(wanted)
            if contest is None or contest.server != server:
                raise NoSuchChallenge(wanted)
            return contest
        running = await self._store.challenges.under_way(server)
        if not running:
            raise NoSuchChallenge
        return max(running, key=lambda one: (suits(one), one.channel == channel, one.id))

    async def enter(self, contest: Contest, person: Person, job: Job, now: datetime) -> Submission:
        """Enter a finished dream.

        Raises:
            WrongPhase, NotAdmitted, TooManyEntries, PresetNotAllowed, EnteredBefore: as the rules say.
            AnotherKind: dreams do not enter it.
            SomebodyElsesDream: another person asked for it.
            AnotherPicture: the challenge is about one picture, and the dream is of another.
            NotYourTurn, NotTheLastStep: in a relay, somebody else goes on, or from somewhere else.
        """
        if not contest.rules.kind.takes_dreams:
            raise AnotherKind(
                contest.id,
                later("Challenge {number} is of another kind: say what the picture was with `/challenge guess`."),
            )
        opened = contest.course.timetable.opens
        check_entering(person, contest.rules, contest.course.phase, opened)
        if job.asker != person.id or job.result is None:
            raise SomebodyElsesDream
        original = await self._dreamt_into(job)
        if contest.rules.kind is Kind.SAME_PICTURE and original != contest.picture:
            raise AnotherPicture
        entry = Entry(0, person.id, job.preset.name, now)
        new = Submission(entry, contest.id, job.id, job.result, original, job.spoiler)
        if contest.rules.kind is not Kind.RELAY:
            return await self._store.entries.add(contest, new)

        def goes_on(there: Sequence[Submission]) -> None:
            claim([each.entry for each in there], contest.turn, person.id, now)
            steps = in_order(there)
            if job.source != (steps[-1].dream if steps else contest.picture):
                raise NotTheLastStep(len(steps))

        added = await self._store.entries.add(contest, new, goes_on)
        await self._store.challenges.take_turn(contest, None)
        return added

    async def turn(self, contest: Contest, person: Person, now: datetime) -> Turn:
        """Let the next step of a relay be a person's for a while.

        Raises:
            AnotherKind: it is no relay.
            WrongPhase, NotAdmitted: as the rules say.
            NotYourTurn: somebody else is at it, or they dreamt the last step.
        """
        if contest.rules.kind is not Kind.RELAY:
            raise AnotherKind(contest.id, later("Challenge {number} is of another kind: it has no turns."))
        check_entering(person, contest.rules, contest.course.phase, contest.course.timetable.opens)
        entered = [each.entry for each in await self._store.entries.of(contest.id)]
        turn = claim(entered, contest.turn, person.id, now)
        if not await self._store.challenges.take_turn(contest, turn):
            return await self.turn(await self.find(contest.server, contest.channel, contest.id, is_open), person, now)
        return turn

    async def guess(self, contest: Contest, person: Person, words: str, now: datetime) -> list[Guess]:
        """Write down what somebody says that a blind picture is; return all that they have said.

        Raises:
            AnotherKind: there is nothing to guess.
            KnowsTheAnswer: they are the host.
            WrongPhase, NotAdmitted, TooManyGuesses, SolvedAlready: as the rules say.
        """
        if contest.rules.kind.judging is not Judging.GUESSES:
            raise AnotherKind(
                contest.id, later("Challenge {number} is of another kind: enter a dream with `challenge enter`.")
            )
        if contest.course.phase is not Phase.ENTRIES:
            raise WrongPhase(TOO_LATE, contest.course.phase.words)
        if person.id == contest.host:
            raise KnowsTheAnswer
        obstacle = contest.rules.entrants.obstacle(person, contest.course.timetable.opens)
        if obstacle is not None:
            raise obstacle
        return await self._store.guesses.add(contest, Guess(0, person.id, words, now))

    async def withdraw(self, contest: Contest, person: int, number: int | None, now: datetime) -> Submission:
        """Take back a person's entry: the one by that number, or their latest.

        Raises:
            WrongPhase: the results are out.
            NoSuchEntry: they have none.
            NotYourEntry, NoSuchRuling: it is somebody else's, or out already.
        """
        if contest.course.phase.over:
            raise WrongPhase(
                later("You can withdraw a dream until the results are out; this challenge is {phase}."),
                contest.course.phase.words,
            )
        entered = await self._store.entries.of(contest.id)
        in_it = (Status.STANDING, Status.PENDING)
        own = [each for each in entered if each.entry.author == person and each.entry.status in in_it]
        if number is None and not own:
            raise NoSuchEntry(None)
        chosen = own[-1] if number is None else _numbered(entered, number)
        withdraw(chosen.entry, person, now)
        ruled, _ = await self._store.entries.rule(chosen.entry.id, Verdict.WITHDRAW, person, now)
        return ruled

    async def disqualify(
        self, contest: Contest, number: int, by: int, reason: str, now: datetime
    ) -> tuple[Submission, Ruling]:
        """Take an entry out, with a reason that is kept.

        Raises:
            NoSuchEntry: there is none by that number.
            NoSuchRuling: it is out already.
        """
        chosen = _numbered(await self._store.entries.of(contest.id), number)
        return await self._store.entries.rule(chosen.entry.id, Verdict.DISQUALIFY, by, now, reason)

    async def extend(self, contest: Contest, words: str, now: datetime) -> Contest:
        """Let the present phase end at another time.

        Raises:
            NotAMoment, MomentOutOfReach: the words name none.
            WrongPhase: the challenge is over.
        """
        until = deadline(words, now, self._zone_in(contest.server), shortest=timedelta(minutes=1))
        return await self._decide(contest, lambda course: (extend(course, until), ()))

    async def close(self, contest: Contest, now: datetime) -> Contest:
        """Let the present phase end now.

        Raises:
            WrongPhase: there is nothing to close.
        """
        return await self._decide(contest, lambda course: (close(course, now), ()))

    async def cancel(self, contest: Contest, now: datetime) -> Contest:
        """Call a challenge off.

        Raises:
            WrongPhase: it is over.
        """

        def called_off(course: Course) -> tuple[Course, tuple[Action, ...]]:
            after, action = cancel(course, now)
            return after, (action,)

        return await self._decide(contest, called_off)

    async def audit(self, contest: Contest, standings: Sequence[Standing]) -> Audit:
        """Return all there is to say of a challenge."""
        entered = [each.entry for each in await self._store.entries.of(contest.id)]
        rulings = await self._store.entries.rulings(contest.id)
        ballots = await self._store.votes.ballots(contest.id)
        return Audit(contest.course, contest.rules, entered, rulings, ballots, standings)

    async def _decide(self, contest: Contest, change: Callable[[Course], tuple[Course, tuple[Action, ...]]]) -> Contest:
        """Change a course, from wherever it has got to while it was being changed."""
        while True:
            course, actions = change(contest.course)
            done = await self._store.challenges.advance(contest.course, course, actions)
            contest = await self.find(contest.server, contest.channel, contest.id, is_open)
            if done:
                return contest

    async def _dreamt_into(self, job: Job) -> str | None:
        """Return the picture that a dream goes back to, also if it is a dream of a dream."""
        source = job.source
        for _ in range(_DEEPEST):
            parents = await self._store.jobs.dreamt(source) if job.deeper and source is not None else []
            if not parents:
                break
            job = parents[-1]
            source = job.source
        return source


def check_may_decide(contest: Contest, person: int, otherwise: str, *, moderator: bool) -> None:
    """Return if a person may decide about a challenge; `otherwise` is what they are told if not.

    Raises:
        NotTheHost: they may not.
    """
    if person != contest.host and not moderator:
        raise NotTheHost(otherwise)


def _numbered(entered: Sequence[Submission], number: int) -> Submission:
    found = [each for each in entered if each.number == number]
    if not found:
        raise NoSuchEntry(number)
    return found[0]
