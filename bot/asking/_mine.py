"""One's own dreams: past ones, those under way, to stop them, to be forgotten; `/mydreams …`, and the same in words."""

import contextlib
import re
from typing import Self

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.accounts import ON_A_PAGE, figures, forgotten, past_dreams, under_way
from bot.asking.occasion import Occasion
from bot.asking.refusals import NothingUnderWay, NotYourPage
from bot.asking.showing import show
from bot.client import DreamBot
from bot.dreams.dispatcher import Dispatcher
from bot.dreams.forgetting import forget
from bot.dreams.refusals import DreamOver
from bot.dreams.unfinished import Unfinished
from bot.languages import as_read
from bot.lasting import LastingButton, view_of
from bot.store.states import State
from bot.words import count, later, say

_ASK = later(
    "Shall I forget you? That stops your dreams under way and erases all you ever asked me for, with the pictures: "
    "in every server, and for good. (`forgetme` takes you out of challenges.)"
)


class Mine(commands.Cog):
    """What somebody can know and do about their dreams."""

    mydreams = app_commands.Group(name="mydreams", description="Your dreams: past ones, and those under way.")

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.dispatcher = bot.dispatcher

    async def cog_load(self) -> None:
        """Add the buttons, which discord.py does not find in a cog by itself."""
        self.bot.add_dynamic_items(PageButton, ForgetButton)

    @commands.command(name="mine")
    async def list_in_words(self, ctx: commands.Context[DreamBot]) -> None:
        """See your dreams."""
        await self._list(Occasion.of_context(ctx))

    @mydreams.command(name="list")
    async def list_in_a_form(self, interaction: discord.Interaction[DreamBot]) -> None:
        """See your dreams, with links to them."""
        await self._list(Occasion.of_interaction(interaction))

    @commands.command(name="queue")
    async def queue_in_words(self, ctx: commands.Context[DreamBot]) -> None:
        """See which of your dreams are under way."""
        await self._queue(Occasion.of_context(ctx))

    @mydreams.command(name="queue")
    async def queue_in_a_form(self, interaction: discord.Interaction[DreamBot]) -> None:
        """See which of your dreams are under way, and when they will be ready."""
        await self._queue(Occasion.of_interaction(interaction))

    @commands.command(name="cancel")
    async def cancel_in_words(self, ctx: commands.Context[DreamBot], which: str = "") -> None:
        """Stop the dream replied to, your latest, or all of yours."""
        occasion = Occasion.of_context(ctx)
        reply = ctx.message.reference
        if reply is None or reply.message_id is None:
            await self._cancel(occasion, everything=which.lower() == "all")
            return
        job = await self.dispatcher.store.jobs.by_card(reply.message_id)
        if job is None:
            raise DreamOver
        await self.dispatcher.cancel(job.id, ctx.author.id, moderator=ctx.permissions.manage_messages)
        await occasion.post(_stopped(1))

    @mydreams.command(name="cancel")
    @app_commands.describe(everything="All of them instead of the latest")
    async def cancel_in_a_form(self, interaction: discord.Interaction[DreamBot], everything: bool = False) -> None:
        """Stop your latest dream that is under way here, or all of them."""
        await self._cancel(Occasion.of_interaction(interaction), everything=everything)

    @commands.command(name="stats")
    async def stats_in_words(self, ctx: commands.Context[DreamBot]) -> None:
        """See how much was dreamt here, and for you."""
        await self._stats(Occasion.of_context(ctx))

    @mydreams.command(name="stats")
    async def stats_in_a_form(self, interaction: discord.Interaction[DreamBot]) -> None:
        """See how much was dreamt in this server, and for you."""
        await self._stats(Occasion.of_interaction(interaction))

    @commands.command(name="forget")
    async def forget_in_words(self, ctx: commands.Context[DreamBot]) -> None:
        """Erase all that I know of you."""
        await self._ask_to_forget(Occasion.of_context(ctx))

    @mydreams.command(name="forget")
    async def forget_in_a_form(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Erase all that I know of you: what you asked for, and the pictures."""
        await self._ask_to_forget(Occasion.of_interaction(interaction))

    async def _list(self, occasion: Occasion) -> None:
        embed, view = await _page(self.dispatcher, occasion.person.id, occasion.guild_id, 0)
        await show(occasion, embed, view=view, ephemeral=True)

    async def _queue(self, occasion: Occasion) -> None:
        theirs, runner = self._theirs(occasion), self.dispatcher.runner
        others = sum(member.job.asker != occasion.person.id for member in runner.waiting)
        embed = under_way([(member.job, runner.standing(member)) for member in theirs], others)
        await show(occasion, embed, ephemeral=True)

    async def _cancel(self, occasion: Occasion, *, everything: bool) -> None:
        theirs = [member for member in self._theirs(occasion) if member.job.state is not State.DELIVERING]
        if not theirs:
            raise NothingUnderWay
        stopped = 0
        # The latest first: what stops must not make room for another that is to be stopped as well.
        for member in reversed(theirs if everything else theirs[-1:]):
            # It may have been dreamt while those before it were being stopped.
            with contextlib.suppress(DreamOver):
                await self.dispatcher.cancel(member.job.id, occasion.person.id, moderator=False)
                stopped += 1
        if not stopped:
            raise DreamOver
        await occasion.post(_stopped(stopped), ephemeral=True)

    async def _stats(self, occasion: Occasion) -> None:
        tallies, guild = self.dispatcher.store.tallies, occasion.guild_id
        here = None if guild is None else await tallies.of(guild=guild)
        own = await tallies.of(guild=guild, person=occasion.person.id)
        await show(occasion, figures(here, own), ephemeral=True)

    async def _ask_to_forget(self, occasion: Occasion) -> None:
        await occasion.post(say(_ASK), view=view_of(ForgetButton(occasion.person.id)), ephemeral=True)

    def _theirs(self, occasion: Occasion) -> list[Unfinished]:
        """Return a person's unfinished jobs, of this server alone where it is asked for in one."""
        person, guild = occasion.person.id, occasion.guild_id
        return self.dispatcher.ledger.matching(lambda job: job.asker == person and guild in (None, job.guild))


class PageButton(LastingButton, template=r"dreams:page:(?P<person>\d+):(?P<page>\d+)"):
    """Turns to another page of somebody's dreams."""

    def __init__(self, person: int, page: int, label: str = "") -> None:
        custom_id = f"dreams:page:{person}:{page}"
        super().__init__(discord.ui.Button(label=label or "▶", custom_id=custom_id))
        self._person = person
        self._page = page

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["person"]), int(match["page"]))

    async def act(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Show that page."""
        if interaction.user.id != self._person:
            raise NotYourPage
        dispatcher = interaction.client.dispatcher
        with as_read(interaction.message):
            embed, view = await _page(dispatcher, self._person, interaction.guild_id, self._page)
        await interaction.response.edit_message(embed=embed, view=view)


class ForgetButton(LastingButton, template=r"dreams:forget:(?P<person>\d+)"):
    """Confirms that somebody is to be forgotten."""

    def __init__(self, person: int) -> None:
        style = discord.ButtonStyle.danger
        super().__init__(discord.ui.Button(label=say("Forget me"), style=style, custom_id=f"dreams:forget:{person}"))
        self._person = person

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["person"]))

    async def act(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Forget them, and say what is gone."""
        if interaction.user.id != self._person:
            raise NotYourPage
        # Dreams under way may take a moment to stop.
        await interaction.response.defer()
        what = await forget(interaction.client.dispatcher, self._person)
        with as_read(interaction.message):
            said = forgotten(what)
        await interaction.edit_original_response(content=said, view=None)


async def _page(
    dispatcher: Dispatcher, person: int, guild: int | None, number: int
) -> tuple[discord.Embed, discord.ui.View]:
    """Return a page of somebody's dreams in a server, or of all of them, and the buttons to turn it."""
    page, total = await dispatcher.store.jobs.shown(person, guild, first=number * ON_A_PAGE, count=ON_A_PAGE)
    turns = []
    if number > 0:
        turns.append(PageButton(person, number - 1, say("◀ Newer")))
    if total > (number + 1) * ON_A_PAGE:
        turns.append(PageButton(person, number + 1, say("Older ▶")))
    return past_dreams(page, number, total), view_of(*turns)


def _stopped(dreams: int) -> str:
    return count("I have stopped it.", "I have stopped {count} dreams.", dreams)
