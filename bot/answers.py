"""Answers: how a command replies, and the one place that turns an error into a sentence for a person."""

import logging
import secrets
from collections.abc import Sequence
from typing import Any

import aiohttp
import discord
from discord.ext import commands
from sqlalchemy.exc import SQLAlchemyError

from bot.refusals import PermissionLacking, Refusal, StoreAway, Unforeseen
from bot.store.database import reason_of
from bot.words import say

log = logging.getLogger(__name__)

DISCORD_TROUBLE = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)
"""What a call to Discord can raise: its answers, and a connection that breaks, which discord.py passes on as it is."""

LONGEST_MESSAGE = 2000
"""Letters that Discord takes in a message."""


def fitting(lines: Sequence[str]) -> str:
    """Return the lines as one message, and where they are too many for one as many as fit, with a sign of the rest."""
    text = "\n".join(lines)
    if len(text) <= LONGEST_MESSAGE:
        return text
    return f"{text[: text.rindex(chr(10), 0, LONGEST_MESSAGE - 2)]}\n…"


def passes(error: BaseException) -> bool:
    """Return whether a trouble with Discord passes by itself: it has said neither yes nor no, or to come later."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == 429
    return isinstance(error, DISCORD_TROUBLE)


def explain(error: BaseException, usage: str | None = None) -> str:
    """Return the sentence for whatever a command raised; what nobody foresaw is logged under a number.

    `usage` is how the command is written, for who did not know.
    """
    cause = _unwrap(error)
    if isinstance(cause, commands.UserInputError) and usage is not None:
        return say("I did not understand that; it goes `{usage}`.", usage=usage)
    if isinstance(cause, commands.UserInputError):
        return say("I did not understand that; try `dream`, a preset if you like, and a picture.")
    return refusal_of(cause).sentence


def refusal_of(error: BaseException) -> Refusal:
    """Return what there is to say of an error, to several people perhaps; what nobody foresaw is logged once."""
    cause = _unwrap(error)
    if isinstance(cause, Refusal):
        return cause
    if isinstance(cause, discord.Forbidden):
        return PermissionLacking()
    # A database server that is gone is passed on as it is; what breaks on the way to Discord is aiohttp's.
    if isinstance(cause, SQLAlchemyError | ConnectionError) and not isinstance(cause, aiohttp.ClientError):
        wanted = "look at its disk, or at the server in DREAM_BOT_STORE"
        log.error("the store does not answer (%s); %s", reason_of(cause), wanted)
        return StoreAway()
    number = secrets.token_hex(3)
    log.error("unforeseen error %s", number, exc_info=cause)
    return Unforeseen(number)


async def reply(
    ctx: commands.Context[Any],
    content: str | None,
    *,
    ephemeral: bool = False,
    **options: Any,  # noqa: ANN401
) -> None:
    """Answer a command: a message with a reply to it, a slash command through its interaction.

    `options` are those of discord.py's `send`.
    """
    if ctx.interaction is None:
        options["reference"] = ctx.message.to_reference(fail_if_not_exists=False)
    await ctx.send(content, ephemeral=ephemeral, **options)


async def tell(interaction: discord.Interaction, error: BaseException) -> None:
    """Explain an error to the person of an interaction alone, whether or not it was answered before."""
    sentence = explain(error)
    if interaction.response.is_done():
        await interaction.followup.send(sentence, ephemeral=True)
    else:
        await interaction.response.send_message(sentence, ephemeral=True)


def _unwrap(error: BaseException) -> BaseException:
    """Return what was raised first: discord.py wraps it once for each kind of command it went through."""
    while isinstance(inner := getattr(error, "original", None), BaseException):
        error = inner
    return error
