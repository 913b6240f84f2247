"""Hosting: what the host of a challenge decides while it goes on."""

import asyncio
import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import reply
from bot.challenges import gathering
from bot.challenges._review import next_pending
from bot.challenges._starting import Starting, moderates
from bot.challenges.desk import check_may_decide
from bot.challenges.export import as_csv, as_json
from bot.challenges.moments import moment
from bot.challenges.openness import is_open, takes_guesses
from bot.challenges.phases import Phase
from bot.challenges.ranking import Standing
from bot.challenges.refusals import NotInServer, OnlyInPrivate
from bot.challenges.removal import carry_out
from bot.challenges.roll import member_of
from bot.client import DreamBot
from bot.store.challenges import Contest
from bot.words import aloud, later, say

Context = commands.Context[DreamBot]


class Hosting(Starting):
    """Hold a challenge."""

    @Starting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(until="How long, or until when: 1d, friday 18:00", number="Which challenge")
    async def extend(self, ctx: Context, until: str, number: int | None = None) -> None:
        """Give people more time, or less."""
        contest = await self._decided(
            ctx, number, later("Only the host of the challenge, or a moderator, can extend it.")
        )
        contest = await self.desk.extend(contest, until, self.timekeeper.now())
        self.timekeeper.call()
        if ctx.guild is not None:
            await gathering.call(ctx.guild, contest)
        ends = contest.course.ends
        with aloud():
            until = say("the end") if ends is None else moment(ends)
            said = say("Challenge {number} goes on until {moment}.", number=contest.id, moment=until)
        await reply(ctx, said)

    @Starting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def close(self, ctx: Context, number: int | None = None) -> None:
        """End the entries and begin the vote, or end the vote and tell the results."""
        contest = await self._decided(
            ctx, number, later("Only the host of the challenge, or a moderator, can close it.")
        )
        await self.desk.close(contest, self.timekeeper.now())
        self.timekeeper.call()
        if contest.course.phase is Phase.VOTING:
            said = say("I close the vote of challenge {number}.", number=contest.id)
        else:
            said = say("I close the entries of challenge {number}.", number=contest.id)
        await reply(ctx, said, ephemeral=True)

    @Starting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def cancel(self, ctx: Context, number: int | None = None) -> None:
        """Call a challenge off."""
        contest = await self._decided(
            ctx, number, later("Only the host of the challenge, or a moderator, can call it off.")
        )
        await self.desk.cancel(contest, self.timekeeper.now())
        self.timekeeper.call()
        await reply(ctx, say("Challenge {number} is called off.", number=contest.id), ephemeral=True)

    @Starting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def review(self, ctx: Context, number: int | None = None) -> None:
        """See the dreams that wait for your approval."""
        contest = await self._decided(
            ctx, number, later("Only the host of the challenge, or a moderator, can decide about entries.")
        )
        words, files, view = await next_pending(self.store, contest)
        await ctx.send(words, files=files, view=view, ephemeral=True)

    @Starting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(dream="The number of the dream in the vote", reason="Why; it is kept")
    async def disqualify(self, ctx: Context, dream: int, *, reason: str) -> None:
        """Take somebody's dream out of the vote."""
        contest = await self._decided(
            ctx, None, later("Only the host of the challenge, or a moderator, can disqualify a dream.")
        )
        await ctx.defer(ephemeral=True)
        ruled, ruling = await self.desk.disqualify(contest, dream, ctx.author.id, reason, self.timekeeper.now())
        await carry_out(self.bot, contest, ruled, ruling)
        said = say("Dream {dream} is out of challenge {number}.", dream=dream, number=contest.id)
        await reply(ctx, said, ephemeral=True)

    @Starting.challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest")
    async def export(self, ctx: Context, number: int | None = None) -> None:
        """Have all of a challenge as files: entries, decisions and every vote, with no voter's name."""
        server, _ = member_of(ctx)
        latest = await self.store.challenges.latest(server.id) if number is None else None
        contest = latest or await self.meant(ctx, number, is_open)
        otherwise = later("Only the host of the challenge, or a moderator, can have its files.")
        check_may_decide(contest, ctx.author.id, otherwise, moderator=moderates(ctx))
        if ctx.interaction is None and takes_guesses(contest):
            raise OnlyInPrivate("challenge export")
        await ctx.defer(ephemeral=True)
        audit = await self.desk.audit(contest, await self.standings(contest))
        forms = (("json", as_json), ("csv", as_csv))
        made = [(form, await asyncio.to_thread(make, audit, contest.secret)) for form, make in forms]
        files = [discord.File(io.BytesIO(data), f"challenge-{contest.id}.{form}") for form, data in made]
        await ctx.send(say("All of challenge {number}.", number=contest.id), files=files, ephemeral=True)

    async def _decided(self, ctx: Context, number: int | None, doing: str) -> Contest:
        contest = await self.meant(ctx, number, is_open)
        check_may_decide(contest, ctx.author.id, doing, moderator=moderates(ctx))
        return contest

    async def standings(self, contest: Contest) -> tuple[Standing, ...]:
        """Return where the entries stand now."""
        guild = self.bot.get_guild(contest.server)
        if guild is None:
            raise NotInServer
        return (await self.scrutineer.standings(contest, guild))[0]
