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
    return f"`{words.replace('`', '’')[:limit]}`"


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


class NotAPicture(Refusal):
    """The attachment, or the message replied to, holds no picture."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    @property
    def sentence(self) -> str:
        """Say what was found instead and what would work."""
        return say("{what} is not a picture that I can dream: send me a PNG, JPEG, WebP or GIF.", what=say(self.what))


class PictureTooLarge(Refusal):
    """More bytes than the bot fetches."""

    def __init__(self, limit: int, size: int | None = None) -> None:
        super().__init__(limit, size)
        self.limit = limit
        self.size = size
        """None where it was cut off before its end."""

    @property
    def sentence(self) -> str:
        """Say how large it is, if that is known, and how large it may be."""
        limit = self.limit / 2**20
        if self.size is None:
            return say("That picture weighs too much; I can take up to {limit:.0f} MB.", limit=limit)
        weight = self.size / 2**20
        return say("That picture weighs {weight:.0f} MB; I can take up to {limit:.0f} MB.", weight=weight, limit=limit)


class PictureGone(Refusal):
    """Discord no longer gives the picture out."""

    @property
    def sentence(self) -> str:
        """Ask for it once more."""
        return say("I could not fetch that picture from Discord; please post it again.")


class PictureElsewhere(Refusal):
    """The picture is not on one of Discord's own hosts."""

    @property
    def sentence(self) -> str:
        """Say how it can be had."""
        return say("I only take pictures that are on Discord itself; attach it to your message and I will dream it.")


class NobodyThere(Refusal):
    """The person whose face was asked for is unknown."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("I do not know that person, so I cannot dream their face.")


class NoPictureHere(Refusal):
    """Nobody posted a picture of late."""

    def __init__(self, looked_back: int) -> None:
        super().__init__(looked_back)
        self.looked_back = looked_back

    @property
    def sentence(self) -> str:
        """Say how far it was looked for."""
        return say(
            "I see no picture in the last {count} messages here; post one, or reply to the one you mean.",
            count=self.looked_back,
        )


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


class DreamBroken(Refusal):
    """Engines died in the middle of it again and again."""

    @property
    def sentence(self) -> str:
        """Ask to try something else."""
        return say("I woke up in the middle of your dream each time I tried; ask me for another one, or later.")


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


class NotDelivered(Refusal):
    """Discord does not let the bot post the dream here."""

    def __init__(self, size: int, *, forbidden: bool) -> None:
        super().__init__(size)
        self.size = size
        self.forbidden = forbidden

    @property
    def sentence(self) -> str:
        """Say what stands in the way."""
        if self.forbidden:
            return say(
                "I dreamt it, but may not post pictures here; a moderator can give me the permission Attach Files."
            )
        return say(
            "I dreamt it, but Discord would not take the picture ({weight:.1f} MB) here.", weight=self.size / 2**20
        )


class NotYourDream(Refusal):
    """Somebody else's dream, and no moderator."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return say("Only the person who asked for this dream, or a moderator, can stop it.")


class DreamOver(Refusal):
    """The dream that a button belongs to has ended."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("That dream is over already.")


class DreamForgotten(Refusal):
    """The picture behind an old dream is no longer kept."""

    @property
    def sentence(self) -> str:
        """Ask for the picture."""
        return say("I have forgotten the picture behind that dream; post it again and ask me anew.")


class OnlyStills(Refusal):
    """A dream that moves is no picture to go deeper into."""

    @property
    def sentence(self) -> str:
        """Say what to do instead."""
        return say("I go deeper into pictures, not into what moves; reply to the dream that this one began with.")


class DirectMessagesClosed(Refusal):
    """The person takes no direct messages from the bot."""

    @property
    def sentence(self) -> str:
        """Say where they can be allowed."""
        return say(
            "I cannot write to you: allow direct messages in the privacy settings of this server, then press it again."
        )


class NoRoom(Refusal):
    """The disk is full."""

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return say("I have no room left to keep pictures in; my operator has been told, so try again later.")


class NotYours(Refusal):
    """Only the asker or a moderator may delete a dream."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return say("Only the person who asked for this dream, or a moderator, can delete it.")
