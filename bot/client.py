"""The bot itself: a discord.py client that owns what its cogs share."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import DISCORD_TROUBLE, explain, reply, tell
from bot.asking.intake import Intake
from bot.asking.vocabulary import Vocabulary
from bot.challenges.deadlines import zone
from bot.command_sync import sync
from bot.command_words import CommandWords
from bot.dreams.buttons import JobButton
from bot.dreams.dispatcher import Dispatcher
from bot.dreams.preset_buttons import PresetButton
from bot.intents import intents
from bot.languages import Languages
from bot.logs import asking
from bot.loop_lag import LoopLag, keep_measuring
from bot.metrics.measures import Measures
from bot.servers.houses import Houses
from bot.settings import BotSettings
from bot.sources.fetching import Fetcher
from bot.store.opening import Store
from engine.client import EngineClient

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["DreamBot"]):
    """The commands that Discord knows; each speaks to the person who uses it."""

    async def interaction_check(self, interaction: "discord.Interaction[DreamBot]", /) -> bool:
        """Listen to the person."""
        interaction.client.languages.hear(interaction)
        asking(interaction.user.id, interaction.guild_id, interaction.channel_id, interaction.id)
        if interaction.type is discord.InteractionType.application_command and interaction.command is not None:
            log.info("command", extra={"command": interaction.command.qualified_name})
        return True

    async def on_error(
        self, interaction: "discord.Interaction[DreamBot]", error: app_commands.AppCommandError, /
    ) -> None:
        """Answer a failed command with one sentence."""
        await tell(interaction, error)


class DreamBot(commands.AutoShardedBot):
    """Connects to Discord and answers; `wait_awake` is what to await before asking an engine."""

    def __init__(
        self,
        settings: BotSettings,
        store: Store,
        engines: EngineClient,
        wait_awake: Callable[[], Awaitable[None]],
        fetcher: Fetcher,
        measures: Measures,
    ) -> None:
        super().__init__(
            command_prefix=_prefixes,
            intents=intents(message_content=settings.message_content),
            **_shards(settings),
            help_command=None,
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=100,
            chunk_guilds_at_startup=False,
            http_trace=measures.trace(),
        )
        self.settings = settings
        self.lag = LoopLag(measures.lag.observe)
        self.heard: set[int] = set()
        """Shards that Discord hears."""
        self._measuring: asyncio.Task[None] | None = None
        self._notes = store.notes
        self.fetcher = fetcher
        self.houses = Houses(store.servers, settings.role_weights)
        self.languages = Languages(self.houses, self)
        self.dispatcher = Dispatcher(settings, self, store, engines, wait_awake, self.houses, self.languages, measures)
        self.vocabulary = Vocabulary(settings, self.dispatcher, engines, self.houses)
        self.intake = Intake(settings, self.dispatcher, self.vocabulary, fetcher, self.houses)

    @property
    def me(self) -> int:
        """The bot's own id; it is known from the login on."""
        assert self.user is not None, "whatever asks comes after the login"  # noqa: S101
        return self.user.id

    def prefix_in(self, guild: int | None) -> str:
        """Return what commands start with in a server."""
        return self.houses.of(guild).prefix or self.settings.prefix

    def zone_in(self, guild: int) -> ZoneInfo:
        """Return the time zone in which people of a server say dates."""
        return zone(self.houses.of(guild).zone or self.settings.zone)

    async def setup_hook(self) -> None:
        """Take up what the last run left, and tell Discord which commands there are."""
        self.add_dynamic_items(JobButton, PresetButton)
        await self.houses.load()
        await self.dispatcher.start()
        await self.tree.set_translator(CommandWords())
        await sync(self.tree, self.application_id or self.me, self._notes)
        self._measuring = asyncio.create_task(keep_measuring(self.lag), name="loop lag")

    async def close(self) -> None:
        """Finish or hand back every dream, with a word on its card, then disconnect."""
        if self._measuring is not None:
            self._measuring.cancel()
        await self.dispatcher.close()
        await super().close()

    async def on_shard_connect(self, shard_id: int) -> None:
        """Take notice of a shard that Discord hears."""
        self.heard.add(shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Take notice of a shard that Discord hears again."""
        self.heard.add(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Take notice of a shard that Discord hears no more."""
        self.heard.discard(shard_id)

    async def invoke(self, ctx: commands.Context[Any], /) -> None:
        """Do what a message asks for, in the language of whoever reads the answer."""
        self.languages.hear_command(ctx)
        guild = None if ctx.guild is None else ctx.guild.id
        asking(ctx.author.id, guild, ctx.channel.id, ctx.message.id)
        if ctx.command is not None:
            log.info("command", extra={"command": ctx.command.qualified_name})
        await super().invoke(ctx)

    async def on_command_error(self, ctx: commands.Context[commands.Bot], error: commands.CommandError, /) -> None:  # type: ignore[override]
        """Answer a failed command with one sentence."""
        if isinstance(error, commands.CommandNotFound):
            return
        command = ctx.command
        prefix = self.prefix_in(None if ctx.guild is None else ctx.guild.id)
        usage = f"{prefix}{command.qualified_name} {command.signature}".strip() if command is not None else None
        try:
            await reply(ctx, explain(error, usage), ephemeral=True)
        except DISCORD_TROUBLE as problem:
            needed = "Send Messages and Read Message History"
            log.warning("channel %d: I could not answer (%s); give me %s there", ctx.channel.id, problem, needed)


def _shards(settings: BotSettings) -> dict[str, Any]:
    """Return which shards to open, where the settings say so."""
    ids = {"shard_ids": list(settings.shard_ids)} if settings.shard_ids else {}
    return {**ids, "shard_count": settings.shard_count}


def _prefixes(bot: DreamBot, message: discord.Message) -> list[str]:
    guild = None if message.guild is None else message.guild.id
    return commands.when_mentioned_or(bot.prefix_in(guild))(bot, message)
