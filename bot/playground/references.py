"""Users, roles, channels and files that somebody names by their ids in an interaction."""

from bot.playground import errors
from bot.playground.attachments import Upload
from bot.playground.errors import RefusedError
from bot.playground.objects import Channel, Guild, Resolved
from bot.playground.world import World


class References:
    """Looks up what ids mean in one channel, notes it in `resolved`, and gives the ids back as Discord writes them.

    Every method takes the name of the field that is filled in, and raises RefusedError when there is no such thing.
    """

    def __init__(self, world: World, channel: Channel, resolved: Resolved) -> None:
        self._world = world
        self._channel = channel
        self._resolved = resolved

    def user(self, identifier: int, field: str) -> str:
        """Note the user with this id."""
        if identifier not in self._world.users:
            raise _nothing(field)
        self._resolved.users.append(self._world.users[identifier])
        return str(identifier)

    def role(self, identifier: int, field: str) -> str:
        """Note the role with this id."""
        guild = self._guild(field)
        if identifier not in guild.roles:
            raise _nothing(field)
        self._resolved.roles.append(guild.roles[identifier])
        return str(identifier)

    def mentionable(self, identifier: int, field: str) -> str:
        """Note the user or the role with this id."""
        known = identifier in self._world.users
        return self.user(identifier, field) if known else self.role(identifier, field)

    def channel(self, identifier: int, field: str, types: list[int] | None = None) -> str:
        """Note the channel with this id, which must be of one of these types."""
        guild = self._guild(field)
        found = guild.channels.get(identifier) or guild.threads.get(identifier)
        if found is None or (types and found.type not in types):
            raise _nothing(field)
        self._resolved.channels.append(found)
        return str(identifier)

    def file(self, upload: Upload) -> str:
        """Keep a file, note it, and return its id. Raises 40005 when it is too large."""
        if len(upload.content) > self._world.limit_in(self._channel):
            raise errors.too_large()
        attachment = self._world.attachments.take(self._channel.id, upload)
        self._resolved.attachments.append(attachment)
        return str(attachment.id)

    def _guild(self, field: str) -> Guild:
        if self._channel.guild is None:
            raise _nothing(field)
        return self._channel.guild


def _nothing(field: str) -> RefusedError:
    return RefusedError(f"“{field}” points to nothing here.")
