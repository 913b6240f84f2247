"""The rules of a challenge: all that its host decides, and how much may go on at once."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from bot.challenges.kinds import Judging, Kind
from bot.challenges.people import Admission
from bot.challenges.refusals import BadRules, TooManyChallenges
from bot.words import later


class Voting(StrEnum):
    """How members vote."""

    HEARTS = "hearts"
    """One vote for each entry that one likes."""
    PLACES = "places"
    """Three points for one's first, two for the second, one for the third."""
    PAIRS = "pairs"
    """Which of two? The entries' strengths follow from many such answers."""


class Ballot(StrEnum):
    """Where members put their votes."""

    REACTIONS = "reactions"
    """Under the entries, where everybody sees them."""
    PRIVATE = "private"
    """On buttons, and nobody else sees what one has given."""


class Ties(StrEnum):
    """What happens to entries with the same points."""

    SHARED = "shared"
    """They share the place, and the places after it are left out: 1, 1, 3."""
    EARLIER = "earlier"
    """The one that was entered earlier goes first."""


_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_Answer = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


_WRONG = {
    "string_too_long": later("**{field}** may have {max_length} letters"),
    "too_long": later("**{field}** may have {max_length} items"),
    "greater_than_equal": later("**{field}** has to be {ge} at least"),
    "less_than_equal": later("**{field}** may be {le} at most"),
}
"""What is wrong with a choice, by what pydantic calls it."""


class Rules(BaseModel):
    """What a host decides, apart from when; those of another version are understood as far as they go."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Kind
    theme: _Line = Field(default="", description="what it is about")
    answers: tuple[_Answer, ...] = Field(default=(), max_length=20, description="what a blind picture is, in any words")
    entries_per_person: int = Field(default=1, ge=1, le=10)
    presets: tuple[str, ...] = Field(default=(), max_length=25, description="presets that may enter; none allows all")
    entrants: Admission = Admission()
    voters: Admission = Admission()
    voting: Voting = Voting.HEARTS
    ballot: Ballot = Ballot.REACTIONS
    ties: Ties = Ties.SHARED
    anonymous: bool = Field(default=True, description="whether it is shown only at the end who entered what")
    hidden_standings: bool = Field(default=True, description="whether nobody sees the standings before the end")
    approval: bool = Field(default=False, description="whether a moderator has to approve each entry")
    prize_role: int | None = Field(default=None, description="a role for the winners")

    @property
    def votes(self) -> bool:
        """Whether there is anything to vote on."""
        return self.kind.judging is Judging.VOTES

    @property
    def in_private(self) -> bool:
        """Whether nobody sees what others vote; of pairs there is no other way."""
        return self.ballot is Ballot.PRIVATE or self.voting is Voting.PAIRS

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind.needs_theme and not self.theme:
            raise ValueError(later("it needs a theme, such as `make your pet a cathedral`"))
        if self.kind.judging is Judging.GUESSES and not self.answers:
            raise ValueError(later("it needs an answer: the words that say what the picture is"))
        return self


def decide(choices: Mapping[str, object]) -> Rules:
    """Return the rules that a host's choices make.

    Raises:
        BadRules: they make none; it says which choice is wrong and why.
    """
    try:
        return Rules.model_validate(choices)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "value_error":
            raise BadRules(str(first["ctx"]["error"])) from error
        field = " ".join(str(part) for part in first["loc"]).replace("_", " ")
        why = _WRONG.get(first["type"], later("**{field}** cannot be that"))
        raise BadRules(why, field=field, **first.get("ctx", {})) from error


class Limits(BaseModel):
    """How many challenges may be open at once, and how many may repeat."""

    model_config = ConfigDict(frozen=True)

    per_server: int = Field(default=5, ge=1)
    per_host: int = Field(default=2, ge=1)

    def check(self, hosts: Sequence[int], host: int, refusal: type[TooManyChallenges] = TooManyChallenges) -> None:
        """Return if a host may have one more in a server where these hosts have theirs.

        Raises:
            TooManyChallenges: the server or the host has as many as may be; as that `refusal`.
        """
        if hosts.count(host) >= self.per_host:
            raise refusal(self.per_host, own=True)
        if len(hosts) >= self.per_server:
            raise refusal(self.per_server, own=False)
