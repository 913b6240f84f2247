"""A command that somebody fills in: names and values become what Discord sends to the bot."""

from enum import IntEnum
from typing import Any

from bot.playground import errors
from bot.playground.attachments import Upload
from bot.playground.errors import JSON, RefusedError
from bot.playground.objects import Channel, Resolved
from bot.playground.world import World

KEPT = ("id", "name", "type", "guild_id")  # what an interaction repeats of its command
YES = frozenset({"true", "yes", "on", "1"})


class OptionType(IntEnum):
    """What may be filled in."""

    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


class Form:
    """One command in one channel. `resolved` collects the files, users, channels and roles that were filled in."""

    def __init__(self, world: World, channel: Channel, command: JSON, path: list[JSON]) -> None:
        self.resolved = Resolved()
        self._world = world
        self._channel = channel
        self._command = command
        self._path = path
        innermost = path[-1] if path else command
        self._options: dict[str, JSON] = {each["name"]: each for each in innermost.get("options") or []}

    def fill(self, values: dict[str, Any], focused: str | None = None) -> JSON:
        """Return the interaction's `data`. Raises RefusedError when a value is missing or wrong, 40005 on a large file.

        While somebody still types in the option `focused`, nothing is required yet.
        """
        for name in (*values, *([focused] if focused else [])):
            if name not in self._options:
                raise RefusedError(f"/{self._command['name']} has no option “{name}”.")
        filled: list[JSON] = []
        for name, option in self._options.items():
            value = values.get(name)
            if name == focused:
                text = "" if value is None else str(value)
                filled.append({"name": name, "type": option["type"], "value": text, "focused": True})
            elif value not in (None, ""):
                filled.append({"name": name, "type": option["type"], "value": self._value(option, value)})
            elif option.get("required") and focused is None:
                raise RefusedError(f"“{name}” is missing.")
        for step in reversed(self._path):
            filled = [{"name": step["name"], "type": step["type"], "options": filled}]
        kept: JSON = {key: self._command[key] for key in KEPT if key in self._command}
        return {**kept, "options": filled}

    def _value(self, option: JSON, value: Any) -> str | float | bool:  # noqa: ANN401 - whatever JSON can hold
        """Return one value as Discord would send it."""
        kind = OptionType(option["type"])
        if kind is OptionType.ATTACHMENT:
            return self._file(value if isinstance(value, Upload) else Upload(*value))
        if kind is OptionType.BOOLEAN:
            return value if isinstance(value, bool) else str(value).casefold() in YES
        if kind is OptionType.STRING:
            return self._chosen(option, self._right_length(option, str(value)))
        try:
            if kind is OptionType.INTEGER:
                return self._chosen(option, self._within(option, int(value)))
            if kind is OptionType.NUMBER:
                return self._chosen(option, self._within(option, float(value)))
            return self._thing(option, kind, int(getattr(value, "id", value)))
        except (TypeError, ValueError):
            raise RefusedError(f"“{option['name']}” is not filled in right.") from None

    def _chosen(self, option: JSON, value: str | float) -> str | float:
        """Return the value; when the option lists choices, it must be one of them."""
        choices = option.get("choices") or []
        if choices and value not in [choice["value"] for choice in choices]:
            raise RefusedError(f"“{option['name']}” must be one of: {', '.join(c['name'] for c in choices)}.")
        return value

    def _right_length(self, option: JSON, text: str) -> str:
        low, high = option.get("min_length") or 0, option.get("max_length") or 6000
        if not low <= len(text) <= high:
            raise RefusedError(f"“{option['name']}” must have {low} to {high} letters.")
        return text

    def _within(self, option: JSON, number: float) -> float:
        low, high = option.get("min_value"), option.get("max_value")
        if low is not None and number < low:
            raise RefusedError(f"“{option['name']}” must be {low} or more.")
        if high is not None and number > high:
            raise RefusedError(f"“{option['name']}” must be {high} or less.")
        return number

    def _file(self, upload: Upload) -> str:
        if len(upload.content) > self._world.upload_limit:
            raise errors.too_large()
        attachment = self._world.attachments.take(self._channel.id, upload)
        self.resolved.attachments.append(attachment)
        return str(attachment.id)

    def _thing(self, option: JSON, kind: OptionType, identifier: int) -> str:
        """Note the user, channel or role with this id, and return the id."""
        guild, resolved = self._world.guild, self.resolved
        if kind in (OptionType.USER, OptionType.MENTIONABLE) and identifier in self._world.users:
            resolved.users.append(self._world.users[identifier])
        elif kind in (OptionType.ROLE, OptionType.MENTIONABLE) and identifier in guild.roles:
            resolved.roles.append(guild.roles[identifier])
        elif kind is OptionType.CHANNEL and identifier in guild.channels:
            resolved.channels.append(guild.channels[identifier])
        else:
            raise RefusedError(f"“{option['name']}” points to nothing here.")
        return str(identifier)
