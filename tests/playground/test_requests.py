"""What a bot may ask for, and how it is told what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.errors import ApiError
from bot.playground.rest.bodies import Body
from bot.playground.rest.requests.commands import COMMANDS
from bot.playground.rest.requests.interactions import CALLBACK
from bot.playground.rest.requests.messages import EditRequest, MessageRequest
from bot.playground.rest.requests.parsing import parse

BUTTON = {"type": 2, "style": 1, "label": "Again", "custom_id": "again"}
MENU = {"type": 3, "custom_id": "menu", "options": [{"label": "A", "value": "a"}]}


def row(*components):
    return {"type": 1, "components": list(components)}


def refused(model, payload) -> dict:
    """The errors of a payload that must be refused, by the path to the field."""
    with pytest.raises(ApiError) as error:
        parse(model, payload)
    assert (error.value.status, error.value.code) == (400, 50035)
    return dict(leaves(error.value.errors))


def leaves(tree, path=""):
    for name, inside in tree.items():
        if name == "_errors":
            yield path, inside[0]["code"]
        else:
            yield from leaves(inside, f"{path}.{name}" if path else name)


@pytest.mark.parametrize(
    ("payload", "path", "code"),
    [
        ({"content": 5}, "content", "STRING_TYPE_CONVERT"),
        ({"content": ["hello"]}, "content", "STRING_TYPE_CONVERT"),
        ({"embeds": "none"}, "embeds", "LIST_TYPE_CONVERT"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{}, {"image": {"url": "ftp://x"}}]}, "embeds.1.image.url", "STRING_TYPE_REGEX"),
        ({"embeds": [{"fields": [{"name": "n"}]}]}, "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"),
        ({"embeds": [{"description": "x" * 4000}] * 2}, "", "MAX_EMBED_SIZE_EXCEEDED"),
        ({"components": [{"type": 2}]}, "components.0", "UNION_TYPE_CHOICES"),
        ({"components": [{}]}, "components.0", "UNION_TYPE_CHOICES"),
        ({"components": [row()]}, "components.0.components", "BASE_TYPE_MIN_LENGTH"),
        (
            {"components": [row({"type": 2, "style": 1, "label": "x"})]},
            "components.0.components.0",
            "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED",
        ),
        (
            {"components": [row({"type": 2, "style": 5, "label": "x"})]},
            "components.0.components.0",
            "BUTTON_COMPONENT_URL_REQUIRED",
        ),
        ({"components": [row(BUTTON, BUTTON)]}, "", "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ({"components": [row(*[BUTTON] * 6)]}, "components.0.components", "BASE_TYPE_MAX_LENGTH"),
        ({"components": [row(BUTTON, MENU)]}, "components.0", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ({"components": [row(MENU | {"options": []})]}, "components.0.components.0.options", "BASE_TYPE_MIN_LENGTH"),
        (
            {"components": [row(BUTTON | {"custom_id": "x" * 101})]},
            "components.0.components.0.custom_id",
            "BASE_TYPE_MAX_LENGTH",
        ),
        ({"message_reference": {"message_id": "five"}}, "message_reference.message_id", "NUMBER_TYPE_COERCE"),
        ({"flags": "many"}, "flags", "NUMBER_TYPE_COERCE"),
        (
            {"allowed_mentions": {"parse": ["users"], "users": ["5"]}},
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
        ({"allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
        ([], "", "MODEL_TYPE_CONVERT"),
        (None, "", "MODEL_TYPE_CONVERT"),
    ],
)
def test_a_message_that_discord_would_refuse_is_refused_where_it_is_wrong(payload, path, code):
    assert refused(MessageRequest, payload)[path] == code


@pytest.mark.parametrize(
    ("command", "path", "code"),
    [
        ({"description": "d"}, "0.name", "BASE_TYPE_REQUIRED"),
        ({"name": "dream"}, "0", "BASE_TYPE_REQUIRED"),
        ({"name": "Dream", "description": "d"}, "0", "APPLICATION_COMMAND_INVALID_NAME"),
        ({"name": "Dream this", "type": 3, "description": "d"}, "0", "APPLICATION_COMMAND_MENU_DESCRIPTION"),
        ({"name": "dream", "description": "d", "contexts": [3]}, "0.contexts.0", "BASE_TYPE_CHOICES"),
        ({"name": "dream", "description": "d", "integration_types": []}, "0.integration_types", "BASE_TYPE_MIN_LENGTH"),
        (
            {
                "name": "dream",
                "description": "d",
                "options": [
                    {"type": 3, "name": "a", "description": "d"},
                    {"type": 3, "name": "b", "description": "d", "required": True},
                ],
            },
            "0",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
    ],
)
def test_a_command_that_discord_would_refuse_is_refused(command, path, code):
    assert refused(COMMANDS, [command])[path] == code


def test_what_is_wrong_in_a_first_answer_is_found_inside_of_its_data():
    assert refused(CALLBACK, {"type": 4, "data": {"content": 5}}) == {"data.content": "STRING_TYPE_CONVERT"}
    assert refused(CALLBACK, {"type": 3}) == {"": "UNION_TYPE_CHOICES"}
    modal = {"custom_id": "m", "title": "t" * 46, "components": [{"type": 18, "label": "l", "component": {"type": 4}}]}
    found = refused(CALLBACK, {"type": 9, "data": modal})
    assert found["data.title"] == "BASE_TYPE_MAX_LENGTH"
    assert found["data.components.0.component.custom_id"] == "BASE_TYPE_REQUIRED"
    choices = [{"name": str(number), "value": number} for number in range(26)]
    assert refused(CALLBACK, {"type": 8, "data": {"choices": choices}}) == {"data.choices": "BASE_TYPE_MAX_LENGTH"}


def test_components_are_numbered_and_keep_the_numbers_they_have():
    given_id = parse(MessageRequest, {"components": [row(BUTTON | {"id": 2}, BUTTON | {"custom_id": "b"})]})
    (numbered_row,) = given_id.draft(Body()).components
    assert (numbered_row["id"], [each["id"] for each in numbered_row["components"]]) == (1, [2, 3])


def test_an_edit_empties_what_is_null_and_leaves_what_is_absent():
    nothing = parse(EditRequest, {}).edit(Body())
    assert (nothing.content, nothing.embeds, nothing.components, nothing.keep) == (None, None, None, None)
    emptied = parse(EditRequest, dict.fromkeys(("content", "embeds", "components", "attachments"))).edit(Body())
    assert (emptied.content, emptied.embeds, emptied.components, emptied.keep) == ("", [], [], [])


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ("content", "embeds", "components", "attachments", "allowed_mentions", "message_reference", "flags", "nonce")
)


@given(st.dictionaries(FIELDS, JSONS) | JSONS)
def test_whatever_is_sent_is_a_message_or_is_refused(payload):
    try:
        parse(MessageRequest, payload).draft(Body())
    except ApiError as error:
        assert error.errors
