"""Components of messages: rows of buttons and menus, and the newer ones that make up a whole message."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bot.playground.components import every
from bot.playground.errors import JSON
from bot.playground.rest.requests.parsing import Request, Snowflake

LINK, PREMIUM = 5, 6
MAX_ROWS = 5
MAX_COMPONENTS = 40  # of a message that is made of components

CustomId = Annotated[str, Field(min_length=1, max_length=100)]


class PartialEmoji(Request):
    """An emoji on a button."""

    id: Snowflake | None = None
    name: str | None = None
    animated: bool | None = None


class Button(Request):
    """A button, or a link that looks like one."""

    type: Literal[2]
    id: int | None = None
    style: Literal[1, 2, 3, 4, 5, 6]
    label: str | None = Field(default=None, max_length=80)
    emoji: PartialEmoji | None = None
    custom_id: CustomId | None = None
    url: str | None = Field(default=None, max_length=512)
    sku_id: Snowflake | None = None
    disabled: bool | None = None

    @model_validator(mode="after")
    def _has_an_aim(self) -> "Button":
        if self.style == LINK and not self.url:
            raise ValueError("BUTTON_COMPONENT_URL_REQUIRED A url is required")
        if self.style not in (LINK, PREMIUM) and not self.custom_id:
            raise ValueError("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED A custom id required")
        return self


class SelectOption(Request):
    """A line of a menu."""

    label: str = Field(min_length=1, max_length=100)
    value: str = Field(min_length=1, max_length=100)
    description: str | None = Field(default=None, max_length=100)
    emoji: PartialEmoji | None = None
    default: bool | None = None


class Default(Request):
    """What is chosen in a menu at first."""

    id: Snowflake
    type: Literal["user", "role", "channel"]


class Menu(Request):
    """What all menus have."""

    id: int | None = None
    custom_id: CustomId
    placeholder: str | None = Field(default=None, max_length=150)
    min_values: int | None = Field(default=None, ge=0, le=25)
    max_values: int | None = Field(default=None, ge=1, le=25)
    disabled: bool | None = None


class StringSelect(Menu):
    """A menu of the bot's own lines."""

    type: Literal[3]
    options: list[SelectOption] = Field(min_length=1, max_length=25)

    @model_validator(mode="after")
    def _differ(self) -> "StringSelect":
        if len({option.value for option in self.options}) < len(self.options):
            raise ValueError("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED The specified option value is already used")
        return self


class EntitySelect(Menu):
    """A menu of people, roles, either of them, or channels."""

    type: Literal[5, 6, 7, 8]
    default_values: list[Default] | None = Field(default=None, max_length=25)
    channel_types: list[int] | None = None


class ActionRow(Request):
    """Five buttons, or one menu."""

    type: Literal[1]
    id: int | None = None
    components: list[Annotated[Button | StringSelect | EntitySelect, Field(discriminator="type")]] = Field(
        min_length=1, max_length=5
    )

    @model_validator(mode="after")
    def _fits(self) -> "ActionRow":
        if len(self.components) > 1 and any(not isinstance(each, Button) for each in self.components):
            raise ValueError("COMPONENT_LAYOUT_WIDTH_EXCEEDED Components are too wide to fit")
        return self


class TextDisplay(Request):
    """Text."""

    type: Literal[10]
    id: int | None = None
    content: str = Field(min_length=1, max_length=4000)


class UnfurledMedia(Request):
    """A picture by its address."""

    url: str = Field(max_length=2048)


class Thumbnail(Request):
    """A small picture."""

    type: Literal[11]
    id: int | None = None
    media: UnfurledMedia
    description: str | None = Field(default=None, max_length=1024)
    spoiler: bool | None = None


class Section(Request):
    """Text with something beside it."""

    type: Literal[9]
    id: int | None = None
    components: list[TextDisplay] = Field(min_length=1, max_length=3)
    accessory: Annotated[Button | Thumbnail, Field(discriminator="type")]


class GalleryItem(Request):
    """One of several pictures."""

    media: UnfurledMedia
    description: str | None = Field(default=None, max_length=1024)
    spoiler: bool | None = None


class MediaGallery(Request):
    """Several pictures."""

    type: Literal[12]
    id: int | None = None
    items: list[GalleryItem] = Field(min_length=1, max_length=10)


class FileComponent(Request):
    """A file."""

    type: Literal[13]
    id: int | None = None
    file: UnfurledMedia
    spoiler: bool | None = None


class Separator(Request):
    """A line, or a space."""

    type: Literal[14]
    id: int | None = None
    divider: bool | None = None
    spacing: Literal[1, 2] | None = None


class Container(Request):
    """A box."""

    type: Literal[17]
    id: int | None = None
    components: list[
        Annotated[
            ActionRow | TextDisplay | Section | MediaGallery | FileComponent | Separator, Field(discriminator="type")
        ]
    ] = Field(min_length=1)
    accent_color: int | None = Field(default=None, ge=0, le=0xFFFFFF)
    spoiler: bool | None = None


Component = Annotated[
    ActionRow | TextDisplay | Section | MediaGallery | FileComponent | Separator | Container,
    Field(discriminator="type"),
]


def numbered(components: list[Any]) -> list[JSON]:
    """Return components as JSON, each with a number, as Discord gives them to those that have none."""
    written = [component.json_object for component in components]
    taken = {each["id"] for each in every(written) if each.get("id")}
    free = (number for number in range(1, 1 << 31) if number not in taken)
    for each in every(written):
        if not each.get("id"):
            each["id"] = next(free)
    return written
