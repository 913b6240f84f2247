"""Words about time, and other words, that cannot be read, each with the one sentence that says so and how it goes."""

from collections.abc import Iterable
from datetime import timedelta

from bot.refusals import Refusal, quoted
from bot.words import count, listed, say


def length(time: timedelta) -> str:
    """Return a length of time in the two largest units that it fills."""
    minutes = round(time.total_seconds() / 60)
    days, hours, left = minutes // 1440, minutes // 60 % 24, minutes % 60
    said = [
        *([count("1 day", "{count} days", days)] if days else []),
        *([count("1 hour", "{count} hours", hours)] if hours else []),
        *([count("1 minute", "{count} minutes", left)] if left else []),
    ]
    return listed(said[:2], "and") if said else say("less than a minute")


class NotAMoment(Refusal):
    """Neither a length of time nor a date."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    @property
    def sentence(self) -> str:
        """Give examples."""
        return say(
            "I cannot read {words} as a time; say how long, like `2d` or `1w 12h`, or until when, like `friday 18:00` "
            "or `2026-12-24 20:00`.",
            words=quoted(self.words),
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
        return say(
            "{words} will not do: choose a time between {shortest} and {longest} from now.",
            words=quoted(self.words),
            shortest=length(self.shortest),
            longest=length(self.longest),
        )


class UnknownZone(Refusal):
    """A time zone that nobody keeps."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    @property
    def sentence(self) -> str:
        """Give examples."""
        return say(
            "I do not know the time zone {words}; name one like `Europe/Berlin` or `America/New_York`.",
            words=quoted(self.words),
        )


class NotARepetition(Refusal):
    """Words that name no repeating date."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    @property
    def sentence(self) -> str:
        """Give examples."""
        return say(
            "I cannot repeat {words}; say for example `every friday 18:00`, `every other monday at 9am`, "
            "`every day at 20:00` or `every first sunday at noon`.",
            words=quoted(self.words),
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
        return say(
            "I cannot {words} a challenge; I can {known}.", words=quoted(self.words), known=", ".join(self.known)
        )
