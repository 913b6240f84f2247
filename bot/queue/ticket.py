"""A ticket: what the queue needs to know of one dream."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticket:
    """One dream that somebody asked for. It never changes, so that a store can give it back as it was."""

    id: str
    person: int
    guild: int | None
    """The guild it was asked for in; None in direct messages."""
    cost: float
    """Work in megapixel steps, see `costs`; above 0."""
    kind: str
    """Dreams of one kind take alike long for the same cost: the name of the preset."""
    asked: float
    """When, in Unix seconds."""
    weight: float = 1.0
    """How much more than others the person may dream; above 0. A role can give it."""

    @property
    def server(self) -> int:
        """Whose share it is dreamt from: the guild's, or in direct messages that of the person alone.

        Ids of people and of guilds come from one sequence, so they never meet.
        """
        return self.person if self.guild is None else self.guild
