"""People, and whom a host lets enter or vote."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from bot.challenges.objections import AccountTooNew, NotAdmitted, OnlyWatching, RoleLacking


@dataclass(frozen=True)
class Person:
    """A member of a server, as far as a challenge cares."""

    id: int
    created: datetime
    """When the account was made."""
    bot: bool = False
    roles: frozenset[int] = frozenset()


class Admission(BaseModel):
    """Whom a host lets in; bots never."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    roles: frozenset[int] = Field(default=frozenset(), description="any of these is needed; none lets everybody in")
    account_days: int = Field(default=0, ge=0, le=3650, description="how old an account has to be, in days")

    def obstacle(self, person: Person, opened: datetime) -> NotAdmitted | None:
        """Return why a person is not let in, or None if they are.

        An account's age counts at the moment when the challenge opened: so nobody grows into it, and a vote counts
        the same whenever it is counted.
        """
        if person.bot:
            return OnlyWatching()
        if self.account_days and person.created > opened - timedelta(days=self.account_days):
            return AccountTooNew(self.account_days)
        if self.roles and not self.roles & person.roles:
            return RoleLacking(sorted(self.roles))
        return None
