"""What speaks against an entry, a vote or a guess, each with the one sentence that the person is told."""

from datetime import datetime

from bot.challenges.refusals import moment
from bot.refusals import Refusal, quoted


class NotAdmitted(Refusal):
    """A person whom the host did not let in."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    @property
    def sentence(self) -> str:
        """Say what is missing."""
        return f"The host asks that {self.why}."


class TooManyEntries(Refusal):
    """A person has entered as often as they may."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Say how to make room."""
        number = "one dream" if self.limit == 1 else f"{self.limit} dreams"
        return f"You have entered {number} already, as many as each may; withdraw one to enter another."


class PresetNotAllowed(Refusal):
    """The host wants other presets."""

    def __init__(self, preset: str, allowed: tuple[str, ...]) -> None:
        super().__init__(preset, allowed)
        self.preset = preset
        self.allowed = allowed

    @property
    def sentence(self) -> str:
        """Name those that the host allows."""
        names = ", ".join(f"**{name}**" for name in self.allowed)
        return f"A dream with the preset {quoted(self.preset)} cannot enter; this challenge is for {names}."


class EnteredBefore(Refusal):
    """The dream is in the challenge already."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "That dream has been entered already."


class NoSuchRuling(Refusal):
    """A decision about an entry that is not open any more."""

    def __init__(self, doing: str, status: str) -> None:
        super().__init__(doing, status)
        self.doing = doing
        self.status = status

    @property
    def sentence(self) -> str:
        """Say what became of it."""
        return f"You cannot {self.doing} this entry: it is {self.status}."


class NotYourEntry(Refusal):
    """Somebody else's entry."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return "Only the person who entered this dream can withdraw it."


class OwnEntry(Refusal):
    """A vote for oneself."""

    @property
    def sentence(self) -> str:
        """Say so kindly."""
        return "That dream is your own; your vote is for the others."


class NotYourTurn(Refusal):
    """Somebody else dreams the next step of a relay."""

    def __init__(self, holder: int | None, until: datetime | None) -> None:
        super().__init__(holder, until)
        self.holder = holder
        self.until = until

    @property
    def sentence(self) -> str:
        """Say whose turn it is, or that somebody else must go first."""
        if self.holder is None or self.until is None:
            return "You dreamt the last step; let somebody else go on from there."
        return f"<@{self.holder}> is dreaming the next step; it is free again by {moment(self.until)} at the latest."


class NoDreamToEnter(Refusal):
    """No dream was pointed at, and there is none of theirs."""

    @property
    def sentence(self) -> str:
        """Say how to point at one."""
        how = "reply to one of yours with `challenge enter`, or choose *Apps → Enter challenge* on it"
        return f"Show me which dream: {how}."


class SomebodyElsesDream(Refusal):
    """A dream that another person asked for."""

    @property
    def sentence(self) -> str:
        """Say what can be entered."""
        return "You can enter dreams that you asked for yourself; this one is somebody else's."


class AnotherPicture(Refusal):
    """A dream of another picture than the challenge's."""

    @property
    def sentence(self) -> str:
        """Say how to dream the right one."""
        return (
            "This challenge is about one picture, and that dream is of another: reply to the announcement with a dream."
        )


class NoSuchEntry(Refusal):
    """No entry by that number, none of one's own (None), or one that is out (0)."""

    def __init__(self, number: int | None) -> None:
        super().__init__(number)
        self.number = number

    @property
    def sentence(self) -> str:
        """Say so."""
        if self.number is None:
            return "You have no dream in this challenge."
        if self.number == 0:
            return "That dream is no longer in the challenge."
        return f"There is no dream {self.number} in this challenge."


class TooManyGuesses(Refusal):
    """A person has guessed as often as they may."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Ask for patience."""
        times = "once" if self.limit == 1 else f"{self.limit} times"
        return f"You have guessed {times}, as often as each may; what it was is told at the end."


class SolvedAlready(Refusal):
    """A person has guessed right."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "You have guessed it already; the rest is waiting."


class KnowsTheAnswer(Refusal):
    """The host guesses."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "You are the host and know what it is; let the others guess."


class NotTheLastStep(Refusal):
    """A dream that does not go on from the last step of a relay."""

    def __init__(self, steps: int) -> None:
        super().__init__(steps)
        self.steps = steps

    @property
    def sentence(self) -> str:
        """Say from where to go on."""
        last = "the picture of the announcement" if not self.steps else f"the dream of step {self.steps}"
        return f"The next step has to be a dream of the last one: reply to {last} and enter that dream."


class ReportedBefore(Refusal):
    """A second report by the same person."""

    @property
    def sentence(self) -> str:
        """Ask for patience."""
        return "You have reported that dream already; a moderator looks at it."


class NoModeratorToTell(Refusal):
    """A report that nobody can be shown."""

    @property
    def sentence(self) -> str:
        """Say what to do."""
        return "I have written it down but could reach no moderator; please tell one yourself."
