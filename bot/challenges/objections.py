"""What speaks against an entry, a vote or a guess, each with the one sentence that the person is told."""

from collections.abc import Sequence
from datetime import datetime

from bot.challenges.moments import moment
from bot.refusals import Refusal, quoted
from bot.words import count, listed, say


class NotAdmitted(Refusal):
    """Somebody whom the host did not let in."""


class OnlyWatching(NotAdmitted):
    """A bot."""

    @property
    def sentence(self) -> str:
        """Say what bots may do."""
        return say("The host asks that bots only watch.")


class AccountTooNew(NotAdmitted):
    """An account that was made too late."""

    def __init__(self, days: int) -> None:
        super().__init__(days)
        self.days = days

    @property
    def sentence(self) -> str:
        """Say how old it has to be."""
        return count(
            "The host asks that an account be at least a day old when the challenge opens.",
            "The host asks that an account be at least {count} days old when the challenge opens.",
            self.days,
        )


class RoleLacking(NotAdmitted):
    """Somebody with none of the roles that are needed."""

    def __init__(self, roles: Sequence[int]) -> None:
        super().__init__(roles)
        self.roles = tuple(roles)

    @property
    def sentence(self) -> str:
        """Say which would do."""
        roles = listed([f"<@&{role}>" for role in self.roles], "or")
        return say("The host asks that you have the role {roles}.", roles=roles)


class TooManyEntries(Refusal):
    """A person has entered as often as they may."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Say how to make room."""
        return count(
            "You have entered one dream already, as many as each may; withdraw it to enter another.",
            "You have entered {count} dreams already, as many as each may; withdraw one to enter another.",
            self.limit,
        )


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
        return say(
            "A dream with the preset {preset} cannot enter; this challenge is for {presets}.",
            preset=quoted(self.preset),
            presets=names,
        )


class EnteredBefore(Refusal):
    """The dream is in the challenge already."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("That dream has been entered already.")


class NoSuchRuling(Refusal):
    """A decision about an entry that is not open any more."""

    def __init__(self, doing: str, status: str) -> None:
        super().__init__(doing, status)
        self.doing = doing
        self.status = status

    @property
    def sentence(self) -> str:
        """Say what became of it."""
        return say("You cannot {doing} this entry: it is {status}.", doing=say(self.doing), status=say(self.status))


class NotYourEntry(Refusal):
    """Somebody else's entry."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return say("Only the person who entered this dream can withdraw it.")


class OwnEntry(Refusal):
    """A vote for oneself."""

    @property
    def sentence(self) -> str:
        """Say so kindly."""
        return say("That dream is your own; your vote is for the others.")


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
            return say("You dreamt the last step; let somebody else go on from there.")
        return say(
            "{person} is dreaming the next step; it is free again by {moment} at the latest.",
            person=f"<@{self.holder}>",
            moment=moment(self.until),
        )


class NoDreamToEnter(Refusal):
    """No dream was pointed at, and there is none of theirs."""

    @property
    def sentence(self) -> str:
        """Say how to point at one."""
        return say(
            "Show me which dream: reply to one of yours with `challenge enter`, "
            "or choose *Apps → Enter challenge* on it."
        )


class SomebodyElsesDream(Refusal):
    """A dream that another person asked for."""

    @property
    def sentence(self) -> str:
        """Say what can be entered."""
        return say("You can enter dreams that you asked for yourself; this one is somebody else's.")


class AnotherPicture(Refusal):
    """A dream of another picture than the challenge's."""

    @property
    def sentence(self) -> str:
        """Say how to dream the right one."""
        return say(
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
            return say("You have no dream in this challenge.")
        if self.number == 0:
            return say("That dream is no longer in the challenge.")
        return say("There is no dream {number} in this challenge.", number=self.number)


class TooManyGuesses(Refusal):
    """A person has guessed as often as they may."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Ask for patience."""
        return count(
            "You have guessed once, as often as each may; what it was is told at the end.",
            "You have guessed {count} times, as often as each may; what it was is told at the end.",
            self.limit,
        )


class SolvedAlready(Refusal):
    """A person has guessed right."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("You have guessed it already; the rest is waiting.")


class KnowsTheAnswer(Refusal):
    """The host guesses."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("You are the host and know what it is; let the others guess.")


class NotTheLastStep(Refusal):
    """A dream that does not go on from the last step of a relay."""

    def __init__(self, steps: int) -> None:
        super().__init__(steps)
        self.steps = steps

    @property
    def sentence(self) -> str:
        """Say from where to go on."""
        if not self.steps:
            return say(
                "The first step has to be a dream of the announcement's picture: reply to it and enter that dream."
            )
        return say(
            "The next step has to be a dream of the last one: reply to the dream of step {step} and enter that dream.",
            step=self.steps,
        )


class ReportedBefore(Refusal):
    """A second report by the same person."""

    @property
    def sentence(self) -> str:
        """Ask for patience."""
        return say("You have reported that dream already; a moderator looks at it.")


class NoModeratorToTell(Refusal):
    """A report that nobody can be shown."""

    @property
    def sentence(self) -> str:
        """Say what to do."""
        return say("I have written it down but could reach no moderator; please tell one yourself.")
