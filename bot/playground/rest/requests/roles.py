"""Roles to make or to change."""

from pydantic import Field

from bot.playground.permissions import ALL, Permissions
from bot.playground.rest.requests.parsing import Bits, Request


class Colours(Request):
    """What a role's name is written in."""

    primary_color: int = Field(ge=0, le=0xFFFFFF)


class RoleRequest(Request):
    """A role, or what is to be another about one."""

    name: str | None = Field(default=None, max_length=100)
    permissions: Bits | int | None = None
    color: int | None = Field(default=None, ge=0, le=0xFFFFFF)
    colors: Colours | None = None
    mentionable: bool | None = None

    @property
    def colour(self) -> int | None:
        """The role's colour, in whichever of the two ways it was given."""
        return self.colors.primary_color if self.colors else self.color

    @property
    def bits(self) -> Permissions | None:
        """What the role is to allow; None when nothing is said of it."""
        return None if self.permissions is None else Permissions(int(self.permissions) & ALL)
