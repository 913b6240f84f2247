"""The commands of challenges: `!challenge …`, `/challenge …` and the menu of a dream."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import reply
from bot.challenges import _entering, telling
from bot.challenges._gallery import show_gallery
from bot.challenges._hosting import Hosting
from bot.challenges.moments import moment
from bot.challenges.openness import is_open, is_relay, takes_dreams, takes_guesses
from bot.challenges.phases import Phase
from bot.challenges.refusals import NotInServer, OnlyInPrivate
from bot.challenges.removal import take_down
from bot.challenges.roll import member_of, person_of
from bot.client import DreamBot
from bot.store.entries import standing
from bot.words import aloud, say

Context = commands.Context[DreamBot]


class Challenges(Hosting, name="Challenges"):
    """Hold a challenge and take part; what a host decides is inherited, since a cog's group is in one class."""

    def __init__(self, bot: DreamBot) -> None:
        super().__init__(bot)
        self._menu = app_commands.ContextMenu(name="Enter challenge", callback=self.enter_from_menu)

    async def cog_load(self) -> None:
        """Add the menu's entry, which discord.py does not find in a cog by itself."""
        await super().cog_load()
        self.bot.tree.add_command(self._menu)

    @Hosting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def status(self, ctx: Context, number: int | None = None) -> None:
        """See how a challenge stands."""
        contest = await self.meant(ctx, number, is_open)
        entered = standing(await self.store.entries.of(contest.id))
        people = [each.entry.author for each in entered]
        people += [guess.person for guess in await self.store.guesses.of(contest.id)]
        words = telling.status(contest, len(people), people.count(ctx.author.id))
        if contest.course.phase is Phase.VOTING and not contest.rules.hidden_standings:
            numbers = {each.entry.id: each.number for each in entered}
            words += "\n" + telling.so_far(await self.standings(contest), numbers, contest.rules)
        await reply(ctx, words, ephemeral=True)

    @Hosting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def enter(self, ctx: Context, number: int | None = None) -> None:
        """Enter a dream of yours: the one you reply to, or your last."""
        server, member = member_of(ctx)
        self.bot.houses.admit(member, ctx.channel)
        contest = await self.meant(ctx, number, takes_dreams)
        reference = ctx.message.reference if ctx.interaction is None else None
        if reference is not None and reference.message_id is not None:
            job = await self.store.jobs.by_card(reference.message_id)
        else:
            job = await self.store.jobs.latest_of(member.id, server.id)
        await reply(ctx, await _entering.enter(self.desk, self.store, contest, member, job), ephemeral=True)

    async def enter_from_menu(self, interaction: discord.Interaction[DreamBot], message: discord.Message) -> None:
        """Enter the dream that a message shows."""
        if interaction.guild_id is None or interaction.channel_id is None:
            raise NotInServer
        self.bot.houses.admit(interaction.user, interaction.channel)
        contest = await self.desk.find(interaction.guild_id, interaction.channel_id, None, takes_dreams)
        job = await self.store.jobs.by_card(message.id)
        said = await _entering.enter(self.desk, self.store, contest, interaction.user, job)
        await interaction.response.send_message(said, ephemeral=True)

    @Hosting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest")
    async def gallery(self, ctx: Context, number: int | None = None) -> None:
        """Look at the dreams of a challenge, one after the other."""
        server, _ = member_of(ctx)
        latest = await self.store.challenges.latest(server.id) if number is None else None
        contest = latest or await self.meant(ctx, number, is_open)
        await show_gallery(ctx, contest)

    @Hosting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def turn(self, ctx: Context, number: int | None = None) -> None:
        """Let the next step of a relay be yours for some minutes."""
        _, member = member_of(ctx)
        self.bot.houses.admit(member, ctx.channel)
        contest = await self.meant(ctx, number, is_relay)
        turn = await self.desk.turn(contest, person_of(member), self.timekeeper.now())
        with aloud():
            said = say(
                "The next step of challenge {number} is {person}'s until {moment}.",
                number=contest.id,
                person=f"<@{turn.person}>",
                moment=moment(turn.until),
            )
        await reply(ctx, said)

    @Hosting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(words="What you think that the picture was", number="Which challenge")
    async def guess(self, ctx: Context, words: str, number: int | None = None) -> None:
        """Say what a picture was before it was dreamt."""
        if ctx.interaction is None:
            raise OnlyInPrivate("challenge guess")
        self.bot.houses.admit(ctx.author, ctx.channel)
        contest = await self.meant(ctx, number, takes_guesses)
        mine = await self.desk.guess(contest, person_of(ctx.author), words, self.timekeeper.now())
        await reply(ctx, telling.guessed(mine, contest.rules), ephemeral=True)

    @Hosting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(
        dream="The number of your dream in the vote; without one your latest", number="Which challenge"
    )
    async def withdraw(self, ctx: Context, dream: int | None = None, number: int | None = None) -> None:
        """Take a dream of yours back."""
        contest = await self.meant(ctx, number, is_open)
        withdrawn = await self.desk.withdraw(contest, ctx.author.id, dream, self.timekeeper.now())
        await take_down(self.bot, withdrawn)
        await reply(ctx, say("Your dream is out of challenge {number}.", number=contest.id), ephemeral=True)
