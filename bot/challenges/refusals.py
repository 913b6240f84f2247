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


class TooManySeries(TooManyChallenges):
    """As many challenges repeat as may."""

    @property
    def sentence(self) -> str:
        """Say whose they are and what to do."""
        whose = "of yours repeat" if self.own else "repeat in this server"
        number = "one challenge" if self.limit == 1 else f"{self.limit} challenges"
        return f"{number.capitalize()} {whose} already, and there may be no more; `challenge stop` ends one."


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


class NotYourRole(Refusal):
    """A prize that the host could not give by hand."""

    @property
    def sentence(self) -> str:
        """Say what is needed."""
        return (
            "You can offer a role as the prize that you could give by hand: you need Manage Roles, and a higher role."
        )


class NoSuchSeries(Refusal):
    """Nothing repeats by that number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def sentence(self) -> str:
        """Say where the numbers are."""
        return f"Nothing repeats here by the number {self.number}; `challenge repeats` lists what does."


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


class NotAHost(Refusal):
    """Somebody would like to hold a challenge where the server leaves that to others."""

    def __init__(self, roles: Sequence[int]) -> None:
        super().__init__(roles)
        self.roles = tuple(roles)

    @property
    def sentence(self) -> str:
        """Say who may."""
        also = f", or who have {' or '.join(f'<@&{role}>' for role in self.roles)}" if self.roles else ""
        return f"Challenges are held here by people who may manage events{also}; ask one of them."


class NoSuchDraft(Refusal):
    """A preview whose challenge is posted, or gone."""

    @property
    def sentence(self) -> str:
        """Say how another one begins."""
        return "That preview has been posted or discarded already; `challenge start` makes another."


class NotYourDraft(Refusal):
    """Somebody else's preview."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "That is somebody else's preview; `challenge start` makes one of your own."


class NoSuchTemplate(Refusal):
    """No template of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = tuple(known)

    @property
    def sentence(self) -> str:
        """Name those that there are."""
        if not self.known:
            return "There are no templates here yet; `challenge save friday` keeps the settings of a challenge."
        return f"There is no template {quoted(self.name)}; there is {', '.join(quoted(each) for each in self.known)}."


class TooManyTemplates(Refusal):
    """As many templates as there may be."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Say how to make room."""
        return f"This server has {self.limit} templates, and there may be no more; `challenge drop` throws one away."
