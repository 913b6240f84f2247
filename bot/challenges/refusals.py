"""What a challenge cannot do for a person, each with the one sentence they are told."""

from collections.abc import Sequence
from datetime import datetime

from bot.refusals import Refusal, quoted


def moment(when: datetime) -> str:
    """Return a time as Discord shows it to each reader in their own zone."""
    return f"<t:{int(when.timestamp())}:f>"


class BadRules(Refusal):
    """Choices of a host that do not make a challenge."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    @property
    def sentence(self) -> str:
        """Say which choice, and what it may be."""
        return f"That does not make a challenge yet: {self.why}."


class TooManyChallenges(Refusal):
    """As many challenges run as may."""

    def __init__(self, limit: int, *, own: bool) -> None:
        super().__init__(limit)
        self.limit = limit
        self.own = own

    @property
    def sentence(self) -> str:
        """Say whose they are and what to do."""
        whose = "you host" if self.own else "run in this server"
        number = "one challenge" if self.limit == 1 else f"{self.limit} challenges"
        return f"{number.capitalize()} {whose} already, and there may be no more at once; let one end first."


class WrongPhase(Refusal):
    """Something that can be done at another time only."""

    def __init__(self, doing: str, phase: str, when: str) -> None:
        super().__init__(doing, phase, when)
        self.doing = doing
        self.phase = phase
        self.when = when

    @property
    def sentence(self) -> str:
        """Say how far the challenge is and when it works."""
        return f"You can {self.doing} {self.when}; this challenge is {self.phase}."


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


class NoSuchChallenge(Refusal):
    """No challenge, or none that this could be done to."""

    def __init__(self, wanted: int | None = None) -> None:
        super().__init__(wanted)
        self.wanted = wanted

    @property
    def sentence(self) -> str:
        """Say how one begins."""
        if self.wanted is not None:
            return f"There is no challenge {self.wanted} in this server."
        return "There is no challenge under way here; `challenge start` begins one."


class NotInServer(Refusal):
    """Somebody asks in direct messages."""

    @property
    def sentence(self) -> str:
        """Say where it works."""
        return "Challenges are held in servers; ask me there."


class CannotHostHere(Refusal):
    """The bot may not do in the channel what a challenge needs."""

    def __init__(self, permissions: Sequence[str]) -> None:
        super().__init__(permissions)
        self.permissions = tuple(permissions)

    @property
    def sentence(self) -> str:
        """Say what a moderator can give."""
        missing = ", ".join(self.permissions)
        return f"For a challenge in this channel I lack {missing}; a moderator can give me that."


class NotTheHost(Refusal):
    """Something that the host decides, or a moderator."""

    def __init__(self, doing: str) -> None:
        super().__init__(doing)
        self.doing = doing

    @property
    def sentence(self) -> str:
        """Say who may."""
        return f"Only the host of the challenge, or a moderator, can {self.doing}."


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


class NotYourRole(Refusal):
    """A prize that the host could not give by hand."""

    @property
    def sentence(self) -> str:
        """Say what is needed."""
        return (
            "You can offer a role as the prize that you could give by hand: you need Manage Roles, and a higher role."
        )


class NoSuchEntry(Refusal):
    """No entry by that number, or none of one's own."""

    def __init__(self, number: int | None) -> None:
        super().__init__(number)
        self.number = number

    @property
    def sentence(self) -> str:
        """Say so."""
        if self.number is None:
            return "You have no dream in this challenge."
        return f"There is no dream {self.number} in this challenge."


class NoSuchSeries(Refusal):
    """Nothing repeats by that number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def sentence(self) -> str:
        """Say where the numbers are."""
        return f"Nothing repeats here by the number {self.number}; `challenge repeats` lists what does."


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


class OnlyInPrivate(Refusal):
    """Something that everybody would read if it were said in a channel."""

    def __init__(self, command: str) -> None:
        super().__init__(command)
        self.command = command

    @property
    def sentence(self) -> str:
        """Name the form, which nobody else sees."""
        return f"Use `/{self.command}` for that: what you write here, everybody reads."


class AnotherKind(Refusal):
    """Something that is not done in this kind of challenge."""

    def __init__(self, challenge: int, instead: str) -> None:
        super().__init__(challenge, instead)
        self.challenge = challenge
        self.instead = instead

    @property
    def sentence(self) -> str:
        """Say what is done instead."""
        return f"Challenge {self.challenge} is of another kind: {self.instead}."
