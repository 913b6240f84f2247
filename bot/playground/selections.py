"""What people choose in menus and write into forms, as Discord sends it to the bot."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.attachments import Upload
from bot.playground.components import ComponentType
from bot.playground.errors import JSON, RefusedError
from bot.playground.forms import YES
from bot.playground.references import References


def chosen(menu: JSON, values: Sequence[Any], references: References, label: str = "") -> list[str]:
    """Return the values of a menu as the bot gets them. Raises RefusedError when they are none of it.

    The refusal calls the menu by its label in a form; in a message it has only its id.
    """
    name = label or str(menu["custom_id"])
    _check_count(menu, len(values), name)
    match menu["type"]:
        case ComponentType.USER_SELECT:
            return [references.user(int(each), name) for each in values]
        case ComponentType.ROLE_SELECT:
            return [references.role(int(each), name) for each in values]
        case ComponentType.MENTIONABLE_SELECT:
            return [references.mentionable(int(each), name) for each in values]
        case ComponentType.CHANNEL_SELECT:
            return [references.channel(int(each), name, menu.get("channel_types")) for each in values]
        case _:
            return _listed(menu, values, name)


def written(modal: JSON, values: Mapping[str, Any], references: References) -> list[JSON]:
    """Return the components of a form that is sent: what was written into each field, by the field's custom id.

    What is not in `values` is as the bot has filled it in. Raises RefusedError for an unknown field, or a wrong value.
    """
    left = dict(values)
    components: list[JSON] = []
    for component in modal["components"]:
        shell: JSON = {"type": component["type"], "id": component["id"]}
        match component["type"]:
            case ComponentType.ACTION_ROW:
                (field,) = component["components"]
                shell["components"] = [_field(field, left, references, str(field.get("label")))]
            case ComponentType.LABEL:
                shell["component"] = _field(component["component"], left, references, str(component["label"]))
        components.append(shell)
    if left:
        raise RefusedError(f"The form has no field “{next(iter(left))}”.")
    return components


def _field(field: JSON, values: dict[str, Any], references: References, label: str) -> JSON:
    """Return one field as it is sent, and take its value out of `values`."""
    custom_id = field["custom_id"]
    filled: JSON = {"type": field["type"], "id": field["id"], "custom_id": custom_id}
    given = values.pop(custom_id, None)
    match field["type"]:
        case ComponentType.TEXT_INPUT:
            return filled | {"value": _text(field, field.get("value", "") if given is None else str(given), label)}
        case ComponentType.FILE_UPLOAD:
            files = [each if isinstance(each, Upload) else Upload(*each) for each in given or ()]
            _check_count(field, len(files), label)
            return filled | {"values": [references.file(each) for each in files]}
        case ComponentType.RADIO_GROUP:
            return filled | {"value": _radio(field, given, label)}
        case ComponentType.CHECKBOX_GROUP:
            marked = _defaults(field) if given is None else list(given)
            _check_count(field, len(marked), label, most=len(field["options"]))
            return filled | {"values": _listed(field, marked, label)}
        case ComponentType.CHECKBOX:
            yes = bool(field.get("default")) if given is None else given is True or str(given).casefold() in YES
            return filled | {"value": yes}
        case _:
            picked = _defaults(field) if given is None else list(given)
            return filled | {"values": chosen(field, picked, references, label)}


def _text(field: JSON, text: str, label: str) -> str:
    """Return the text; it must be as long as the field asks."""
    required = field.get("required", True)
    if not text and not required:
        return text
    low, high = field.get("min_length", 1 if required else 0), field.get("max_length", 4000)
    if not low <= len(text) <= high:
        raise RefusedError(f"“{label}” must have {low} to {high} letters.")
    return text


def _radio(field: JSON, given: object, label: str) -> str | None:
    picked = _defaults(field) if given is None else [str(given)]
    if not picked:
        if field.get("required", True):
            raise RefusedError(f"“{label}” is missing.")
        return None
    return _listed(field, picked, label)[0]


def _check_count(field: JSON, count: int, name: str, most: int = 1) -> None:
    """Raise RefusedError unless so many can be chosen; `most` can where the bot does not say."""
    low = field.get("min_values", 1) if field.get("required", True) else 0
    high = field.get("max_values", most)
    if not low <= count <= high:
        raise RefusedError(f"Choose {low} to {high} in “{name}”.")


def _defaults(field: JSON) -> list[str]:
    """Return what is chosen at first."""
    marked = [option["value"] for option in field.get("options", ()) if option.get("default")]
    return marked or [str(each["id"]) for each in field.get("default_values", ())]


def _listed(field: JSON, values: Sequence[Any], name: str) -> list[str]:
    """Return the values, all of which must be options of the field."""
    options = {option["value"] for option in field["options"]}
    for value in values:
        if value not in options:
            raise RefusedError(f"“{value}” is no choice in “{name}”.")
    return [str(value) for value in values]
