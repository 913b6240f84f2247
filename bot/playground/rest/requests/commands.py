"""Application commands to register."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, model_validator

from bot.playground.commands import CommandType
from bot.playground.rest.requests.parsing import Bits, Request

NAME = r"^[-_'\w]{1,32}$"
MAX_OPTIONS = 25
Localized = dict[str, str] | None
Name = Annotated[str, Field(min_length=1, max_length=32)]


class OptionChoice(Request):
    """One of the values that an option can have."""

    name: str = Field(min_length=1, max_length=100)
    name_localizations: Localized = None
    value: str | int | float


class Option(Request):
    """What can be filled in, or a subcommand, or a group of them."""

    type: int = Field(ge=1, le=11)
    name: Annotated[Name, Field(pattern=NAME)]
    name_localizations: Localized = None
    description: str = Field(min_length=1, max_length=100)
    description_localizations: Localized = None
    required: bool | None = None
    choices: list[OptionChoice] | None = Field(default=None, max_length=25)
    options: list["Option"] | None = Field(default=None, max_length=MAX_OPTIONS)
    channel_types: list[int] | None = None
    min_value: int | float | None = None
    max_value: int | float | None = None
    min_length: int | None = Field(default=None, ge=0, le=6000)
    max_length: int | None = Field(default=None, ge=1, le=6000)
    autocomplete: bool | None = None

    @model_validator(mode="after")
    def _check(self) -> "Option":
        _check_options(self.options)
        if self.autocomplete and self.choices:
            raise ValueError("APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES Autocomplete and choices exclude each other")
        return self


class CommandRequest(Request):
    """A command: with a slash, or in the menu of a user or of a message."""

    type: CommandType = CommandType.CHAT_INPUT
    name: Name
    name_localizations: Localized = None
    description: str | None = Field(default=None, max_length=100)
    description_localizations: Localized = None
    options: list[Option] | None = Field(default=None, max_length=MAX_OPTIONS)
    default_member_permissions: Bits | int | None = None
    dm_permission: bool | None = None
    default_permission: bool | None = None
    contexts: list[Literal[0, 1, 2]] | None = None
    integration_types: list[Literal[0, 1]] | None = Field(default=None, min_length=1)
    nsfw: bool | None = None

    @model_validator(mode="after")
    def _check(self) -> "CommandRequest":
        _check_options(self.options)
        if self.type == CommandType.CHAT_INPUT:
            if not self.description:
                raise ValueError("BASE_TYPE_REQUIRED A slash command needs a description")
            if " " in self.name or self.name != self.name.lower():
                raise ValueError("APPLICATION_COMMAND_INVALID_NAME Command name is invalid")
        elif self.description or self.options:
            raise ValueError("APPLICATION_COMMAND_MENU_DESCRIPTION A menu command has no description and no options")
        return self

    @property
    def given(self) -> dict[str, Any]:
        """The fields that were given, as JSON."""
        given = self.model_dump(mode="json", exclude_unset=True) | {"type": self.type}
        permissions = given.get("default_member_permissions")
        return given if permissions is None else given | {"default_member_permissions": str(permissions)}


COMMANDS: TypeAdapter[list[CommandRequest]] = TypeAdapter(list[CommandRequest])


def _check_options(options: list[Option] | None) -> None:
    """Raise ValueError for two options of one name, and for a required one after one that is not."""
    names = [option.name for option in options or ()]
    if len(set(names)) < len(names):
        raise ValueError("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS Option name already exists in this level")
    required = [bool(option.required) for option in options or ()]
    if required != sorted(required, reverse=True):
        message = "Required options must be placed before non-required options"
        raise ValueError(f"APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID {message}")
