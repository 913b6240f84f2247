"""Whether a playground keeps to Discord's own description of its API.

The description is `specs/openapi.json` of https://github.com/discord/discord-api-spec. It is looked for where
DISCORD_OPENAPI says, else in `shared/reference/discord-openapi.json` beside the checkout. OpenAPI 3.1 has its schemas
in JSON Schema 2020-12, so they are checked as they stand, but for the few places in `MENDED` where clients and Discord
agree on more than is written there.
"""

import copy
import json
import os
import re
from pathlib import Path

from jsonschema import Draft202012Validator

from bot.playground.rest.exchanges import Exchange
from tests.compared import Compared
from tests.gateway_contract import objects_in

BESIDE = Path(__file__).parents[2] / "shared" / "reference" / "discord-openapi.json"
WHERE = Path(os.environ.get("DISCORD_OPENAPI", BESIDE))
SOURCE = "https://raw.githubusercontent.com/discord/discord-api-spec/main/specs/openapi.json"
MISSING = f"compares with Discord's description of its API: fetch {SOURCE} and name the file in DISCORD_OPENAPI"
REFERENCE_TYPES = {"type": "integer", "enum": [0, 1]}
FIELD_ERRORS = {
    "type": "object",
    "properties": {
        "_errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
                "required": ["code", "message"],
            },
        }
    },
    "additionalProperties": False,
    "required": ["_errors"],
}
MENDED = {
    "MessageReferenceType": REFERENCE_TYPES,  # forwards came later than the description's list
    "InnerErrors": FIELD_ERRORS,  # the codes of fields are words, as Discord's own examples show
}
MENDED_IN_REQUESTS = {
    "SnowflakeType": {"type": ["string", "integer"]},  # Discord takes numbers too, and discord.py sends them
}
BITS = ("permissions", "allow", "deny")  # they do not fit into a number, so clients send them as text
LIMITS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-RateLimit-Reset-After")


class Contract:
    """Looks at exchanges, and collects what breaks the description in `breaches`; what it saw is in `compared`."""

    def __init__(self, description: dict) -> None:
        self.breaches: list[str] = []
        self.compared = Compared()
        self._paths = description["paths"]
        self._answers = closed(mended(description["components"], MENDED))
        self._requests = with_bits_as_text(mended(description["components"], MENDED | MENDED_IN_REQUESTS))
        self._patterns = [
            (re.compile(re.sub(r"\{\w+\}", r"[^/]+", path)), path)
            for path in sorted(self._paths, key=lambda path: path.count("{"))
        ]
        self._validators: dict[tuple, Draft202012Validator] = {}

    def anew(self) -> "Contract":
        """Return one that has seen nothing yet."""
        fresh = copy.copy(self)
        fresh.breaches, fresh.compared = [], Compared()
        return fresh

    def operation(self, method: str, path: str) -> str | None:
        """Return the description's name for an operation: "post /channels/{channel_id}/messages"."""
        for pattern, template in self._patterns:
            if pattern.fullmatch(path) and method.lower() in self._paths[template]:
                return f"{method.lower()} {template}"
        return None

    def witness(self, exchange: Exchange) -> None:
        """Check one exchange: the answer always, the request when it was taken."""
        operation = self.operation(exchange.method, exchange.path)
        if operation is None:
            if exchange.status != 404:
                self._breach(exchange, "no such operation is described")
            return
        self.compared.answered[operation] += 1
        if exchange.status >= 500:
            self._breach(exchange, f"answered {exchange.status}")
            return
        self._check_answer(operation, exchange)
        if exchange.status < 400:
            self._check_request(operation, exchange)
        if missing := [name for name in LIMITS if name not in exchange.headers]:
            self._breach(exchange, f"headers are missing: {missing}")

    def hear(self, name: str, data: dict) -> None:
        """Check what a gateway event carries, where the description has a schema for it."""
        for schema, thing in objects_in(name, data):
            self.compared.heard[name] += 1
            reference = {"$ref": f"#/components/schemas/{schema}"}
            where = f"{name} of the gateway"
            self._compare(where, ("event", schema), reference, self._answers, json.loads(json.dumps(thing)))

    def _check_answer(self, operation: str, exchange: Exchange) -> None:
        responses = self._described(operation)["responses"]
        exact, family = str(exchange.status), f"{exchange.status // 100}XX"
        described = responses.get(exact) or responses.get(family)
        if described is None:
            self._breach(exchange, f"the status {exchange.status} is not described, only {sorted(responses)}")
            return
        if "$ref" in described:
            described = self._answers["responses"][described["$ref"].rpartition("/")[2]]
        content = described.get("content", {}).get("application/json")
        if content is None:
            if exchange.answered is not None:
                self._breach(exchange, "the answer has a body where none is described")
            return
        self._check(exchange, ("answer", operation, exact), content["schema"], self._answers, exchange.answered)

    def _check_request(self, operation: str, exchange: Exchange) -> None:
        content = self._described(operation).get("requestBody", {}).get("content", {})
        kind = "multipart/form-data" if exchange.multipart else "application/json"
        if exchange.sent is None or exchange.sent == {} or kind not in content:
            return
        self._check(
            exchange,
            ("request", operation, kind),
            with_bits_as_text(content[kind]["schema"]),
            self._requests,
            exchange.sent,
        )

    def _check(self, exchange: Exchange, key: tuple, schema: dict, components: dict, body) -> None:
        """Check what was sent or answered."""
        self._compare(f"{exchange.method} {exchange.path} ({exchange.status})", key, schema, components, body)

    def _compare(self, where: str, key: tuple, schema: dict, components: dict, body) -> None:
        """Compare a body with its schema, unless one of the same shape was compared before."""
        shape = repr((key, shape_of(body)))
        if shape in self.compared.shapes:
            return
        self.compared.shapes.add(shape)
        if key not in self._validators:
            self._validators[key] = Draft202012Validator({**schema, "components": components})
        for error in self._validators[key].iter_errors(body):
            self.breaches.append(f"{where}: {key[0]}: {explained(error)}")

    def _described(self, operation: str) -> dict:
        method, _, template = operation.partition(" ")
        return self._paths[template][method]

    def _breach(self, exchange: Exchange, what: str) -> None:
        self.breaches.append(f"{exchange.method} {exchange.path} ({exchange.status}): {what}")


def load() -> Contract | None:
    """Return the contract; None when the description is not there."""
    return Contract(json.loads(WHERE.read_text())) if WHERE.is_file() else None


def mended(components: dict, schemas: dict) -> dict:
    """Return the description's components with these schemas in the place of its own."""
    return components | {"schemas": components["schemas"] | schemas}


def with_bits_as_text(schema):
    """Return a schema that takes permissions as text too, wherever they are."""
    if isinstance(schema, list):
        return [with_bits_as_text(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {name: with_bits_as_text(each) for name, each in schema.items()}
    fields = inside.get("properties")
    if isinstance(fields, dict):
        text = {name: {"type": ["string", "integer", "null"]} for name in BITS if name in fields}
        inside["properties"] = fields | text
    return inside


def closed(components: dict) -> dict:
    """Return the components with answers that may not have fields which are not described."""
    schemas = dict(components["schemas"])
    for name, schema in schemas.items():
        open_ended = "allOf" in schema or "additionalProperties" in schema or "properties" not in schema
        if name.endswith("Response") and not open_ended:
            schemas[name] = schema | {"additionalProperties": False}
    return components | {"schemas": schemas}


def shape_of(body):
    """Return the structure of a JSON value, with small numbers, which say what kind of thing it is."""
    if isinstance(body, dict):
        return tuple(sorted((key if not key.isdecimal() else "#", shape_of(value)) for key, value in body.items()))
    if isinstance(body, list):
        return ("list", *sorted({shape_of(each) for each in body}, key=repr))
    if isinstance(body, int) and not isinstance(body, bool) and abs(body) < 64:
        return ("number", body)
    return (type(body).__name__, "")


def explained(error) -> str:
    """Return where a value is wrong and why; of alternatives, the one whose kind it is."""
    while error.context:
        alternatives: dict = {}
        for inside in error.context:
            alternatives.setdefault(inside.schema_path[0], []).append(inside)
        error = min(alternatives.values(), key=lambda found: any(is_about_the_kind(each) for each in found))[0]
    where = ".".join(map(str, error.absolute_path)) or "the body"
    return f"{where}: {error.message[:300]}"


def is_about_the_kind(error) -> bool:
    """Whether this says that the value is of another type altogether."""
    return error.validator == "type" or (bool(error.absolute_path) and error.absolute_path[-1] == "type")
