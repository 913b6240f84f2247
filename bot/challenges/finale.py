"""The finale: how a challenge ended, decided once, then told with a podium, and the prize."""

import asyncio
import io
import logging
from collections.abc import Sequence
from datetime import datetime

import discord

from bot.challenges import results as proclaimed
from bot.challenges.film import film, milestones
from bot.challenges.guesses import solvers
from bot.challenges.kinds import Judging
from bot.challenges.podium import Finalist, UnreadablePictureError, podium
from bot.challenges.ranking import STEPS
from bot.challenges.results import Placed, turnout
from bot.challenges.roll import Roll, called
from bot.challenges.scrutiny import Scrutineer
from bot.challenges.season import Finish
from bot.challenges.showing import shown
from bot.challenges.signs import votes
from bot.challenges.titles import title
from bot.store.challenges import Contest
from bot.store.entries import in_order
from bot.store.opening import Store
from bot.store.outcomes import Result
from bot.words import say

log = logging.getLogger(__name__)


class Finale:
    """Decides and tells."""

    def __init__(self, store: Store, scrutineer: Scrutineer) -> None:
        self._store = store
        self._scrutineer = scrutineer

    async def told(self, contest: Contest, guild: discord.Guild, now: datetime) -> tuple[str, list[discord.File]]:
        """Decide a challenge, unless it was decided before, and return the words and the picture that tell it.

        What was decided before a crash stays, whatever people have clicked since.

        Raises:
            discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError: Discord does not let it be counted.
        """
        if contest.rules.kind.judging is Judging.GUESSES:
            return await self._solution(contest, now)
        if contest.rules.kind.judging is Judging.NOBODY:
            return await self._way(contest, guild, now)
        if contest.ended is None:
            await self._scrutineer.recount(contest)
        standings, voters, roll = await self._scrutineer.standings(contest, guild)
        entries = {each.entry.id: each for each in await self._store.entries.of(contest.id)}
        results = [
            Result(
                one.entry,
                Finish(one.author, one.place if one.votes else None, one.votes, entries[one.entry].entry.preset),
                one.points,
            )
            for one in standings
        ]
        await self._store.outcomes.decide(contest.id, results, now)
        placed = [
            Placed(
                one.finish.place,
                one.finish.person,
                votes(one.points, contest.rules.voting),
                entries.get(one.entry),
            )
            for one in await self._store.outcomes.results(contest.id)
        ]
        return proclaimed.results(contest, placed, voters), await self._podium(contest, placed, roll, voters)

    async def give_prize(self, contest: Contest, guild: discord.Guild) -> None:
        """Give the winners the role that was promised.

        Raises:
            discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError: Discord is out of reach.
        """
        if contest.rules.prize_role is None:
            return
        finishes = [result.finish for result in await self._store.outcomes.results(contest.id)]
        winners = await called(guild, (one.person for one in finishes if one.person and one.place == 1))
        prize, reason = discord.Object(contest.rules.prize_role), say("won challenge {number}", number=contest.id)
        for winner in winners.members.values():
            try:
                await winner.add_roles(prize, reason=reason)
            except (discord.Forbidden, discord.NotFound) as error:
                log.warning(
                    "server %d: I could not give the prize of challenge %d (%s); give me Manage Roles, and my own role "
                    "a place above the prize",
                    contest.server,
                    contest.id,
                    error,
                )

    async def _solution(self, contest: Contest, now: datetime) -> tuple[str, list[discord.File]]:
        """Decide by who guessed right first; show what it was."""
        guesses = await self._store.guesses.of(contest.id)
        solved = solvers(guesses, contest.rules.answers)
        right = {guess.person for guess in solved}
        others = {guess.person: guess for guess in guesses if guess.person not in right}
        results = [Result(guess.id, Finish(guess.person, place)) for place, guess in enumerate(solved, 1)]
        results += [Result(guess.id, Finish(guess.person, None)) for guess in others.values()]
        await self._store.outcomes.decide(contest.id, results, now)
        finishes = [result.finish for result in await self._store.outcomes.results(contest.id)]
        return proclaimed.solution(contest, finishes), await shown(self._store, contest.original, "original")

    async def _way(self, contest: Contest, guild: discord.Guild, now: datetime) -> tuple[str, list[discord.File]]:
        """Let all who took part have their point; show the whole way as a film."""
        steps = in_order(await self._store.entries.of(contest.id))
        taken = [Result(one.entry.id, Finish(one.entry.author, None, 0, one.entry.preset)) for one in steps]
        await self._store.outcomes.decide(contest.id, taken, now)
        keys = [key for key in (contest.picture, *(step.dream for step in steps)) if key is not None]
        pictures = [data for key in milestones(keys) if (data := await self._store.spool.read(key)) is not None]
        made = None
        if steps and len(pictures) > 1:
            try:
                made = await asyncio.to_thread(film, pictures, guild.filesize_limit)
            except UnreadablePictureError as error:
                log.warning("challenge %d has no film: %s", contest.id, error)
        spoiler = any(step.spoiler for step in steps)
        described = say("{count} dreams, each of the one before, melting into each other", count=len(steps))
        files = (
            [] if made is None else [discord.File(io.BytesIO(made), "way.webp", description=described, spoiler=spoiler)]
        )
        return proclaimed.way(contest, steps, film=made is not None), files

    async def _podium(self, contest: Contest, placed: Sequence[Placed], roll: Roll, voters: int) -> list[discord.File]:
        """Return the podium's picture; nothing where nobody stands on it, or the dreams are gone."""
        finalists, spoiler = [], False
        for one in placed:
            if one.place is None or one.place > STEPS or one.submission is None:
                continue
            original = one.submission.original
            dream = await self._store.spool.read(one.submission.dream)
            before = None if original is None else await self._store.spool.read(original)
            if dream is not None:
                finalists.append(Finalist(one.place, roll.name(one.person), one.votes, dream, before))
                spoiler = spoiler or one.submission.spoiler
        if not finalists:
            return []
        line = turnout(len(placed), voters)
        try:
            picture = await asyncio.to_thread(podium, title(contest.rules), line, finalists)
        except UnreadablePictureError as error:
            log.warning("challenge %d has no podium: %s", contest.id, error)
            return []
        told = ", ".join(f"{each.place}: {each.name}" for each in finalists)
        described = say("The podium. {places}", places=told)[:1000]
        return [discord.File(io.BytesIO(picture), "podium.webp", description=described, spoiler=spoiler)]
