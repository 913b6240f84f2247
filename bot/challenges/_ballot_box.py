"""The ballot box: reactions under the entries are votes, from the moment they are there until they are not."""

import asyncio
import logging

import discord
from discord.ext import commands

from bot.answers import DISCORD_TROUBLE
from bot.challenges.ballots import Mark
from bot.challenges.phases import Phase
from bot.challenges.scrutiny import Scrutineer
from bot.challenges.signs import place_of
from bot.client import DreamBot
from bot.store.challenges import Contest
from bot.store.entries import Submission

log = logging.getLogger(__name__)


class BallotBox(commands.Cog):
    """Writes down every reaction as it comes, and reads all of them anew after a time without a connection."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.store = bot.dispatcher.store
        self.scrutineer = Scrutineer(bot, self.store)
        # Events are handled side by side, and looking up an entry takes now longer, now shorter: without their turn,
        # a reaction that is taken back at once could be written down after that. The lock wakes in order.
        self._in_order = asyncio.Lock()

    async def cog_unload(self) -> None:
        """Write down what has come so far; what comes later is read from the reactions at the next start."""
        # By then whatever Discord has told of stands in line.
        await asyncio.sleep(0)
        async with self._in_order:
            return

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Read what stands under the entries: Discord tells nobody what happened while they were away."""
        for contest in await self.store.challenges.in_hand():
            if contest.course.phase is not Phase.VOTING:
                continue
            try:
                # What happens while the reactions are read is written down after that.
                async with self._in_order:
                    await self.scrutineer.recount(contest)
            except DISCORD_TROUBLE as error:
                log.warning("challenge %d could not be recounted; it is before its results: %s", contest.id, error)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Write down a vote."""
        if payload.member is not None and payload.member.bot:
            return
        async with self._in_order:
            if (mark := await self._mark(payload)) is not None:
                await self.store.votes.mark(mark)

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Take a vote back."""
        async with self._in_order:
            if (mark := await self._mark(payload)) is not None:
                await self.store.votes.unmark(mark)

    @commands.Cog.listener()
    async def on_raw_reaction_clear(self, payload: discord.RawReactionClearEvent) -> None:
        """Take all votes on an entry back."""
        async with self._in_order:
            shown = await self._in_vote(payload.message_id)
            if shown is not None and not shown[1].rules.in_private:
                await self.store.votes.clear(shown[0].entry.id, None)

    @commands.Cog.listener()
    async def on_raw_reaction_clear_emoji(self, payload: discord.RawReactionClearEmojiEvent) -> None:
        """Take all votes of one kind on an entry back."""
        async with self._in_order:
            shown = await self._in_vote(payload.message_id)
            place = None if shown is None else place_of(str(payload.emoji), shown[1].rules)
            if shown is not None and place is not None:
                await self.store.votes.clear(shown[0].entry.id, place)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take an entry out whose message somebody deletes."""
        await self._deleted(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take out the entries whose messages a moderator deletes all at once."""
        for message in payload.message_ids:
            await self._deleted(message)

    async def _deleted(self, message: int) -> None:
        if (shown := await self._in_vote(message)) is not None and shown[0].entry.standing:
            await self.scrutineer.lost(shown[0])

    async def _mark(self, payload: discord.RawReactionActionEvent) -> Mark | None:
        """Return the vote that a reaction is, or None if it is none."""
        shown = None if payload.user_id == self.bot.me else await self._in_vote(payload.message_id)
        if shown is None:
            return None
        place = place_of(str(payload.emoji), shown[1].rules)
        return None if place is None else Mark(payload.user_id, shown[0].entry.id, place)

    async def _in_vote(self, message: int) -> tuple[Submission, Contest] | None:
        """Return the entry that a message shows while it can be voted for."""
        submission = await self.store.entries.shown_in(message)
        contest = None if submission is None else await self.store.challenges.get(submission.challenge)
        if submission is None or contest is None or contest.course.phase is not Phase.VOTING:
            return None
        return submission, contest
