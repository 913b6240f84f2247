"""Moments as Discord shows them to each reader in their own zone."""

from datetime import datetime

from bot.words import say


def moment(when: datetime) -> str:
    """Return a day and a time."""
    return f"<t:{int(when.timestamp())}:f>"


def relative(when: datetime) -> str:
    """Return how far a time is off."""
    return f"<t:{int(when.timestamp())}:R>"


def ending(when: datetime | None) -> str:
    """Return until when something goes on, and how far that is off; of what has no time, that it has an end."""
    return say("the end") if when is None else f"{moment(when)} ({relative(when)})"
