"""What a challenge cannot do for a person, each with the one sentence they are told."""

from collections.abc import Sequence

from bot.refusals import Refusal, quoted
from bot.words import count, later, listed, say


class BadRules(Refusal):
    """Choices of a host that do not make a challenge."""

    def __init__(self, why: str, **values: object) -> None:
        """Take a text that says why not, and the values in its fields."""
        super().__init__(why, values)
        self.why = why
        self.values = values

    @property
    def sentence(self) -> str:
        """Say which choice, and what it may be."""
        return say("That does not make a challenge yet: {why}.", why=say(self.why, **self.values))


class TooManyChallenges(Refusal):
    """As many challenges run as may."""

    def __init__(self, limit: int, *, own: bool) -> None:
        super().__init__(limit)
        self.limit = limit
        self.own = own

    @property
    def sentence(self) -> str:
        """Say whose they are and what to do."""
        if self.own:
            return count(
                "You host one challenge already, and there may be no more at once; let it end first.",
                "You host {count} challenges already, and there may be no more at once; let one end first.",
                self.limit,
            )
        return count(
            "One challenge runs in this server already, and there may be no more at once; let it end first.",
            "{count} challenges run in this server already, and there may be no more at once; let one end first.",
            self.limit,
        )


class TooManySeries(TooManyChallenges):
    """As many challenges repeat as may."""

    @property
    def sentence(self) -> str:
        """Say whose they are and what to do."""
        if self.own:
            return count(
                "One challenge of yours repeats already, and there may be no more; `challenge stop` ends it.",
                "{count} challenges of yours repeat already, and there may be no more; `challenge stop` ends one.",
                self.limit,
            )
        return count(
            "One challenge repeats in this server already, and there may be no more; `challenge stop` ends it.",
            "{count} challenges repeat in this server already, and there may be no more; `challenge stop` ends one.",
            self.limit,
        )


class WrongPhase(Refusal):
    """Something that can be done at another time only."""

    def __init__(self, told: str, phase: str) -> None:
        """Take a text that says when it works, with a field for what the challenge is now, and that `phase`."""
        super().__init__(told, phase)
        self.told = told
        self.phase = phase

    @property
    def sentence(self) -> str:
        """Say how far the challenge is and when it works."""
        return say(self.told, phase=say(self.phase))


class NoSuchChallenge(Refusal):
    """No challenge, or none that this could be done to."""

    def __init__(self, wanted: int | None = None) -> None:
        super().__init__(wanted)
        self.wanted = wanted

    @property
    def sentence(self) -> str:
        """Say how one begins."""
        if self.wanted is not None:
            return say("There is no challenge {number} in this server.", number=self.wanted)
        return say("There is no challenge under way here; `challenge start` begins one.")


class NotInServer(Refusal):
    """Somebody asks in direct messages."""

    @property
    def sentence(self) -> str:
        """Say where it works."""
        return say("Challenges are held in servers; ask me there.")


class CannotHost(Refusal):
    """The bot may not do in the channel what a challenge needs."""

    def __init__(self, permissions: Sequence[str], channel: int) -> None:
        super().__init__(permissions)
        self.permissions = tuple(permissions)
        self.channel = channel

    @property
    def sentence(self) -> str:
        """Say what a moderator can give."""
        missing = listed([say(name) for name in self.permissions], "and")
        text = later("For a challenge in {channel} I lack {missing}; a moderator can give me that.")
        return say(text, channel=f"<#{self.channel}>", missing=missing)


class CannotWriteThere(Refusal):
    """A channel that a host names, but may not write in."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel

    @property
    def sentence(self) -> str:
        """Say which one."""
        text = later("You cannot write in {channel} yourself, so name a channel where you can.")
        return say(text, channel=f"<#{self.channel}>")


class NotTheHost(Refusal):
    """Something that the host decides, or a moderator."""

    def __init__(self, told: str) -> None:
        """Take the text that says who may."""
        super().__init__(told)
        self.told = told

    @property
    def sentence(self) -> str:
        """Say who may."""
        return say(self.told)


class NotYourRole(Refusal):
    """A prize that the host could not give by hand."""

    @property
    def sentence(self) -> str:
        """Say what is needed."""
        return say(
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
        return say(
            "Nothing repeats here by the number {number}; `challenge repeats` lists what does.", number=self.number
        )


class OnlyInPrivate(Refusal):
    """Something that everybody would read if it were said in a channel."""

    def __init__(self, command: str) -> None:
        super().__init__(command)
        self.command = command

    @property
    def sentence(self) -> str:
        """Name the form, which nobody else sees."""
        return say("Use `/{command}` for that: what you write here, everybody reads.", command=self.command)


class AnotherKind(Refusal):
    """Something that is not done in this kind of challenge."""

    def __init__(self, challenge: int, told: str) -> None:
        """Take its number, and a text with a field for that which says what is done instead."""
        super().__init__(challenge, told)
        self.challenge = challenge
        self.told = told

    @property
    def sentence(self) -> str:
        """Say what is done instead."""
        return say(self.told, number=self.challenge)


class NotAHost(Refusal):
    """Somebody would like to hold a challenge where the server leaves that to others."""

    def __init__(self, roles: Sequence[int]) -> None:
        super().__init__(roles)
        self.roles = tuple(roles)

    @property
    def sentence(self) -> str:
        """Say who may."""
        if not self.roles:
            return say("Challenges are held here by people who may manage events; ask one of them.")
        roles = listed([f"<@&{role}>" for role in self.roles], "or")
        return say(
            "Challenges are held here by people who may manage events, or who have {roles}; ask one of them.",
            roles=roles,
        )


class NoSuchDraft(Refusal):
    """A preview whose challenge is posted, or gone."""

    @property
    def sentence(self) -> str:
        """Say how another one begins."""
        return say("That preview has been posted or discarded already; `challenge start` makes another.")


class NotYourDraft(Refusal):
    """Somebody else's preview."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return say("That is somebody else's preview; `challenge start` makes one of your own.")


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
            return say("There are no templates here yet; `challenge save friday` keeps the settings of a challenge.")
        known = ", ".join(quoted(each) for each in self.known)
        return say("There is no template {name}; there is {known}.", name=quoted(self.name), known=known)


class TooManyTemplates(Refusal):
    """As many templates as there may be."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    @property
    def sentence(self) -> str:
        """Say how to make room."""
        return say(
            "This server has {count} templates, and there may be no more; `challenge drop` throws one away.",
            count=self.limit,
        )
