"""Hosting: what the host of a challenge decides, as commands, and the loop that keeps its time."""

import asyncio
import contextlib
import io
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import reply
from bot.challenges import telling
from bot.challenges._choices import Choices, brought, check_place, check_prize, known_presets, rules_of
from bot.challenges._polling_booth import BoothButton, PreferenceButton
from bot.challenges._review import VerdictButton, next_pending
from bot.challenges.calendar import Calendar
from bot.challenges.deadlines import zone
from bot.challenges.desk import Desk, check_may_decide
from bot.challenges.export import as_csv, as_json
from bot.challenges.herald import Herald
from bot.challenges.misreadings import NoSuchCommand
from bot.challenges.openness import is_open, takes_guesses
from bot.challenges.phases import Phase
from bot.challenges.ranking import Standing
from bot.challenges.refusals import NotInServer, NotTheHost, OnlyInPrivate, moment
from bot.challenges.roll import member_of
from bot.challenges.rules import Limits
from bot.challenges.scrutiny import Scrutineer
from bot.challenges.timekeeper import Timekeeper
from bot.client import DreamBot
from bot.sources.fetching import Fetcher
from bot.sources.source import Source
from bot.store.challenges import Contest, Plan
from bot.words import aloud, later, say

Context = commands.Context[DreamBot]


# mypy cannot infer what hybrid_group() is generic in before it sees the function, hence the ignored arg-type.
class Hosting(commands.Cog):
    """Hold a challenge."""

    def __init__(self, bot: DreamBot, fetcher: Fetcher) -> None:
        settings = bot.settings
        self.bot = bot
        self.store = bot.dispatcher.store
        self.where = zone(settings.zone)
        limits = Limits(per_server=settings.challenges_per_server, per_host=settings.challenges_per_host)
        self.desk = Desk(self.store, limits, self.where)
        self.scrutineer = Scrutineer(bot, self.store)
        self.herald = Herald(bot, self.store, self.scrutineer)
        self.calendar = Calendar(self.store.repeats, self.desk, limits, self.where)
        self.timekeeper = Timekeeper(self.store.challenges, self.herald.perform, self.calendar.open_due)
        self._fetcher = fetcher
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Add what discord.py does not find in a cog by itself."""
        self.bot.add_dynamic_items(BoothButton, PreferenceButton, VerdictButton)

    async def cog_unload(self) -> None:
        """Let the clock stand still; what is half done is gone on with at the next start."""
        if self._loop is not None:
            self._loop.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._loop

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to keep time: before, Discord does not tell who is in a server."""
        if self._loop is None:
            self._loop = asyncio.create_task(self.timekeeper.keep_time(), name="challenges")

    @commands.hybrid_group(invoke_without_command=True)  # type: ignore[arg-type]
    @app_commands.guild_only()
    async def challenge(self, ctx: Context, *, words: str = "") -> None:
        """Hold a challenge and enter it."""
        known: set[commands.Command[Any, ..., Any]] = self.challenge.commands
        if words:
            raise NoSuchCommand(words, (command.name for command in known))
        await ctx.invoke(next(command for command in known if command.name == "status"))

    @challenge.command(usage="theme: make your pet a cathedral length: 2d")  # type: ignore[arg-type]
    @app_commands.describe(
        picture="The picture that everybody dreams; without one they bring their own",
        original="Where people guess: what the picture was, to be shown at the end",
    )
    async def start(
        self,
        ctx: Context,
        picture: discord.Attachment | None = None,
        original: discord.Attachment | None = None,
        *,
        choices: Choices,
    ) -> None:
        """Hold a challenge."""
        server, host = member_of(ctx)
        if choices.answers is not None and ctx.interaction is None:
            raise OnlyInPrivate("challenge start")
        check_place(ctx)
        check_prize(host, choices.prize)
        await ctx.defer(ephemeral=True)
        presets = known_presets(choices.presets, await self.bot.dispatcher.menu()) if choices.presets else []
        now = self.timekeeper.now()
        key = await self._keep(await brought(ctx, picture, self._fetcher))
        secret = None if original is None else await self._keep(await brought(ctx, original, self._fetcher))
        rules = rules_of(choices, presets, picture=key is not None)
        plan = Plan(server.id, ctx.channel.id, host.id, rules, key, secret)
        spans = choices.length, choices.voting
        if choices.every is not None:
            series = await self.calendar.add(plan, choices.every, spans, now)
            self.timekeeper.call()
            await reply(ctx, say("It repeats; {when}.", when=telling.repeat(series)), ephemeral=True)
            return
        contest = await self.desk.start(plan, self.desk.timetable(rules, spans, now))
        self.timekeeper.call()
        await reply(ctx, say("Challenge {number} begins; I announce it here.", number=contest.id), ephemeral=True)

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(until="How long, or until when: 1d, friday 18:00", number="Which challenge")
    async def extend(self, ctx: Context, until: str, number: int | None = None) -> None:
        """Give people more time, or less."""
        contest = await self._decided(
            ctx, number, later("Only the host of the challenge, or a moderator, can extend it.")
        )
        contest = await self.desk.extend(contest, until, self.timekeeper.now())
        self.timekeeper.call()
        ends = contest.course.ends
        with aloud():
            until = say("the end") if ends is None else moment(ends)
            said = say("Challenge {number} goes on until {moment}.", number=contest.id, moment=until)
        await reply(ctx, said)

    @challenge.command()  # type: ignore[arg-type]
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

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def cancel(self, ctx: Context, number: int | None = None) -> None:
        """Call a challenge off."""
        contest = await self._decided(
            ctx, number, later("Only the host of the challenge, or a moderator, can call it off.")
        )
        await self.desk.cancel(contest, self.timekeeper.now())
        self.timekeeper.call()
        await reply(ctx, say("Challenge {number} is called off.", number=contest.id), ephemeral=True)

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest here")
    async def review(self, ctx: Context, number: int | None = None) -> None:
        """See the dreams that wait for your approval."""
        contest = await self._decided(
            ctx, number, later("Only the host of the challenge, or a moderator, can decide about entries.")
        )
        words, files, view = await next_pending(self.store, contest)
        await ctx.send(words, files=files, view=view, ephemeral=True)

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(dream="The number of the dream in the vote", reason="Why; it is kept")
    async def disqualify(self, ctx: Context, dream: int, *, reason: str) -> None:
        """Take somebody's dream out of the vote."""
        contest = await self._decided(
            ctx, None, later("Only the host of the challenge, or a moderator, can disqualify a dream.")
        )
        await self.desk.disqualify(contest, dream, ctx.author.id, reason, self.timekeeper.now())
        said = say("Dream {dream} is out of challenge {number}.", dream=dream, number=contest.id)
        await reply(ctx, said, ephemeral=True)

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which challenge; without a number the latest")
    async def export(self, ctx: Context, number: int | None = None) -> None:
        """Have all of a challenge as files: entries, decisions and every vote, with no voter's name."""
        server, _ = member_of(ctx)
        latest = await self.store.challenges.latest(server.id) if number is None else None
        contest = latest or await self.meant(ctx, number, is_open)
        otherwise = later("Only the host of the challenge, or a moderator, can have its files.")
        check_may_decide(contest, ctx.author.id, otherwise, moderator=_moderates(ctx))
        if ctx.interaction is None and takes_guesses(contest):
            raise OnlyInPrivate("challenge export")
        await ctx.defer(ephemeral=True)
        audit = await self.desk.audit(contest, await self.standings(contest))
        forms = (("json", as_json), ("csv", as_csv))
        made = [(form, await asyncio.to_thread(make, audit, contest.secret)) for form, make in forms]
        files = [discord.File(io.BytesIO(data), f"challenge-{contest.id}.{form}") for form, data in made]
        await ctx.send(say("All of challenge {number}.", number=contest.id), files=files, ephemeral=True)

    @challenge.command()  # type: ignore[arg-type]
    async def repeats(self, ctx: Context) -> None:
        """See which challenges come again, and when."""
        server, _ = member_of(ctx)
        series = await self.store.repeats.of(server.id)
        said = "\n".join(telling.repeat(each) for each in series) or say("No challenge repeats here.")
        await reply(ctx, said, ephemeral=True)

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(number="Which, by its number in the list of repeats")
    async def stop(self, ctx: Context, number: int) -> None:
        """Let a challenge come no more."""
        server, me = member_of(ctx)
        hosts = [each.plan.host for each in await self.store.repeats.of(server.id) if each.id == number]
        if hosts and me.id not in hosts and not _moderates(ctx):
            raise NotTheHost(later("Only the host of the challenge, or a moderator, can stop it."))
        await self.calendar.stop(server.id, number)
        await reply(ctx, say("Number {number} comes no more.", number=number), ephemeral=True)

    async def _keep(self, picture: Source | None) -> str | None:
        return None if picture is None else await self.store.spool.keep(picture.data)

    async def meant(self, ctx: Context, number: int | None, suits: Callable[[Contest], bool]) -> Contest:
        """Return the challenge that somebody means.

        Raises:
            NotInServer, NoSuchChallenge: there is none.
        """
        server, _ = member_of(ctx)
        return await self.desk.find(server.id, ctx.channel.id, number, suits)

    async def _decided(self, ctx: Context, number: int | None, otherwise: str) -> Contest:
        contest = await self.meant(ctx, number, is_open)
        check_may_decide(contest, ctx.author.id, otherwise, moderator=_moderates(ctx))
        return contest

    async def standings(self, contest: Contest) -> tuple[Standing, ...]:
        """Return where the entries stand now."""
        guild = self.bot.get_guild(contest.server)
        if guild is None:
            raise NotInServer
        return (await self.scrutineer.standings(contest, guild))[0]


def _moderates(ctx: Context) -> bool:
    return ctx.permissions.manage_messages
