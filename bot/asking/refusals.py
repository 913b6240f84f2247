"""What a person can ask for that makes no dream, each with the one sentence they are told."""

from collections.abc import Sequence

from bot.refusals import Refusal, one_of, quoted
from bot.words import say


class UnknownWord(Refusal):
    """A word that is no preset, no class and none of the grammar's own."""

    def __init__(self, word: str, closest: Sequence[str] = ()) -> None:
        super().__init__(word, closest)
        self.word = word
        self.closest = tuple(closest)

    @property
    def sentence(self) -> str:
        """Say which one, and what it may have been meant to be."""
        if self.closest:
            meant = one_of(self.closest)
            return say("I do not know the dream {word}; did you mean {meant}?", word=quoted(self.word), meant=meant)
        return say(
            "I do not know the dream {word}; `presets` lists those I know, `help` says what else to say.",
            word=quoted(self.word),
        )


class UnknownClass(Refusal):
    """The words after `of` are nothing that the network knows by sight."""

    def __init__(self, words: str, closest: Sequence[str] = ()) -> None:
        super().__init__(words, closest)
        self.words = words
        self.closest = tuple(closest)

    @property
    def sentence(self) -> str:
        """Say so, and what comes closest."""
        words = quoted(self.words)
        if self.closest:
            return say("I have never seen {words}; did you mean {meant}?", words=words, meant=one_of(self.closest))
        return say("I have never seen {words}; try an animal, a plant or a thing.", words=words)


class NumberNeeded(Refusal):
    """A word that wants a number has none after it."""

    def __init__(self, word: str, example: str) -> None:
        super().__init__(word, example)
        self.word = word
        self.example = example

    @property
    def sentence(self) -> str:
        """Show how it is said."""
        return say(
            "`{word}` wants a number after it, for example `{word} {example}`.", word=self.word, example=self.example
        )


class OutOfRange(Refusal):
    """A number is too small or too large."""

    def __init__(self, word: str, low: float, high: float) -> None:
        super().__init__(word, low, high)
        self.word = word
        self.low = low
        self.high = high

    @property
    def sentence(self) -> str:
        """Say what it may be."""
        return say("`{word}` goes from {low:,.15g} to {high:,.15g}.", word=self.word, low=self.low, high=self.high)


class OnePresetOnly(Refusal):
    """Two presets were named."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second

    @property
    def sentence(self) -> str:
        """Ask which."""
        return say("I dream one preset at a time: **{first}** or **{second}**?", first=self.first, second=self.second)


class BadRecipe(Refusal):
    """A field of the recipe cannot be what was asked for."""

    def __init__(self, complaint: str) -> None:
        super().__init__(complaint)
        self.complaint = complaint

    @property
    def sentence(self) -> str:
        """Pass on what is wrong with it."""
        return say("I cannot dream that: {complaint}", complaint=quoted(self.complaint, 300))


class GuideNeeded(Refusal):
    """A dream was to be guided, and no picture came along to guide it."""

    @property
    def sentence(self) -> str:
        """Say what to attach."""
        return say("To guide a dream, attach two pictures: I dream the first and let it grow towards the second.")


class SheetOfPresets(Refusal):
    """Something else than presets was to be on a tasting sheet."""

    @property
    def sentence(self) -> str:
        """Say what can be on it."""
        return say("A tasting sheet is of presets alone: name those you want to taste, or none for all of them.")


class NothingUnderWay(Refusal):
    """There is no dream to stop."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("You have no dream under way here.")


class NotYourPage(Refusal):
    """Somebody else asked for what the button belongs to."""

    @property
    def sentence(self) -> str:
        """Say whose it is."""
        return say("Somebody else asked for this; ask me yourself and it is yours.")


class NoDreamHere(Refusal):
    """There is no dream of the bot's to go on from."""

    @property
    def sentence(self) -> str:
        """Say how to name one."""
        return say("I see no dream of mine here to go on from; reply to the one you mean.")


class CannotWrite(Refusal):
    """The person takes no direct messages from the bot, in which they would have a file that others must not see."""

    @property
    def sentence(self) -> str:
        """Say how they can have it all the same."""
        return say("I cannot write to you; use `/mydata`, whose answer only you see.")
