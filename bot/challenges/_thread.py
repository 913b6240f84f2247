"""The thread of a challenge: who dreams in it takes part, and under dreams elsewhere stands a button to enter them."""

import logging
from collections.abc import Sequence

from discord.ext import commands

from bot.answers import DISCORD_TROUBLE
from bot.challenges._entering import EnterButton, enter, has_thread, is_still
from bot.challenges._office import desk_of
from bot.challenges.openness import takes_dreams
from bot.challenges.roll import called
from bot.client import DreamBot
from bot.lasting import LastingButton
from bot.refusals import Refusal
from bot.store.challenges import Contest
from bot.store.jobs import Job

log = logging.getLogger(__name__)


class ChallengeThreads(commands.Cog):
    """Enters what is dreamt in the threads of challenges."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.store = bot.dispatcher.store
        self.desk = desk_of(bot)

    async def cog_load(self) -> None:
        """Let the button stand under dreams from now on."""
        self.bot.add_dynamic_items(EnterButton)
        self.bot.dispatcher.besides = self._button

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Enter what was dreamt in a thread while nobody was there to enter it."""
        for contest in await self.store.challenges.under_way():
            if not takes_dreams(contest) or contest.announcement is None:
                continue
            known = {each.entry.author for each in await self.store.entries.of(contest.id)}
            for job in await self.store.jobs.dreamt_in(contest.announcement):
                if job.asker not in known:
                    await self._enter(contest, job)

    @commands.Cog.listener()
    async def on_dream(self, job: Job) -> None:
        """Enter a dream that has come in the thread of a challenge."""
        if job.guild is None or not is_still(job):
            return
        for contest in await self.store.challenges.under_way(job.guild):
            if has_thread(contest, job.channel):
                await self._enter(contest, job)

    async def _enter(self, contest: Contest, job: Job) -> None:
        guild = self.bot.get_guild(contest.server)
        if guild is None or job.card is None:
            return
        try:
            member = (await called(guild, [job.asker])).members.get(job.asker)
            if member is None:
                return
            words = await enter(self.desk, self.store, contest, member, job)
            channel = self.bot.get_partial_messageable(job.channel, guild_id=job.guild)
            await channel.get_partial_message(job.card).reply(words)
        except Refusal as refusal:
            # They dream there as well once all of theirs are in, and need not be told each time.
            log.info("challenge %d: dream %s does not enter: %s", contest.id, job.id, refusal.sentence)
        except DISCORD_TROUBLE as error:
            log.info("challenge %d: dream %s could not be entered or told of: %s", contest.id, job.id, error)

    async def _button(self, job: Job) -> Sequence[LastingButton]:
        """Return the button under a dream, where there is something to enter."""
        if job.guild is None or not is_still(job):
            return ()
        running = await self.store.challenges.under_way(job.guild)
        return (EnterButton(job.id),) if any(map(takes_dreams, running)) else ()
