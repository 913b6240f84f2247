"""What components there are, and the way through those that are inside of each other."""

from collections.abc import Iterator
from enum import IntEnum

from bot.playground.errors import JSON


class ComponentType(IntEnum):
    """What a component is."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


def every(components: list[JSON]) -> Iterator[JSON]:
    """Yield each component, and what is inside of it."""
    for component in components:
        yield component
        yield from every(component.get("components") or [])
        for inside in (component.get("accessory"), component.get("component")):
            if inside:
                yield from every([inside])
