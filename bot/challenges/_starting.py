"""Starting: how a challenge begins, also from a template and again and again, and the loop that keeps its time."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import fitting, reply
from bot.challenges import telling
from bot.challenges._ballot_paper import GiveButton, PaperButton
from bot.challenges._choices import USUAL_VOTING, Choices, rules_of, said, span
from bot.challenges._gallery import GalleryButton
from bot.challenges._office import calendar_of, desk_of
from bot.challenges._polling_booth import BoothButton, PreferenceButton
from bot.challenges._preview import DraftButton, SetUpButton, blank, offer_form, preview, show_preview
from bot.challenges._reports import ReportButton, SettleButton
from bot.challenges._review import VerdictButton
from bot.challenges._venue import check_host, check_place, check_prize, kept
from bot.challenges.herald import Herald
from bot.challenges.misreadings import NoSuchCommand
from bot.challenges.openness import is_open
from bot.challenges.refusals import NoSuchTemplate, NotTheHost, OnlyInPrivate
from bot.challenges.roll import member_of
from bot.challenges.scrutiny import Scrutineer
from bot.challenges.timekeeper import Timekeeper
from bot.client import DreamBot
from bot.refusals import quoted
from bot.store.challenges import Contest, Plan
from bot.store.drafts import Draft
from bot.words import later, say

Context = commands.Context[DreamBot]


# mypy cannot infer what hybrid_group() is generic in before it sees the function, hence the ignored arg-type.
class Starting(commands.Cog):
    """Begin a challenge."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.store = bot.dispatcher.store
        self.desk = desk_of(bot)
        self.scrutineer = Scrutineer(bot, self.store)
        self.herald = Herald(bot, self.store, self.scrutineer)
        self.calendar = calendar_of(bot)
        self.timekeeper = Timekeeper(self.store.challenges, self.herald.perform, self.calendar.open_due)
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Add what discord.py does not find in a cog by itself."""
        self.bot.add_dynamic_items(
            BoothButton,
            PreferenceButton,
            GiveButton,
            PaperButton,
            ReportButton,
            GalleryButton,
            SettleButton,
            VerdictButton,
            DraftButton,
            SetUpButton,
        )

    @commands.Cog.listener()
    async def on_challenge_changed(self) -> None:
        """Look at the clock at once."""
        self.timekeeper.call()

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
        """Hold a challenge; without a word I ask what it should be."""
        server, host = member_of(ctx)
        place = check_place(ctx, host, choices.channel)
        if choices.answers is not None and ctx.interaction is None:
            raise OnlyInPrivate("challenge start")
        reference = ctx.message.reference if ctx.interaction is None else None
        if picture is None and reference is None and all(value is None for _, value in choices):
            await offer_form(ctx, blank(server.id, ctx.channel.id, host.id))
            return
        await ctx.defer(ephemeral=True)
        template = None if choices.template is None else await self._template(server.id, choices.template)
        fields = said(choices, await self.bot.dispatcher.menu() if choices.presets else None)
        fetcher, files = self.bot.fetcher, [] if picture is None else [picture]
        key = await kept(self.bot, fetcher, ctx.channel, files, reference)
        secret = None if original is None else await kept(self.bot, fetcher, ctx.channel, [original])
        if template is not None:
            key, secret = key or template.plan.picture, secret or template.plan.original
        rules = rules_of(fields, None if template is None else template.plan.rules, picture=key is not None)
        check_prize(host, rules)
        plan = Plan(server.id, place, host.id, rules, key, secret)
        usual = blank(server.id, ctx.channel.id, host.id) if template is None else template
        draft = replace(
            usual,
            plan=plan,
            length=choices.length or usual.length,
            voting=choices.voting or usual.voting,
            every=choices.every or usual.every,
            made=self.timekeeper.now(),
        )
        # What cannot be read is refused before anything is kept.
        await preview(self.bot, draft)
        await show_preview(ctx, await self.store.drafts.add(draft))

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(name="What to call them", number="Of which challenge; without a number the latest here")
    async def save(self, ctx: Context, name: str, number: int | None = None) -> None:
        """Keep the settings of a challenge as a template."""
        server, host = member_of(ctx)
        check_host(host, ctx.permissions, self.bot.houses.of(server.id))
        latest = await self.store.challenges.latest(server.id) if number is None else None
        contest = latest or await self.meant(ctx, number, is_open)
        times = contest.course.timetable
        voting = USUAL_VOTING if times.voting_end is None else span(times.voting_end - times.entries_end)
        plan = Plan(server.id, contest.channel, host.id, contest.rules, contest.picture, contest.original)
        draft = Draft(plan, span(times.entries_end - times.opens), voting, None, self.timekeeper.now())
        name = template_name(name)
        replaced = await self.store.drafts.save(draft, name)
        if replaced:
            text = later(
                "That name now holds the settings of challenge {number}; "
                "`challenge start from: {name}` begins with them."
            )
        else:
            text = later("I keep the settings of challenge {number}; `challenge start from: {name}` begins with them.")
        await reply(ctx, say(text, number=contest.id, name=name))

    @challenge.command()  # type: ignore[arg-type]
    async def templates(self, ctx: Context) -> None:
        """See which settings are kept."""
        server, _ = member_of(ctx)
        lines = [telling.template(each) for each in await self.store.drafts.templates(server.id)]
        await reply(ctx, fitting(lines) or NoSuchTemplate("", ()).sentence, ephemeral=True)

    @challenge.command()  # type: ignore[arg-type]
    @app_commands.describe(name="What the template is called")
    async def drop(self, ctx: Context, name: str) -> None:
        """Throw a template away."""
        server, host = member_of(ctx)
        check_host(host, ctx.permissions, self.bot.houses.of(server.id))
        template = await self._template(server.id, name)
        await self.store.drafts.drop(server.id, template.name or "")
        await reply(ctx, say("The template {name} is gone.", name=quoted(template.name or "")), ephemeral=True)

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
        if hosts and me.id not in hosts and not moderates(ctx):
            raise NotTheHost(later("Only the host of the challenge, or a moderator, can stop it."))
        await self.calendar.stop(server.id, number)
        await reply(ctx, say("Number {number} comes no more.", number=number), ephemeral=True)

    async def _template(self, server: int, name: str) -> Draft:
        """Return a template.

        Raises:
            NoSuchTemplate: there is none of that name.
        """
        templates = await self.store.drafts.templates(server)
        for each in templates:
            if each.name == template_name(name):
                return each
        raise NoSuchTemplate(name, [each.name or "" for each in templates])

    async def meant(self, ctx: Context, number: int | None, suits: Callable[[Contest], bool]) -> Contest:
        """Return the challenge that somebody means.

        Raises:
            NotInServer, NoSuchChallenge: there is none.
        """
        server, _ = member_of(ctx)
        return await self.desk.find(server.id, ctx.channel.id, number, suits)


def moderates(ctx: Context) -> bool:
    """Return whether somebody moderates where they ask."""
    return ctx.permissions.manage_messages


def template_name(words: str) -> str:
    """Return a name as it is kept."""
    return " ".join(words.split()).casefold()[:40]
