"""The rules of a house: what a server can decide about the bot, and what follows from it. It knows no Discord."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.asking.order import SMALLEST
from bot.challenges.deadlines import zone
from bot.challenges.misreadings import UnknownZone
from bot.locales import languages
from bot.servers.refusals import Blocked, NoSuchRule, WrongChannel, WrongRole
from bot.words import later

LARGEST = 2048
"""Pixels."""
WEIGHTS = (0.1, 10.0)
"""How much more than others the people with a role may dream."""
IN_PANEL = 12
IN_A_LIST = 25
"""As many channels or roles as one of Discord's menus takes."""

_SAID = {
    "prefix": later("A prefix has one to five letters, none of them a space."),
    "largest_size": later("The longest side of a dream goes from {smallest} to {largest} pixels."),
    "panel": later("A panel has {most} presets at most."),
    "weights": later("A role's people may dream {least:g} to {greatest:g} times as much as others."),
    "zone": later("A time zone is called for example Europe/Berlin or America/New_York."),
}
_LIMITS = {
    "smallest": SMALLEST,
    "largest": LARGEST,
    "most": IN_PANEL,
    "least": WEIGHTS[0],
    "greatest": WEIGHTS[1],
}


class PanelStyle(StrEnum):
    """How the other presets stand under a dream."""

    REACTIONS = "reactions"
    BUTTONS = "buttons"
    BOTH = "both"

    @property
    def has_reactions(self) -> bool:
        """Whether there is a reaction for each."""
        return self is not PanelStyle.BUTTONS

    @property
    def has_buttons(self) -> bool:
        """Whether there is a button for each."""
        return self is not PanelStyle.REACTIONS


class Spoilers(StrEnum):
    """Which dreams are hidden until somebody clicks on them."""

    SOURCE = "source"
    """Those whose picture was."""
    ALWAYS = "always"


class HouseRules(BaseModel):
    """What a server has decided. Whatever it has not is up to the bot's operator."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    channels: tuple[int, ...] = Field(default=(), max_length=IN_A_LIST)
    """Where it dreams: channels, with their threads, and categories; empty is everywhere."""
    roles: tuple[int, ...] = Field(default=(), max_length=IN_A_LIST)
    """For whom; empty is for everybody."""
    default_preset: str | None = None
    panel: tuple[str, ...] | None = Field(default=None, max_length=IN_PANEL)
    """The presets that stand under a dream."""
    panel_style: PanelStyle = PanelStyle.REACTIONS
    largest_size: int | None = Field(default=None, ge=SMALLEST, le=LARGEST)
    """Longest side of a dream, in pixels."""
    weights: dict[int, Annotated[float, Field(ge=WEIGHTS[0], le=WEIGHTS[1])]] = {}
    """How much more than others the people with a role may dream."""
    spoilers: Spoilers = Spoilers.SOURCE
    prefix: str | None = Field(default=None, pattern=r"^\S{1,5}$")
    language: str | None = None
    """What it speaks there; None is what Discord says of the server."""
    audit_channel: int | None = None
    blocked: tuple[int, ...] = ()
    """People for whom it does not dream."""
    hosts: tuple[int, ...] = Field(default=(), max_length=IN_A_LIST)
    """Roles whose people hold challenges; others need Manage Events."""
    zone: str | None = None
    """The time zone in which people here say dates."""

    @field_validator("zone")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        try:
            return None if name is None else zone(name).key
        except UnknownZone as unknown:
            raise ValueError(unknown.sentence) from None

    @field_validator("language")
    @classmethod
    def _spoken(cls, language: str | None) -> str | None:
        """Return the language, or None for one that only another version speaks."""
        return language if language in languages() else None

    def but(self, **changes: object) -> Self:
        """Return rules that are otherwise in this.

        Raises:
            NoSuchRule: something cannot be decided like that.
        """
        try:
            return self.model_validate(self.model_dump() | changes)
        except ValidationError as error:
            field = str(error.errors()[0]["loc"][0])
            said = _SAID.get(field, later("`{field}` cannot be that."))
            raise NoSuchRule(said, field=field, **_LIMITS) from None

    def admit(self, person: int, roles: Collection[int], places: Collection[int]) -> None:
        """Return if a person may ask for a dream.

        Args:
            person: Their id.
            roles: Those of the roles they hold.
            places: Those of the channel, of the one that its thread belongs to, and of their category.

        Raises:
            Blocked: the person is unwanted.
            WrongRole: not with those roles.
            WrongChannel: not there.
        """
        if (obstacle := self.obstacle(person, roles)) is not None:
            raise obstacle
        if self.channels and not set(self.channels) & set(places):
            raise WrongChannel(self.channels)

    def obstacle(self, person: int, roles: Collection[int]) -> Blocked | WrongRole | None:
        """Return why the bot does nothing for a person wherever they are, or None if it does."""
        if person in self.blocked:
            return Blocked()
        if self.roles and not set(self.roles) & set(roles):
            return WrongRole(self.roles)
        return None

    def weight(self, roles: Collection[int], elsewhere: Mapping[int, float]) -> float:
        """Return how much more than others somebody may dream: the most that one of their roles gives.

        `elsewhere` is what the operator gives to roles, which goes before what the server does.
        """
        weights = self.weights | dict(elsewhere)
        return max((weights[role] for role in roles if role in weights), default=1.0)

    def size(self, wanted: int) -> int:
        """Return the longest side of a dream that should have this one."""
        return wanted if self.largest_size is None else min(wanted, self.largest_size)
