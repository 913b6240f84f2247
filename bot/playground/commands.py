"""The application commands that the bot has registered."""

from enum import IntEnum

from bot.playground import errors
from bot.playground.errors import JSON, RefusedError
from bot.playground.events import CommandsChanged
from bot.playground.objects import Channel, User
from bot.playground.permissions import Permissions
from bot.playground.rights import permissions_in
from bot.playground.world import World

NESTED = (1, 2)  # the types of option that are a subcommand, or a group of them


class Context(IntEnum):
    """Where a command can be used."""

    GUILD = 0
    BOT_DM = 1


class CommandType(IntEnum):
    """How a command is used: typed with a slash, or chosen from the menu of a user or of a message."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


MOST = {CommandType.CHAT_INPUT: 100, CommandType.USER: 15, CommandType.MESSAGE: 15}


class Commands:
    """What the bot has registered: everywhere, and in one guild only."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scopes: dict[int | None, dict[str, JSON]] = {None: {}}

    def registered(self, guild_id: int | None = None) -> list[JSON]:
        """Return the commands of this guild only, or those that are everywhere."""
        return list(self._scopes.get(guild_id, {}).values())

    def usable(self, guild_id: int | None = None) -> list[JSON]:
        """Return every command that people in this guild can use; the guild's own hides one of the same name."""
        own = self.registered(guild_id) if guild_id else []
        names = {_key(command) for command in own}
        return [*own, *(command for command in self.registered() if _key(command) not in names)]

    def one(self, command_id: str, guild_id: int | None = None) -> JSON:
        """Return one command. Raises 10063."""
        try:
            return self._scopes.get(guild_id, {})[command_id]
        except KeyError:
            raise errors.unknown("application command") from None

    def overwrite(self, commands: list[JSON], guild_id: int | None = None) -> list[JSON]:
        """Register these commands in the place of all before, and return them as Discord does. Raises 50035, 30032."""
        known = {_key(command): command for command in self.registered(guild_id)}
        complete: dict[tuple[int, str], JSON] = {}
        for index, command in enumerate(commands):
            key = _key(command)
            if key in complete:
                message = "Application command names must be unique"
                raise errors.invalid_form(f"{index}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
            complete[key] = self._complete(command, known.get(key, {}).get("id"), guild_id)
        return self._keep(list(complete.values()), guild_id)

    def upsert(self, command: JSON, guild_id: int | None = None) -> tuple[JSON, bool]:
        """Register one command, and return it and whether it is new; one of the same name is replaced. Raises 30032."""
        before = next((each for each in self.registered(guild_id) if _key(each) == _key(command)), None)
        complete = self._complete(command, before["id"] if before else None, guild_id)
        others = [each for each in self.registered(guild_id) if each is not before]
        self._keep([*others, complete], guild_id)
        return complete, before is None

    def change(self, command_id: str, changes: JSON, guild_id: int | None = None) -> JSON:
        """Change some fields of a command, and return it. Raises 10063."""
        before = self.one(command_id, guild_id)
        changed = self._complete(before | changes, command_id, guild_id)
        others = [each for each in self.registered(guild_id) if each is not before]
        self._keep([*others, changed], guild_id)
        return changed

    def remove(self, command_id: str, guild_id: int | None = None) -> None:
        """Take a command away. Raises 10063."""
        gone = self.one(command_id, guild_id)
        self._keep([each for each in self.registered(guild_id) if each is not gone], guild_id)

    def typed(self, name: str, channel: Channel, user: User) -> tuple[JSON, list[JSON]]:
        """Return the slash command with this name ("dream", "challenge start") and the subcommands on the way to it.

        Raises RefusedError when there is no such command, or not for this user in this channel.
        """
        first, *rest = name.removeprefix("/").split()
        command = self.named(CommandType.CHAT_INPUT, first, channel, user)
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

    def named(self, kind: CommandType, name: str, channel: Channel, user: User) -> JSON:
        """Return the command of this kind with this name. Raises RefusedError as `typed` does."""
        guild = channel.guild
        for command in self.usable(guild.id if guild else None):
            if _key(command) == (kind, name):
                break
        else:
            raise RefusedError(f"There is no command {_shown(kind, name)} here.", 404)
        _check_place(command, channel)
        _check_permission(command, channel, user)
        return command

    def _keep(self, commands: list[JSON], guild_id: int | None) -> list[JSON]:
        """Let these be the commands of this guild, or of everywhere."""
        for kind, most in MOST.items():
            if sum(command["type"] == kind for command in commands) > most:
                raise errors.ApiError(400, 30032, f"Maximum number of application commands reached ({most})")
        self._scopes[guild_id] = {command["id"]: command for command in commands}
        self._world.announce(CommandsChanged())
        return self.registered(guild_id)

    def _complete(self, command: JSON, known_id: str | None, guild_id: int | None) -> JSON:
        """Return the command with everything that Discord adds to it."""
        described = command.get("description") or ""
        return {
            "type": CommandType.CHAT_INPUT,
            "options": [],
            "default_member_permissions": None,
            "nsfw": False,
            "dm_permission": True,
            "contexts": None,
            **command,
            "integration_types": command.get("integration_types") or [0],
            **({"guild_id": str(guild_id)} if guild_id else {}),
            "description": described,
            "id": known_id or str(self._world.snowflakes.next()),
            "application_id": str(self._world.bot_user.id),
            "version": str(self._world.snowflakes.next()),
        }


def _key(command: JSON) -> tuple[int, str]:
    """Return what makes two commands the same."""
    return command.get("type", CommandType.CHAT_INPUT), command["name"]


def _shown(kind: int, name: str) -> str:
    """Return a command's name as people see it."""
    return f"/{name}" if kind == CommandType.CHAT_INPUT else f"“{name}”"


def _check_place(command: JSON, channel: Channel) -> None:
    """Raise RefusedError where the command is not meant to be used."""
    contexts = command["contexts"]
    shown = _shown(command["type"], command["name"])
    everywhere = command["dm_permission"] if contexts is None else Context.BOT_DM in contexts
    if channel.guild is None and ("guild_id" in command or not everywhere):
        raise RefusedError(f"{shown} does not work in direct messages.", 403)
    if channel.guild is not None and contexts is not None and Context.GUILD not in contexts:
        raise RefusedError(f"{shown} works in direct messages only.", 403)


def _check_permission(command: JSON, channel: Channel, user: User) -> None:
    """Raise RefusedError when the command asks for a permission that the user has not."""
    if channel.guild is None:
        return
    granted = permissions_in(channel, user)
    required = command["default_member_permissions"]
    if Permissions.ADMINISTRATOR in granted:
        return
    # "0" hides a command from everybody but administrators.
    enough = required is None or (Permissions(int(required)) in granted and int(required) != 0)
    if not enough or Permissions.USE_APPLICATION_COMMANDS not in granted:
        raise RefusedError(f"You may not use {_shown(command['type'], command['name'])} here.", 403)


def _listed(options: list[JSON]) -> str:
    return ", ".join(option["name"] for option in options)
