"""From a request's JSON to a model, or to Discord's list of what is wrong with it."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.playground.errors import JSON, ApiError

Model = TypeVar("Model")
Snowflake = Annotated[int, Field(ge=0, lt=1 << 64)]
Bits = Annotated[str, Field(pattern=r"^\d{1,20}$")]  # permissions: too many for a number of JavaScript's
WHOLE = "_errors"  # the key under which a field's errors are listed
CODES: Mapping[str, tuple[str, str]] = {
    "missing": ("BASE_TYPE_REQUIRED", "This field is required"),
    "string_type": ("STRING_TYPE_CONVERT", "Could not interpret this as string."),
    "string_too_long": ("BASE_TYPE_MAX_LENGTH", "Must be {max_length} or fewer in length."),
    "string_too_short": ("BASE_TYPE_MIN_LENGTH", "Must be {min_length} or more in length."),
    "too_long": ("BASE_TYPE_MAX_LENGTH", "Must be {max_length} or fewer in length."),
    "too_short": ("BASE_TYPE_MIN_LENGTH", "Must be {min_length} or more in length."),
    "string_pattern_mismatch": ("STRING_TYPE_REGEX", "String value did not match validation regex."),
    "int_type": ("NUMBER_TYPE_COERCE", "Value is not int."),
    "int_parsing": ("NUMBER_TYPE_COERCE", "Value is not int."),
    "int_from_float": ("NUMBER_TYPE_COERCE", "Value is not int."),
    "float_type": ("NUMBER_TYPE_COERCE", "Value is not a number."),
    "float_parsing": ("NUMBER_TYPE_COERCE", "Value is not a number."),
    "greater_than_equal": ("NUMBER_TYPE_MIN", "Value should be greater than or equal to {ge}."),
    "less_than_equal": ("NUMBER_TYPE_MAX", "Value should be less than or equal to {le}."),
    "less_than": ("NUMBER_TYPE_MAX", "Value should be less than {lt}."),
    "bool_type": ("BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
    "bool_parsing": ("BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
    "list_type": ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    "dict_type": ("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
    "model_type": ("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"),
    "model_attributes_type": ("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"),
    "literal_error": ("BASE_TYPE_CHOICES", "Value must be one of {expected}."),
    "enum": ("BASE_TYPE_CHOICES", "Value must be one of {expected}."),
    "union_tag_invalid": ("UNION_TYPE_CHOICES", 'Value of field "type" must be one of ({expected_tags}).'),
    "union_tag_not_found": ("UNION_TYPE_CHOICES", 'Value of field "type" is missing.'),
    "datetime_from_date_parsing": ("DATE_TIME_TYPE_PARSE", "Could not parse this. Should be ISO8601."),
    "datetime_parsing": ("DATE_TIME_TYPE_PARSE", "Could not parse this. Should be ISO8601."),
    "datetime_type": ("DATE_TIME_TYPE_PARSE", "Could not parse this. Should be ISO8601."),
}


class Request(BaseModel):
    """A part of a request. Fields that the playground has no use for are not kept."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @property
    def json_object(self) -> JSON:
        """The model as JSON again, without what was not given."""
        return self.model_dump(mode="json", exclude_none=True)


def parse(model: type[Model] | TypeAdapter[Model], payload: Any) -> Model:  # noqa: ANN401 - JSON can be anything
    """Return the payload as this model. Raises 50035 with every field that is wrong."""
    adapter = model if isinstance(model, TypeAdapter) else TypeAdapter(model)
    try:
        return adapter.validate_python(payload)
    except ValidationError as error:
        raise ApiError(400, 50035, "Invalid Form Body", _tree(error, payload)) from None


def _tree(error: ValidationError, payload: Any) -> JSON:  # noqa: ANN401
    """Return the errors as Discord nests them: a level for each field, a list under `_errors`."""
    tree: JSON = {}
    for wrong in error.errors():
        place = tree
        for part in _path(wrong["loc"], payload):
            place = place.setdefault(part, {})
        place.setdefault(WHOLE, []).append(_entry(wrong["type"], wrong["msg"], wrong.get("ctx") or {}))
    return tree


def _path(location: tuple[int | str, ...], payload: Any) -> list[str]:  # noqa: ANN401
    """Return the way to a field through the payload, without the names that unions give to their members."""
    path: list[str] = []
    here = payload
    for index, part in enumerate(location):
        inside_list = isinstance(here, list) and isinstance(part, int) and part < len(here)
        inside_object = isinstance(here, dict) and part in here
        missing = isinstance(here, dict) and index == len(location) - 1 and not str(part).isdecimal()
        if inside_list or inside_object:
            path.append(str(part))
            here = here[part]
        elif missing:
            path.append(str(part))
    return path


def _entry(kind: str, said: str, context: Mapping[str, Any]) -> JSON:
    if kind == "value_error":  # one of our own checks: "CODE sentence"
        code, _, message = str(context["error"]).partition(" ")
        return {"code": code, "message": message}
    code, message = CODES.get(kind, ("BASE_TYPE_INVALID", said))
    return {"code": code, "message": message.format(**context)}
