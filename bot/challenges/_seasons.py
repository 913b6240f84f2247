"""Who is good at it: the leaderboard, a member's profile, and being taken out of both."""

import re
from collections.abc import Sequence
from typing import Literal, Self

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import reply
from bot.asking.showing import COLOUR
from bot.challenges import season, telling
from bot.challenges.phases import Phase
from bot.challenges.refusals import NotInServer
from bot.challenges.results import LISTED
from bot.challenges.roll import member_of
from bot.challenges.scrutiny import Scrutineer
from bot.challenges.timekeeper import utc_now
from bot.client import DreamBot
from bot.lasting import LastingButton, view_of
from bot.words import aloud, listed, say

Context = commands.Context[DreamBot]
Span = Literal["ever", "year", "month"]


class Seasons(commands.Cog):
    """What all the challenges of a server come to."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.store = bot.dispatcher.store
        self.scrutineer = Scrutineer(bot, self.store)

    async def cog_load(self) -> None:
        """Let the buttons be known, also those from before a restart."""
        self.bot.add_dynamic_items(BoardButton)

    @commands.hybrid_command()  # type: ignore[arg-type]
    @app_commands.guild_only()
    @app_commands.describe(span="Since when: this month, this year, or ever")
    async def leaderboard(self, ctx: Context, span: Span = "ever") -> None:
        """See who has the most points from challenges here."""
        server, _ = member_of(ctx)
        words, view = await _board(self.bot, server.id, span, 0)
        await reply(ctx, words, view=view)

    @commands.hybrid_command()  # type: ignore[arg-type]
    @app_commands.guild_only()
    @app_commands.describe(member="Whose; without anybody your own")
    async def profile(self, ctx: Context, member: discord.Member | None = None) -> None:
        """See what somebody has reached in challenges."""
        server, me = member_of(ctx)
        whose = member or me
        line = season.profile(await self.store.outcomes.of_server(server.id), whose.id)
        with aloud():
            words = telling.profile(line, whose.id)
        if line is None or not ctx.bot_permissions.embed_links:
            await reply(ctx, words)
            return
        card = discord.Embed(title=whose.display_name, description=words, colour=COLOUR)
        card.set_thumbnail(url=whose.display_avatar.url)
        for name, value in telling.figures(line).items():
            card.add_field(name=name, value=value)
        await reply(ctx, None, embed=card)

    @commands.hybrid_command()  # type: ignore[arg-type]
    @app_commands.guild_only()
    @app_commands.describe(sure="Yes: it cannot be undone")
    async def forgetme(self, ctx: Context, sure: bool = False) -> None:
        """Be taken out of all challenges: entries, votes and points."""
        if not sure:
            how = f"`{self.bot.prefix_in(member_of(ctx)[0].id)}forgetme yes`"
            said = say(
                "This takes your entries, votes and points out of all challenges, for ever; {how} does it.", how=how
            )
            await reply(ctx, said, ephemeral=True)
            return
        await ctx.defer(ephemeral=True)
        left = [
            say("challenge {number}", number=contest.id)
            for contest in await self.store.challenges.under_way()
            if contest.course.phase is Phase.VOTING and not await self.scrutineer.strike(contest, ctx.author.id)
        ]
        await self.store.outcomes.forget(ctx.author.id)
        said = say("I have forgotten all that you did in challenges; everybody else's places are as they were.")
        if left:
            said += " " + say(
                "I may not take reactions away in {challenges}: take back yours there, or they count again.",
                challenges=listed(left, "and"),
            )
        await reply(ctx, said)


class BoardButton(LastingButton, template=r"challenge:board:(?P<span>ever|year|month):(?P<page>\d+)"):
    """Turns to another page of the leaderboard, for everybody."""

    def __init__(self, span: str, page: int, label: str = "▶") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"challenge:board:{span}:{page}"))
        self.span = span
        self.page = page

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(match["span"], int(match["page"]))

    async def act(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Show that page."""
        if interaction.guild_id is None:
            raise NotInServer
        words, view = await _board(interaction.client, interaction.guild_id, self.span, self.page)
        await interaction.response.edit_message(content=words, view=view)


async def _board(bot: DreamBot, server: int, span: str, page: int) -> tuple[str, discord.ui.View]:
    """Return a page of a server's leaderboard, and the buttons to turn it."""
    outcomes: Sequence[season.Outcome] = await bot.dispatcher.store.outcomes.of_server(server)
    if span != "ever":
        begins = season.month if span == "month" else season.year
        outcomes = season.within(outcomes, *begins(utc_now(), bot.zone_in(server)))
    lines = season.leaderboard(outcomes)
    page = min(page, max(0, len(lines) - 1) // LISTED)
    turns = [BoardButton(span, page - 1, "◀")] if page else []
    turns += [BoardButton(span, page + 1, "▶")] if len(lines) > (page + 1) * LISTED else []
    return telling.leaderboard(lines, span, page), view_of(*turns)
