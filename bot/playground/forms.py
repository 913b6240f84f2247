"""A command that somebody fills in: names and values become what Discord sends to the bot."""

from enum import IntEnum
from typing import Any

from bot.playground.attachments import Upload
from bot.playground.errors import JSON, RefusedError
from bot.playground.objects import Channel, Resolved
from bot.playground.references import References
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
        self._references = References(world, channel, self.resolved)
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
        kind, name = OptionType(option["type"]), option["name"]
        if kind is OptionType.ATTACHMENT:
            return self._references.file(value if isinstance(value, Upload) else Upload(*value))
        if kind is OptionType.BOOLEAN:
            return value if isinstance(value, bool) else str(value).casefold() in YES
        if kind is OptionType.STRING:
            return _chosen(option, _right_length(option, str(value)))
        try:
            if kind is OptionType.INTEGER:
                return _chosen(option, _within(option, int(value)))
            if kind is OptionType.NUMBER:
                return _chosen(option, _within(option, float(value)))
            identifier = int(value)
        except (TypeError, ValueError):
            raise RefusedError(f"“{name}” is not filled in right.") from None
        match kind:
            case OptionType.USER:
                return self._references.user(identifier, name)
            case OptionType.ROLE:
                return self._references.role(identifier, name)
            case OptionType.CHANNEL:
                return self._references.channel(identifier, name, option.get("channel_types"))
            case _:
                return self._references.mentionable(identifier, name)


def _chosen(option: JSON, value: str | float) -> str | float:
    """Return the value; when the option lists choices, it must be one of them."""
    choices = option.get("choices") or []
    if choices and value not in [choice["value"] for choice in choices]:
        raise RefusedError(f"“{option['name']}” must be one of: {', '.join(c['name'] for c in choices)}.")
    return value


def _right_length(option: JSON, text: str) -> str:
    low, high = option.get("min_length") or 0, option.get("max_length") or 6000
    if not low <= len(text) <= high:
        raise RefusedError(f"“{option['name']}” must have {low} to {high} letters.")
    return text


def _within(option: JSON, number: float) -> float:
    low, high = option.get("min_value"), option.get("max_value")
    if low is not None and number < low:
        raise RefusedError(f"“{option['name']}” must be {low} or more.")
    if high is not None and number > high:
        raise RefusedError(f"“{option['name']}” must be {high} or less.")
    return number
