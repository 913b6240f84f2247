"""The account: whether Discord lets the bot in, what it may hear, and where it may speak."""

from collections.abc import AsyncIterator

import discord

from bot.answers import DISCORD_TROUBLE
from bot.doctor.findings import Finding
from bot.doctor.places import examine_channels
from bot.intents import WITHOUT_CONTENT, content_allowed
from bot.login import StartError, visiting
from bot.settings import BotSettings


async def examine_account(settings: BotSettings) -> AsyncIterator[Finding]:
    """Yield what there is to say of the token, the intents, and every channel of every server.

    All of it is asked for over HTTP, so that a bot which runs meanwhile is not disturbed.
    """
    try:
        async with visiting(settings) as client:
            yield Finding("token", "good", f"it is that of {client.user}")
            yield _examine_intents(client, settings)
            async for finding in _examine_guilds(client):
                yield finding
    except StartError as error:
        yield Finding("token", "bad", str(error))


async def _examine_guilds(client: discord.Client) -> AsyncIterator[Finding]:
    try:
        guilds = [guild async for guild in client.fetch_guilds()]
    except DISCORD_TROUBLE as error:
        yield Finding("servers", "doubtful", f"Discord does not tell which they are ({error}); ask again later")
        return
    for guild in guilds:
        async for finding in _examine_guild(client, guild.id, guild.name):
            yield finding
    if not guilds:
        yield Finding("servers", "doubtful", "it is in none; `dream-bot invite` prints the link")


def _examine_intents(client: discord.Client, settings: BotSettings) -> Finding:
    if not settings.message_content:
        return Finding("intents", "good", "none that is privileged is asked for")
    if content_allowed(client.application_flags):
        return Finding("intents", "good", "Message Content Intent is on")
    return Finding("intents", "doubtful", WITHOUT_CONTENT)


async def _examine_guild(client: discord.Client, guild_id: int, name: str) -> AsyncIterator[Finding]:
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        assert client.user is not None, "it is logged in"  # noqa: S101
        me = await guild.fetch_member(client.user.id)
        channels = await guild.fetch_channels()
    except DISCORD_TROUBLE as error:
        yield Finding(name, "doubtful", f"it cannot be looked at: {error}")
        return
    for finding in examine_channels(name, channels, me):
        yield finding
