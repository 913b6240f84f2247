"""What the bot's log lines carry: whoever asked, where, and the id that a dream has here and in the engine's log."""

import contextlib
import logging
import sys

import structlog

from bot.settings import BotSettings
from bot.store.jobs import Job
from machine import logs


def configure(settings: BotSettings, level: str) -> None:
    """Log to standard error, without the secrets that the settings hold."""
    kept = (settings.token, settings.store)
    secrets = [secret.get_secret_value() for secret in kept if secret is not None]
    # The token of an engine stands in its URL, before the host.
    secrets += [url.rpartition("@")[0].rpartition("//")[2] for url in settings.engines]
    logs.configure(sys.stderr, level, secrets=secrets)
    # discord.py warns at each start that it cannot speak in voice channels, which nobody asks of it.
    logging.getLogger("discord.client").addFilter(lambda record: "voice will NOT" not in record.getMessage())
    # The bot says itself what it means to be without, and what to do.
    content = logging.getLogger("discord.ext.commands.bot")
    content.addFilter(lambda record: "message content intent is missing" not in record.getMessage())


def about(job: Job) -> contextlib.AbstractContextManager[None]:
    """Let whatever is logged meanwhile say which job it is about; its id is that of what is asked of engines for it."""
    return structlog.contextvars.bound_contextvars(
        job=job.id, request_id=job.id, guild=job.guild, channel=job.channel, person=job.asker
    )


def asking(person: int, guild: int | None, channel: int | None, question: int) -> None:
    """Let whatever this task logs from now on say who asks, where, and with which message or interaction."""
    structlog.contextvars.bind_contextvars(person=person, guild=guild, channel=channel, question=question)
