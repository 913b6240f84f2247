"""Logging in: what can go wrong with it, each in a line that says what to do, and visits that stay over HTTP."""

import contextlib
from collections.abc import AsyncIterator, Iterator

import discord

from bot.answers import DISCORD_TROUBLE
from bot.intents import intents
from bot.playground.pointing import pointed_at
from bot.settings import BotSettings


class StartError(Exception):
    """The bot cannot start; the message says what to do."""


def token_of(settings: BotSettings) -> str:
    """Return the token.

    Raises:
        StartError: there is none.
    """
    if settings.token is None:
        raise StartError(
            "set DREAM_BOT_TOKEN to your bot's token (discord.com/developers → your application → Bot), "
            "or try the bot without one: make playground"
        )
    return settings.token.get_secret_value()


@contextlib.contextmanager
def elsewhere(settings: BotSettings) -> Iterator[None]:
    """Speak to another Discord than the real one, where the settings name one."""
    with contextlib.nullcontext() if settings.discord_url is None else pointed_at(settings.discord_url):
        yield


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Tell why a login fails, as a `StartError`."""
    try:
        yield
    except discord.LoginFailure:
        raise StartError("Discord does not accept DREAM_BOT_TOKEN; copy it anew from the developer portal") from None
    except DISCORD_TROUBLE as error:
        raise StartError(f"Discord cannot be reached ({error}); check this machine's network") from None


@contextlib.asynccontextmanager
async def visiting(settings: BotSettings) -> AsyncIterator[discord.Client]:
    """Give a client that is logged in and hears nothing, so that a bot which runs meanwhile is not disturbed.

    Raises:
        StartError: there is no token, or Discord refuses it or cannot be reached.
    """
    token = token_of(settings)
    async with discord.Client(intents=intents(message_content=False)) as client:
        with explained():
            await client.login(token)
        yield client
