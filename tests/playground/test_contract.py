"""The playground against Discord's own description of its API."""

import pytest

from bot.playground.rest import rest_api
from bot.playground.rest.exchanges import Exchange
from bot.playground.rest.login import Login
from tests import contract as described

pytestmark = pytest.mark.skipif(not described.WHERE.is_file(), reason=described.MISSING)


def routes_of(discord):
    """Every method and path that the playground answers to."""
    login = Login(discord.world, discord.gateway.url, 1)
    api = rest_api(discord.world, "token", discord.commands, discord.interactions, discord.faults, discord.gate, login)
    for route in api.router.routes():
        if route.method != "HEAD":
            yield route.method, route.resource.canonical.replace("{", "").replace("}", "")


def test_every_route_of_the_playground_is_one_of_discords(discord, contract):
    routes = sorted(routes_of(discord))
    assert len(routes) > 60
    assert [route for route in routes if contract.operation(*route) is None] == []
    contract.compared.served = {contract.operation(*route) for route in routes}


USER = {
    "id": "5",
    "username": "ada",
    "discriminator": "0",
    "avatar": None,
    "global_name": None,
    "public_flags": 0,
    "flags": 0,
    "primary_guild": None,
}


def breaches_of(contract, method, path, status, answered, sent=None, headers=described.LIMITS):
    """What is wrong with an exchange that never took place."""
    fresh = contract.anew()
    fresh.witness(Exchange(method, path, "", sent, False, status, answered, dict.fromkeys(headers, "1")))
    return [breach.partition("): ")[2] for breach in fresh.breaches]


def test_what_is_as_described_is_no_breach(contract):
    assert breaches_of(contract, "GET", "/users/5", 200, USER) == []
    assert breaches_of(contract, "GET", "/users/5", 404, {"message": "Unknown User", "code": 10013}) == []
    assert breaches_of(contract, "POST", "/channels/5/typing", 204, None) == []


@pytest.mark.parametrize(
    ("method", "path", "status", "answered", "sent", "said"),
    [
        ("GET", "/users/5", 200, {**USER, "id": 5}, None, "answer: id: 5 is not of type 'string'"),
        ("GET", "/users/5", 200, {**USER, "soul": 1}, None, "answer: the body: Additional properties are not allowed"),
        ("GET", "/users/5", 200, {"id": "5"}, None, "answer: the body: 'username' is a required property"),
        ("GET", "/users/5", 500, {}, None, "answered 500"),
        ("GET", "/users/5", 404, {"message": "gone"}, None, "answer: the body: 'code' is a required property"),
        ("GET", "/dreams/5", 200, {}, None, "no such operation is described"),
        ("DELETE", "/channels/5/messages/6", 200, {}, None, "the status 200 is not described, only"),
        ("POST", "/channels/5/typing", 204, {"x": 1}, None, "the answer has a body where none is described"),
        ("POST", "/channels/5/messages/bulk-delete", 204, None, {"messages": "6"}, "request: messages: '6' is not"),
    ],
)
def test_what_is_not_as_described_is_told(contract, method, path, status, answered, sent, said):
    assert breaches_of(contract, method, path, status, answered, sent)[0].startswith(said)


def test_limits_are_told_with_every_answer(contract):
    assert breaches_of(contract, "GET", "/users/5", 200, USER, headers=()) == [
        f"headers are missing: {list(described.LIMITS)}"
    ]


def heard(contract, name, data):
    """What is wrong with a gateway event that was never sent."""
    fresh = contract.anew()
    fresh.hear(name, data)
    return fresh.breaches, fresh.compared.heard[name]


def test_what_gateway_events_carry_is_compared_and_what_only_they_have_is_not(contract):
    assert heard(contract, "GUILD_MEMBER_REMOVE", {"guild_id": "1", "user": USER}) == ([], 1)
    wrong, _ = heard(contract, "GUILD_MEMBER_REMOVE", {"guild_id": "1", "user": USER | {"soul": 1}})
    assert wrong[0].startswith("GUILD_MEMBER_REMOVE of the gateway: event: the body: Additional properties")
    assert heard(contract, "RESUMED", {}) == ([], 0)
