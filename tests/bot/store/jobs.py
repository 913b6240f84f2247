"""Jobs to keep."""

import secrets
from datetime import UTC, datetime, timedelta

from bot.store.jobs import Job, Label

EYES = Label(name="eyes", emoji="👀", line="Eyes everywhere.")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def job(minutes=0, **changes):
    """A job that Ada asked for at noon, or so many minutes later."""
    asked = NOON + timedelta(minutes=minutes)
    given = {
        "id": secrets.token_hex(6),
        "asker": 2**62,
        "channel": 7,
        "preset": EYES,
        "changes": {"seed": 2**32 - 1, "size": 96},
        "recipe_key": "k" * 64,
        "asked_at": asked,
        "changed_at": asked,
    }
    return Job(**{**given, **changes})
