"""Forms that open in answer to an interaction."""

from typing import Annotated, Literal

from pydantic import Field

from bot.playground.rest.requests.components import CustomId, EntitySelect, StringSelect, TextDisplay
from bot.playground.rest.requests.parsing import Request


class TextInput(Request):
    """A field for text: one line, or several."""

    type: Literal[4]
    id: int | None = None
    custom_id: CustomId
    style: Literal[1, 2]
    label: str | None = Field(default=None, min_length=1, max_length=45)
    value: str | None = Field(default=None, max_length=4000)
    placeholder: str | None = Field(default=None, max_length=100)
    required: bool | None = None
    min_length: int | None = Field(default=None, ge=0, le=4000)
    max_length: int | None = Field(default=None, ge=1, le=4000)


class StringSelectField(StringSelect):
    """A menu of the bot's own lines."""

    required: bool | None = None


class EntitySelectField(EntitySelect):
    """A menu of people, roles, either of them, or channels."""

    required: bool | None = None


class FileUpload(Request):
    """A field for files."""

    type: Literal[19]
    id: int | None = None
    custom_id: CustomId
    min_values: int | None = Field(default=None, ge=0, le=10)
    max_values: int | None = Field(default=None, ge=1, le=10)
    required: bool | None = None


class Mark(Request):
    """A line of a group that can be marked."""

    value: str = Field(min_length=1, max_length=100)
    label: str = Field(min_length=1, max_length=100)
    description: str | None = Field(default=None, max_length=100)
    default: bool | None = None


class RadioGroup(Request):
    """One of several."""

    type: Literal[21]
    id: int | None = None
    custom_id: CustomId
    options: list[Mark] = Field(min_length=2, max_length=10)
    required: bool | None = None


class CheckboxGroup(Request):
    """Some of several."""

    type: Literal[22]
    id: int | None = None
    custom_id: CustomId
    options: list[Mark] = Field(min_length=1, max_length=10)
    min_values: int | None = Field(default=None, ge=0, le=10)
    max_values: int | None = Field(default=None, ge=1, le=10)
    required: bool | None = None


class Checkbox(Request):
    """Yes or no."""

    type: Literal[23]
    id: int | None = None
    custom_id: CustomId
    default: bool | None = None


class InputRow(Request):
    """A text field with its own label, as forms had them at first."""

    type: Literal[1]
    id: int | None = None
    components: list[TextInput] = Field(min_length=1, max_length=1)


class Label(Request):
    """A field and what it is for."""

    type: Literal[18]
    id: int | None = None
    label: str = Field(min_length=1, max_length=45)
    description: str | None = Field(default=None, max_length=100)
    component: Annotated[
        TextInput | StringSelectField | EntitySelectField | FileUpload | RadioGroup | CheckboxGroup | Checkbox,
        Field(discriminator="type"),
    ]


class Modal(Request):
    """A form."""

    custom_id: CustomId
    title: str = Field(min_length=1, max_length=45)
    components: list[Annotated[InputRow | Label | TextDisplay, Field(discriminator="type")]] = Field(
        min_length=1, max_length=5
    )
