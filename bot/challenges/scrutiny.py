"""The scrutineer: reads the reactions under the entries, and says who stands where."""

import asyncio
import logging

import discord

from bot.challenges import removal
from bot.challenges.ballots import Mark
from bot.challenges.counting import count, valid
from bot.challenges.entries import Verdict
from bot.challenges.objections import NoSuchEntry, NoSuchRuling
from bot.challenges.ranking import Standing, rank
from bot.challenges.roll import Roll, called, obstacle_to_voting
from bot.challenges.rules import Rules
from bot.challenges.signs import place_of, signs
from bot.challenges.timekeeper import utc_now
from bot.client import DreamBot
from bot.store.challenges import Contest
from bot.store.entries import Submission, standing
from bot.store.opening import Store

log = logging.getLogger(__name__)


class Scrutineer:
    """Counts."""

    def __init__(self, bot: DreamBot, store: Store) -> None:
        self._bot = bot
        self._challenges = store.challenges
        self._entries = store.entries
        self._votes = store.votes

    async def recount(self, contest: Contest) -> None:
        """Let the votes be what stands under the entries, after a time in which nobody watched.

        An entry whose message is gone is removed.

        Raises:
            discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError: Discord does not let it be read.
        """
        for submission in standing(await self._entries.of(contest.id)):
            if submission.message is None or submission.channel is None:
                continue
            channel = self._bot.get_partial_messageable(submission.channel, guild_id=contest.server)
            try:
                message = await channel.fetch_message(submission.message)
            except discord.NotFound:
                await self.lost(submission)
                continue
            if not contest.rules.in_private:
                await self._votes.recount(
                    submission.entry.id, await _marks(message, submission.entry.id, contest.rules)
                )

    async def lost(self, submission: Submission) -> None:
        """Take an entry out whose message somebody has deleted, if it is not out already."""
        try:
            reason = "its message was deleted"
            ruled, ruling = await self._entries.rule(
                submission.entry.id, Verdict.REMOVE, self._bot.me, utc_now(), reason
            )
        except (NoSuchEntry, NoSuchRuling):
            return
        if (contest := await self._challenges.get(submission.challenge)) is not None:
            await removal.note(self._bot, contest, ruled, ruling)
        log.info("challenge %d: entry %d is out, its message was deleted", submission.challenge, submission.entry.id)

    async def strike(self, contest: Contest, person: int) -> bool:
        """Take a person's reactions off the entries of a vote, and the messages that show their own.

        Return whether the bot may do that there; reactions that stay would be votes again at the next recount.

        Raises:
            discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError: Discord is out of reach.
        """
        marks = [mark for mark in (await self._votes.ballots(contest.id)).marks if mark.voter == person]
        allowed = True
        for submission in await self._entries.of(contest.id):
            if submission.message is None or submission.channel is None:
                continue
            channel = self._bot.get_partial_messageable(submission.channel, guild_id=contest.server)
            message = channel.get_partial_message(submission.message)
            try:
                if submission.entry.author == person:
                    await message.delete()
                    continue
                for mark in marks:
                    if mark.entry == submission.entry.id and not contest.rules.in_private:
                        emoji = signs(contest.rules.voting)[mark.place - 1]
                        await message.remove_reaction(emoji, discord.Object(person))
            except discord.NotFound:
                continue
            except discord.Forbidden:
                allowed = False
        if not allowed:
            log.warning("challenge %d: I may take no reactions away; give me Manage Messages there", contest.id)
        return allowed

    async def standings(self, contest: Contest, guild: discord.Guild) -> tuple[tuple[Standing, ...], int, Roll]:
        """Return where the entries stand by the votes that count, how many people gave those, and who they all are.

        Raises:
            TimeoutError: Discord does not tell who is in the server.
        """
        submissions = await self._entries.of(contest.id)
        entries = [submission.entry for submission in submissions]
        ballots = await self._votes.ballots(contest.id)
        roll = await called(guild, ballots.voters | {entry.author for entry in entries})
        house = self._bot.houses.of(contest.server)
        admitted = {who for who, member in roll.members.items() if obstacle_to_voting(member, contest, house) is None}
        ballots = valid(ballots, entries, admitted)
        scores = await asyncio.to_thread(count, ballots, entries, contest.rules)
        return rank(scores, entries, contest.rules.ties), len(ballots.voters), roll


async def _marks(message: discord.Message, entry: int, rules: Rules) -> frozenset[Mark]:
    marks = set()
    for reaction in message.reactions:
        place = place_of(str(reaction.emoji), rules)
        if place is not None:
            marks |= {Mark(user.id, entry, place) async for user in reaction.users() if not user.bot}
    return frozenset(marks)
