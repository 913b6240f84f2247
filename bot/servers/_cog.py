"""The commands of a server's owners: `!dreamconfig …` and `/dreamconfig …`."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import reply
from bot.client import DreamBot
from bot.servers._checkup import examine_server, prescription
from bot.servers._owners import server_of
from bot.servers._panel import ChangeMenu, decide, show
from bot.servers.rules import HouseRules
from bot.words import say

Context = commands.Context[DreamBot]


class ServerRules(commands.Cog):
    """See and change how the bot behaves in a server."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Let the menus of panels be known, also of those from before a restart."""
        self.bot.add_dynamic_items(ChangeMenu)

    @commands.hybrid_group(fallback="show", invoke_without_command=True)  # type: ignore[arg-type]
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    async def dreamconfig(self, ctx: Context) -> None:
        """See how I behave in this server, and change it."""
        embeds = ctx.interaction is not None or ctx.bot_permissions.embed_links
        await show(self.bot, server_of(ctx).id, partial(ctx.send, ephemeral=True), embeds=embeds)

    @dreamconfig.command()  # type: ignore[arg-type]
    @app_commands.describe(person="For whom I should not dream here")
    async def block(self, ctx: Context, person: discord.User) -> None:
        """Do not dream for somebody here."""

        def blocked(rules: HouseRules) -> set[int]:
            return {*rules.blocked, person.id}

        answer = partial(reply, ctx, say("I dream no more for {person} here.", person=person.mention), ephemeral=True)
        await decide(self.bot, server_of(ctx).id, ctx.author.id, answer, blocked=blocked)

    @dreamconfig.command()  # type: ignore[arg-type]
    @app_commands.describe(person="For whom I should dream here again")
    async def unblock(self, ctx: Context, person: discord.User) -> None:
        """Dream for somebody again."""

        def unblocked(rules: HouseRules) -> set[int]:
            return {*rules.blocked} - {person.id}

        answer = partial(reply, ctx, say("I dream for {person} here again.", person=person.mention), ephemeral=True)
        await decide(self.bot, server_of(ctx).id, ctx.author.id, answer, blocked=unblocked)

    @dreamconfig.command()  # type: ignore[arg-type]
    async def doctor(self, ctx: Context) -> None:
        """See what I lack in this server, and how to mend it."""
        guild = server_of(ctx)
        await ctx.defer(ephemeral=True)
        found = [finding async for finding in examine_server(self.bot, guild)]
        await reply(ctx, prescription(found), ephemeral=True)

    @dreamconfig.command()  # type: ignore[arg-type]
    @app_commands.describe(role="Whose people", times="0.1 to 10 times as much as others; 1 is as much as others")
    async def weight(self, ctx: Context, role: discord.Role, times: float) -> None:
        """Let the people with a role dream more than others, or less."""

        def weights(rules: HouseRules) -> dict[int, float]:
            others = {each: weight for each, weight in rules.weights.items() if each != role.id}
            return others if times == 1 else {**others, role.id: times}

        said = say("People with {role} may dream {times:g} times as much as others.", role=role.mention, times=times)
        answer = partial(reply, ctx, said, ephemeral=True)
        await decide(self.bot, server_of(ctx).id, ctx.author.id, answer, weights=weights)
