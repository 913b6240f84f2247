"""Who there is."""

from dataclasses import dataclass, field

from bot.playground.permissions import Permissions


@dataclass(eq=False)
class User:
    """A person, or the bot. `accent` is the colour of the avatar, 0xRRGGBB.

    `direct_closed` tells that this person takes no direct messages from the bot.
    """

    id: int
    username: str
    global_name: str
    accent: int
    bot: bool = False
    locale: str = "en-US"
    direct_closed: bool = False

    @property
    def mention(self) -> str:
        """What to write in a message to mention this user."""
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    """A set of permissions with a name. The role whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: Permissions
    color: int = 0
    position: int = 0
    mentionable: bool = False
    managed_by: int | None = None

    @property
    def mention(self) -> str:
        """What to write in a message to mention this role."""
        return f"<@&{self.id}>"


@dataclass(eq=False)
class Member:
    """A user in a guild."""

    user: User
    joined: float
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None
