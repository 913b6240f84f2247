"""The logs of both processes: a line of JSON for each event, or a readable one where a person looks on.

Whatever belongs to a request carries its id. Nothing of a picture and no secret is ever logged.
"""

import logging
import re
from collections.abc import Collection
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor

_HIDDEN = "[hidden]"

_TOKENS_IN_PATHS = re.compile(r"(/webhooks/\d+/|/interactions/\d+/)[\w.-]+")
"""Where Discord's own client names the secret of an interaction in the address of a request."""


def configure(stream: TextIO, level: str, *, secrets: Collection[str] = ()) -> None:
    """Let everything that is logged from here on, by libraries too, go to the stream, without the secrets."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    readable = stream.isatty()
    # A traceback is logged without the values of its variables: they may be somebody's picture.
    rendering: list[Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if readable
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering, _Sieve(secrets)],
        )
    )
    logging.captureWarnings(True)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


class _Sieve:
    """The last step of rendering: whatever wrote the line, and wherever in it, a secret is not let through."""

    def __init__(self, secrets: Collection[str]) -> None:
        self._secrets = tuple(filter(None, secrets))

    def __call__(self, _logger: object, _method: str, line: EventDict | str) -> str:
        """Return the line without secrets."""
        text = str(line)
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _TOKENS_IN_PATHS.sub(rf"\1{_HIDDEN}", text)
