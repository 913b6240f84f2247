"""What a server does not want the bot to do, each with the one sentence that people are told."""

from collections.abc import Sequence

from bot.refusals import Refusal
from bot.words import listed, say


class WrongChannel(Refusal):
    """Dreams are for other channels of this server."""

    def __init__(self, channels: Sequence[int]) -> None:
        super().__init__(channels)
        self.channels = tuple(channels)

    @property
    def sentence(self) -> str:
        """Say where they are."""
        wanted = listed([f"<#{channel}>" for channel in self.channels], "or")
        return say("This server wants me to dream in {channels}; ask me there.", channels=wanted)


class WrongRole(Refusal):
    """Dreams are for people with other roles in this server."""

    def __init__(self, roles: Sequence[int]) -> None:
        super().__init__(roles)
        self.roles = tuple(roles)

    @property
    def sentence(self) -> str:
        """Say which."""
        wanted = listed([f"<@&{role}>" for role in self.roles], "or")
        return say("This server wants me to dream for people with {roles}.", roles=wanted)


class Blocked(Refusal):
    """The server has blocked the person."""

    @property
    def sentence(self) -> str:
        """Say whom to ask."""
        return say("The people who run this server have asked me not to dream for you here; only they can change that.")


class OwnersOnly(Refusal):
    """Whoever asked does not run the server."""

    @property
    def sentence(self) -> str:
        """Say who may."""
        return say("Only people who may manage this server can change how I behave here.")


class ServersOnly(Refusal):
    """It was asked where there is no server."""

    @property
    def sentence(self) -> str:
        """Say where."""
        return say("That is for servers; ask me in one of yours.")


class NotAMember(Refusal):
    """Somebody took the bot along to a place where it is no member, so that it could not show a dream there."""

    @property
    def sentence(self) -> str:
        """Say where it works."""
        return say(
            "I am not a member here, so I could not show you the dream; ask me in our direct messages, or invite me."
        )


class NoSuchRule(Refusal):
    """Something cannot be decided like that."""

    def __init__(self, complaint: str, **values: object) -> None:
        """Take a text that says what is wrong with it, and the values in its fields."""
        super().__init__(complaint, values)
        self.complaint = complaint
        self.values = values

    @property
    def sentence(self) -> str:
        """Say what is wrong with it."""
        return say(self.complaint, **self.values)
