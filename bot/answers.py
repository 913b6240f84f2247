"""Answers: how a command replies, and the one place that turns an error into a sentence for a person."""

import logging
import secrets
from typing import Any

import aiohttp
import discord
from discord.ext import commands

from bot.refusals import Refusal

log = logging.getLogger(__name__)

DISCORD_TROUBLE = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)
"""What a call to Discord can raise: its answers, and a connection that breaks, which discord.py passes on as it is."""

LONGEST_MESSAGE = 2000
"""Letters that Discord takes in a message."""


def explain(error: BaseException, usage: str | None = None) -> str:
    """Return the sentence for whatever a command raised; what nobody foresaw is logged under a number.

    `usage` is how the command is written, for who did not know.
    """
    cause = _unwrap(error)
    if isinstance(cause, Refusal):
        return cause.sentence
    if isinstance(cause, commands.UserInputError) and usage is not None:
        return f"I did not understand that; it goes `{usage}`."
    if isinstance(cause, commands.UserInputError):
        return "I did not understand that; try `dream`, a preset if you like, and a picture."
    if isinstance(cause, discord.Forbidden):
        return "I lack a permission here that I need for this; a moderator can mend that."
    number = secrets.token_hex(3)
    log.error("unforeseen error %s", number, exc_info=cause)
    return f"Something went wrong that should not have; my operator can look for `{number}` in the log."


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
