"""Why there is no picture to dream, each with the one sentence that a person is told."""

from bot.refusals import Refusal
from bot.words import say


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
