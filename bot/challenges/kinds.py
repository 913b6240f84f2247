"""The kinds of challenges, and what each needs and how it is judged."""

from enum import StrEnum

from bot.words import later, say


class Judging(StrEnum):
    """Who decides how a challenge ends."""

    VOTES = "votes"
    """The members vote on the entries."""
    GUESSES = "guesses"
    """Whoever guesses right first wins."""
    NOBODY = "nobody"
    """It is not a competition: what comes out belongs to all who took part."""


class Kind(StrEnum):
    """What is to be done in a challenge."""

    SAME_PICTURE = "same picture"
    THEME = "theme"
    BLIND = "blind"
    RELAY = "relay"

    @property
    def line(self) -> str:
        """What it is, in one line for people."""
        return say(_LINES[self])

    @property
    def judging(self) -> Judging:
        """Who decides how it ends."""
        return _JUDGING.get(self, Judging.VOTES)

    @property
    def takes_dreams(self) -> bool:
        """Whether dreams enter it."""
        return self.judging is not Judging.GUESSES

    @property
    def needs_theme(self) -> bool:
        """Whether the host has to say what it is about."""
        return self is Kind.THEME


_LINES = {
    Kind.SAME_PICTURE: later("One picture, and everybody dreams it their own way."),
    Kind.THEME: later("One theme, and everybody dreams a picture of their own."),
    Kind.BLIND: later("A picture that is shown only as its dream: guess what it was."),
    Kind.RELAY: later("Each member dreams one step deeper into the last one's dream; in the end it is a film."),
}
_JUDGING = {Kind.BLIND: Judging.GUESSES, Kind.RELAY: Judging.NOBODY}
