"""Words about time, and other words, that cannot be read, each with the one sentence that says so and how it goes."""

from collections.abc import Iterable
from datetime import timedelta

from bot.refusals import Refusal, quoted


def length(time: timedelta) -> str:
    """Return a length of time in the two largest units that it fills."""
    minutes = round(time.total_seconds() / 60)
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    said = [f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in parts if count]
    return " and ".join(said[:2]) or "less than a minute"


class NotAMoment(Refusal):
    """Neither a length of time nor a date."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    @property
    def sentence(self) -> str:
        """Give examples."""
        return (
            f"I cannot read {quoted(self.words)} as a time; "
            "say how long, like `2d` or `1w 12h`, or until when, like `friday 18:00` or `2026-12-24 20:00`."
        )


class MomentOutOfReach(Refusal):
    """A length or a date that is too near, too far or over."""

    def __init__(self, words: str, shortest: timedelta, longest: timedelta) -> None:
        super().__init__(words, shortest, longest)
        self.words = words
        self.shortest = shortest
        self.longest = longest

    @property
    def sentence(self) -> str:
        """Say what would do."""
        reach = f"between {length(self.shortest)} and {length(self.longest)} from now"
        return f"{quoted(self.words)} will not do: choose a time {reach}."


class UnknownZone(Refusal):
    """A time zone that nobody keeps."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    @property
    def sentence(self) -> str:
        """Give examples."""
        return f"I do not know the time zone {quoted(self.words)}; name one like `Europe/Berlin` or `America/New_York`."


class NotARepetition(Refusal):
    """Words that name no repeating date."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    @property
    def sentence(self) -> str:
        """Give examples."""
        return (
            f"I cannot repeat {quoted(self.words)}; say for example `every friday 18:00`, `every other monday at 9am`, "
            "`every day at 20:00` or `every first sunday at noon`."
        )


class NoSuchCommand(Refusal):
    """A word after `challenge` that means nothing."""

    def __init__(self, words: str, known: Iterable[str]) -> None:
        super().__init__(words)
        self.words = words
        self.known = sorted(known)

    @property
    def sentence(self) -> str:
        """Name those that do."""
        return f"I cannot {quoted(self.words)} a challenge; I can {', '.join(self.known)}."
