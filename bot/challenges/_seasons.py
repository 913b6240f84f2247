"""Who is good at it: the leaderboard, a member's profile, and being taken out of both."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import reply
from bot.challenges import season, telling
from bot.challenges.phases import Phase
from bot.challenges.roll import member_of
from bot.challenges.scrutiny import Scrutineer
from bot.challenges.timekeeper import utc_now
from bot.client import DreamBot
from bot.refusals import listed

Context = commands.Context[DreamBot]


class Seasons(commands.Cog):
    """What all the challenges of a server come to."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.store = bot.dispatcher.store
        self.scrutineer = Scrutineer(bot, self.store)

    @commands.hybrid_command()  # type: ignore[arg-type]
    @app_commands.guild_only()
    @app_commands.describe(month="Only this month")
    async def leaderboard(self, ctx: Context, month: bool = False) -> None:
        """See who has the most points from challenges."""
        server, _ = member_of(ctx)
        outcomes: Sequence[season.Outcome] = await self.store.outcomes.of_server(server.id)
        if month:
            outcomes = season.within(outcomes, *season.month(utc_now(), self.bot.zone_in(server.id)))
        span = "of this month" if month else "of this server"
        await reply(ctx, telling.leaderboard(season.leaderboard(outcomes), span))

    @commands.hybrid_command()  # type: ignore[arg-type]
    @app_commands.guild_only()
    @app_commands.describe(member="Whose; without anybody your own")
    async def profile(self, ctx: Context, member: discord.Member | None = None) -> None:
        """See what somebody has reached in challenges."""
        server, me = member_of(ctx)
        person = (member or me).id
        line = season.profile(await self.store.outcomes.of_server(server.id), person)
        await reply(ctx, telling.profile(line, person))

    @commands.hybrid_command()  # type: ignore[arg-type]
    @app_commands.guild_only()
    @app_commands.describe(sure="Yes: it cannot be undone")
    async def forgetme(self, ctx: Context, sure: bool = False) -> None:
        """Be taken out of all challenges: entries, votes and points."""
        if not sure:
            how = f"`{self.bot.prefix_in(member_of(ctx)[0].id)}forgetme yes`"
            said = f"This takes your entries, votes and points out of all challenges, for ever; {how} does it."
            await reply(ctx, said, ephemeral=True)
            return
        await ctx.defer(ephemeral=True)
        left = [
            f"challenge {contest.id}"
            for contest in await self.store.challenges.under_way()
            if contest.course.phase is Phase.VOTING and not await self.scrutineer.strike(contest, ctx.author.id)
        ]
        await self.store.outcomes.forget(ctx.author.id)
        said = "I have forgotten all that you did in challenges; everybody else's places are as they were."
        if left:
            said += (
                f" I may not take reactions away in {listed(left, 'and')}: take back yours there, or they count again."
            )
        await reply(ctx, said)
