"""The application commands that the bot has registered."""

from bot.playground import errors
from bot.playground.errors import JSON, RefusedError
from bot.playground.events import CommandsChanged
from bot.playground.objects import Channel, User
from bot.playground.permissions import Permissions, permissions_in
from bot.playground.world import World

CHAT_INPUT = 1
NESTED = (1, 2)  # the types of option that are a subcommand, or a group of them
BOT_DM = 1  # the context of direct messages with the bot
MAX_COMMANDS = 100


class Commands:
    """What the bot has registered: everywhere, and in the guild only."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._everywhere: list[JSON] = []
        self._in_guild: list[JSON] = []

    def registered(self, guild_id: int | None = None) -> list[JSON]:
        """Return the commands of this guild, or those that are everywhere."""
        return self._in_guild if guild_id else self._everywhere

    def usable(self) -> list[JSON]:
        """Return every command that people in the guild can use; the guild's own hides one of the same name."""
        own = {(command["type"], command["name"]) for command in self._in_guild}
        return [*self._in_guild, *(c for c in self._everywhere if (c["type"], c["name"]) not in own)]

    def overwrite(self, commands: list[JSON], guild_id: int | None = None) -> list[JSON]:
        """Register these commands in the place of all before, and return them as Discord does. Raises 50035."""
        if len(commands) > MAX_COMMANDS:
            raise errors.invalid_form("commands", "MAX_COMMANDS", f"Maximum of {MAX_COMMANDS} commands.")
        known = {(command["type"], command["name"]): command["id"] for command in self.registered(guild_id)}
        complete: dict[tuple[int, str], JSON] = {}
        for index, command in enumerate(commands):
            key = (command.get("type", CHAT_INPUT), command.get("name", ""))
            if not key[1]:
                raise errors.invalid_form(f"{index}.name", "BASE_TYPE_REQUIRED", "This field is required")
            if key in complete:
                message = "Application command names must be unique"
                raise errors.invalid_form(f"{index}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
            complete[key] = self._complete(command, known.get(key), guild_id)
        if guild_id:
            self._in_guild = list(complete.values())
        else:
            self._everywhere = list(complete.values())
        self._world.announce(CommandsChanged())
        return self.registered(guild_id)

    def _complete(self, command: JSON, known_id: str | None, guild_id: int | None) -> JSON:
        """Return the command with everything that Discord adds to it."""
        return {
            "type": CHAT_INPUT,
            "description": "",
            "options": [],
            "default_member_permissions": None,
            "nsfw": False,
            "dm_permission": True,
            "contexts": None,
            "integration_types": [0],
            **command,
            **({"guild_id": str(guild_id)} if guild_id else {}),
            "id": known_id or str(self._world.snowflakes.next()),
            "application_id": str(self._world.bot_user.id),
            "version": str(self._world.snowflakes.next()),
        }

    def named(self, name: str, channel: Channel, user: User) -> tuple[JSON, list[JSON]]:
        """Return the command with this name ("dream", "challenge start") and the subcommands on the way to it.

        Raises RefusedError when there is no such command, or not for this user in this channel.
        """
        first, *rest = name.removeprefix("/").split()
        for command in self.usable():
            if command["type"] == CHAT_INPUT and command["name"] == first:
                break
        else:
            raise RefusedError(f"There is no command /{first} here.", 404)
        _check_place(command, channel)
        _check_permission(command, channel, user)
        path: list[JSON] = []
        inside = command["options"]
        for part in rest:
            step = next((o for o in inside if o["type"] in NESTED and o["name"] == part), None)
            if step is None:
                raise RefusedError(f"There is no command /{name} here.", 404)
            path.append(step)
            inside = step.get("options") or []
        if any(option["type"] in NESTED for option in inside):
            raise RefusedError(f"/{name} needs one more word: {_listed(inside)}.")
        return command, path


def _check_place(command: JSON, channel: Channel) -> None:
    """Raise RefusedError in direct messages when the command is for the guild only."""
    contexts = command["contexts"]
    everywhere = command["dm_permission"] if contexts is None else BOT_DM in contexts
    if channel.guild is None and ("guild_id" in command or not everywhere):
        raise RefusedError(f"/{command['name']} does not work in direct messages.", 403)


def _check_permission(command: JSON, channel: Channel, user: User) -> None:
    """Raise RefusedError when the command asks for a permission that the user has not."""
    required = command["default_member_permissions"]
    if channel.guild is None or required is None:
        return
    granted = permissions_in(channel, user)
    # "0" hides a command from everybody but administrators.
    enough = Permissions(int(required)) in granted and int(required) != 0
    if not enough and Permissions.ADMINISTRATOR not in granted:
        raise RefusedError(f"You may not use /{command['name']} here.", 403)


def _listed(options: list[JSON]) -> str:
    return ", ".join(option["name"] for option in options)
