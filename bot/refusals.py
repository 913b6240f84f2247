"""What the bot cannot do for a person, each with the one sentence they are told.

A refusal carries its facts; whoever catches it needs nothing else to answer.
"""

import math
from collections.abc import Sequence
from types import MappingProxyType

from bot.locales import ENGLISH
from bot.words import count, language, later, listed, say, speaking
from engine.protocol import ErrorCode


class Refusal(Exception):  # noqa: N818 - it is an answer, not a defect
    """Something the person who asked should hear; `sentence` says it to them in the language that is spoken."""

    @property
    def sentence(self) -> str:
        """One friendly sentence."""
        raise NotImplementedError

    def __str__(self) -> str:
        # As operators read it in the log.
        with speaking(ENGLISH):
            return self.sentence


def quoted(words: str, limit: int = 50) -> str:
    """Return a person's own words so that no mention or markdown in them comes alive."""
    return f"`{' '.join(words.split()).replace('`', '’')[:limit]}`"


def one_of(names: Sequence[str]) -> str:
    """Return the names as a choice in words."""
    return listed([f"**{name}**" for name in names], "or")


class UnknownPreset(Refusal):
    """There is no such preset."""

    def __init__(self, wanted: str, closest: Sequence[str]) -> None:
        super().__init__(wanted, closest)
        self.wanted = wanted
        self.closest = tuple(closest)

    @property
    def sentence(self) -> str:
        """Say so and name what comes closest."""
        meant = one_of(self.closest)
        return say("I do not know the dream {word}; did you mean {meant}?", word=quoted(self.wanted), meant=meant)


class TooManyDreams(Refusal):
    """The person has as many unfinished dreams as they may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Ask to wait."""
        return count(
            "You have one dream under way already; let it finish first.",
            "You have {count} dreams under way already; let one of them finish first.",
            self.limit,
        )


class QueueFull(Refusal):
    """As many dreams wait as may wait."""

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting)
        self.waiting = waiting

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return say(
            "{count} dreams are waiting already and I cannot keep more in mind; try again in a few minutes.",
            count=self.waiting,
        )


class BudgetSpent(Refusal):
    """The person, or all of the server together, has dreamt as much as they may for now."""

    def __init__(self, again_at: float, *, of_server: bool) -> None:
        super().__init__(again_at)
        self.again_at = again_at
        """The moment from which on it would be accepted, in Unix seconds."""
        self.of_server = of_server

    @property
    def sentence(self) -> str:
        """Say whose budget it is and when there will be enough in it."""
        when = f"<t:{math.ceil(self.again_at)}:R>"
        if self.of_server:
            return say("This server has dreamt as much as I can give for now; I can take this one {when}.", when=when)
        return say("You have dreamt as much as I can give for now; I can take this one {when}.", when=when)


class GoingToSleep(Refusal):
    """The bot is being stopped."""

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return say("I am just being stopped; ask me again in a moment.")


class MissingPermissions(Refusal):
    """The bot may not do here what a dream needs."""

    def __init__(self, permissions: Sequence[str]) -> None:
        super().__init__(permissions)
        self.permissions = tuple(permissions)

    @property
    def sentence(self) -> str:
        """Say what a moderator can give."""
        needed = listed([say(name) for name in self.permissions], "and")
        return say("To dream here I need the permission {needed}; a moderator can give it to me.", needed=needed)


class PermissionLacking(Refusal):
    """Discord does not let the bot do something, and does not say what for."""

    @property
    def sentence(self) -> str:
        """Say who can mend it."""
        return say("I lack a permission here that I need for this; a moderator can mend that.")


class StoreAway(Refusal):
    """The store does not answer."""

    @property
    def sentence(self) -> str:
        """Ask for a minute."""
        return say("I can neither look anything up nor write anything down right now; please try again in a minute.")


class Unforeseen(Refusal):
    """Something that nobody thought of; the log has it under a number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    @property
    def sentence(self) -> str:
        """Name the number."""
        return say(
            "Something went wrong that should not have; my operator can look for `{number}` in the log.",
            number=self.number,
        )


class EngineAsleep(Refusal):
    """No engine answers."""

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return say("I cannot fall asleep just now, my dreaming engine does not answer; try again in a minute.")


class EngineRefused(Refusal):
    """The engine answered with a sentence of its own, which is English."""

    def __init__(self, code: ErrorCode, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self._sentence = sentence

    @property
    def sentence(self) -> str:
        """Pass on what the engine said; in another language, what it comes to."""
        return self._sentence if language() == ENGLISH else say(_COMES_TO[self.code])


_COMES_TO = MappingProxyType(
    {
        ErrorCode.BAD_REQUEST: later("My dreaming engine does not understand what I ask of it; tell my operator."),
        ErrorCode.UNKNOWN_PRESET: later("My dreaming engine does not know that dream any more; choose another one."),
        ErrorCode.BAD_RECIPE: later("I cannot dream it like that; change a setting and try once more."),
        ErrorCode.BAD_PICTURE: later("I cannot read that picture: send me a whole PNG, JPEG, WebP or GIF."),
        ErrorCode.TOO_MUCH: later("That is more than I can dream at once; ask for a smaller size."),
        ErrorCode.BUSY: later("So many dreams are waiting already that I cannot take another; try again in a minute."),
        ErrorCode.STOPPING: later("I was told to sleep in the middle of it; ask me again in a moment."),
        ErrorCode.FAILED: later("This dream fell apart halfway, and it is my fault, not your picture's."),
    }
)


class NoRoom(Refusal):
    """The disk is full."""

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return say("I have no room left to keep pictures in; my operator has been told, so try again later.")
