"""What the bot cannot do for a person, each with the one sentence they are told.

A refusal carries its facts; whoever catches it needs nothing else to answer.
"""

import math
from collections.abc import Sequence
from typing import Literal


class Refusal(Exception):  # noqa: N818 - it is an answer, not a defect
    """Something the person who asked should hear; `sentence` says it to them."""

    @property
    def sentence(self) -> str:
        """One friendly sentence."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.sentence


def quoted(words: str, limit: int = 50) -> str:
    """Return a person's own words so that no mention or markdown in them comes alive."""
    return f"`{words.replace('`', '’')[:limit]}`"


def one_of(names: Sequence[str]) -> str:
    """Return the names as a choice in words."""
    return listed([f"**{name}**" for name in names], "or")


def listed(words: Sequence[str], last: Literal["and", "or"]) -> str:
    """Return words, one at least, as they are listed in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


class UnknownPreset(Refusal):
    """There is no such preset."""

    def __init__(self, wanted: str, closest: Sequence[str]) -> None:
        super().__init__(wanted, closest)
        self.wanted = wanted
        self.closest = tuple(closest)

    @property
    def sentence(self) -> str:
        """Say so and name what comes closest."""
        return f"I do not know the dream {quoted(self.wanted)}; did you mean {one_of(self.closest)}?"


class NotAPicture(Refusal):
    """The attachment, or the message replied to, holds no picture."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    @property
    def sentence(self) -> str:
        """Say what was found instead and what would work."""
        return f"{self.what} is not a picture that I can dream: send me a PNG, JPEG, WebP or GIF."


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
        weight = "too much" if self.size is None else f"{self.size / 2**20:.0f} MB"
        return f"That picture weighs {weight}; I can take up to {self.limit / 2**20:.0f} MB."


class PictureGone(Refusal):
    """Discord no longer gives the picture out."""

    @property
    def sentence(self) -> str:
        """Ask for it once more."""
        return "I could not fetch that picture from Discord; please post it again."


class PictureElsewhere(Refusal):
    """The picture is not on one of Discord's own hosts."""

    @property
    def sentence(self) -> str:
        """Say how it can be had."""
        return "I only take pictures that are on Discord itself; attach it to your message and I will dream it."


class NobodyThere(Refusal):
    """The person whose face was asked for is unknown."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "I do not know that person, so I cannot dream their face."


class NoPictureHere(Refusal):
    """Nobody posted a picture of late."""

    def __init__(self, looked_back: int) -> None:
        super().__init__(looked_back)
        self.looked_back = looked_back

    @property
    def sentence(self) -> str:
        """Say how far it was looked for."""
        return f"I see no picture in the last {self.looked_back} messages here; post one, or reply to the one you mean."


class TooManyDreams(Refusal):
    """The person has as many unfinished dreams as they may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Ask to wait."""
        return f"You have {self.limit} dreams under way already; let one of them finish first."


class QueueFull(Refusal):
    """As many dreams wait as may wait."""

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting)
        self.waiting = waiting

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return f"{self.waiting} dreams are waiting already and I cannot keep more in mind; try again in a few minutes."


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
        who = "This server has" if self.of_server else "You have"
        return f"{who} dreamt as much as I can give for now; I can take this one <t:{math.ceil(self.again_at)}:R>."


class GoingToSleep(Refusal):
    """The bot is being stopped."""

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return "I am just being stopped; ask me again in a moment."


class MissingPermissions(Refusal):
    """The bot may not do here what a dream needs."""

    def __init__(self, permissions: Sequence[str]) -> None:
        super().__init__(permissions)
        self.permissions = tuple(permissions)

    @property
    def sentence(self) -> str:
        """Say what a moderator can give."""
        return f"To dream here I need the permission {' and '.join(self.permissions)}; a moderator can give it to me."


class EngineAsleep(Refusal):
    """No engine answers."""

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return "I cannot fall asleep just now, my dreaming engine does not answer; try again in a minute."


class DreamBroken(Refusal):
    """Engines died in the middle of it again and again."""

    @property
    def sentence(self) -> str:
        """Ask to try something else."""
        return "I woke up in the middle of your dream each time I tried; ask me for another one, or later."


class EngineRefused(Refusal):
    """The engine answered with a sentence of its own."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self._sentence = sentence

    @property
    def sentence(self) -> str:
        """Pass on what the engine said."""
        return self._sentence


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
            return "I dreamt it, but may not post pictures here; a moderator can give me the permission Attach Files."
        return f"I dreamt it, but Discord would not take the picture ({self.size / 2**20:.1f} MB) here."


class NotYourDream(Refusal):
    """Somebody else's dream, and no moderator."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return "Only the person who asked for this dream, or a moderator, can stop it."


class DreamOver(Refusal):
    """The dream that a button belongs to has ended."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "That dream is over already."


class DreamForgotten(Refusal):
    """The picture behind an old dream is no longer kept."""

    @property
    def sentence(self) -> str:
        """Ask for the picture."""
        return "I have forgotten the picture behind that dream; post it again and ask me anew."


class OnlyStills(Refusal):
    """A dream that moves is no picture to go deeper into."""

    @property
    def sentence(self) -> str:
        """Say what to do instead."""
        return "I go deeper into pictures, not into what moves; reply to the dream that this one began with."


class DirectMessagesClosed(Refusal):
    """The person takes no direct messages from the bot."""

    @property
    def sentence(self) -> str:
        """Say where they can be allowed."""
        return (
            "I cannot write to you: allow direct messages in the privacy settings of this server, then press it again."
        )


class NoRoom(Refusal):
    """The disk is full."""

    @property
    def sentence(self) -> str:
        """Ask to come back."""
        return "I have no room left to keep pictures in; my operator has been told, so try again later."


class NotYours(Refusal):
    """Only the asker or a moderator may delete a dream."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return "Only the person who asked for this dream, or a moderator, can delete it."
