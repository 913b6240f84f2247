"""What cannot be done with a dream, or became of it, each with the one sentence that a person is told."""

from bot.refusals import Refusal
from bot.words import say


class DreamBroken(Refusal):
    """Engines died in the middle of it again and again."""

    @property
    def sentence(self) -> str:
        """Ask to try something else."""
        return say("I woke up in the middle of your dream each time I tried; ask me for another one, or later.")


class DreamForgotten(Refusal):
    """The picture behind an old dream is no longer kept."""

    @property
    def sentence(self) -> str:
        """Ask for the picture."""
        return say("I have forgotten the picture behind that dream; post it again and ask me anew.")


class DreamOver(Refusal):
    """The dream that a button belongs to has ended."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("That dream is over already.")


class NotYoursToStop(Refusal):
    """Only the asker or a moderator may stop a dream."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return say("Only the person who asked for this dream, or a moderator, can stop it.")


class NotYoursToDelete(Refusal):
    """Only the asker or a moderator may delete a dream."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return say("Only the person who asked for this dream, or a moderator, can delete it.")


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
