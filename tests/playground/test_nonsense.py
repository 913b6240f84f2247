"""Whatever is sent to whichever route, it is done or refused; it never breaks anything."""

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground import Playground
from tests.playground.conftest import TOKEN
from tests.playground.test_contract import routes_of

WORDS = st.sampled_from(("type", "data", "content", "name", "components", "id", "options", "custom_id", "messages"))
QUERIES = [
    {"params": dict.fromkeys(("limit", "before", "after", "around", "query", "with_counts"), text)}
    for text in ("", "x", "-1", "5", "2026-11-24", "9" * 30)
]
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 65), 1 << 65) | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORDS, inside, max_size=4),
    max_leaves=10,
)


def filled(path: str, discord, place: str, said, asked) -> str:
    """The path with ids of things that are there, or with those of nothing."""
    known = {
        "channel": discord.channels["dreams"].id,
        "guild": discord.world.guild.id,
        "user": discord.people["Ada"].id,
        "application": discord.bot_user.id,
        "message": said.id,
        "interaction": asked.id,
        "token": asked.token,
        "emoji": "👁",
    }
    parts = [part for part in path.split("/") if part]
    names = {"channel", "guild", "user", "application", "message", "interaction", "token", "emoji", "role", "sticker"}
    names |= {"target", "command", "meeting"}
    written = [str(known.get(part, 5)) if part in names else part for part in parts]
    return "/" + "/".join("x" if place == "nobody" and part.isdecimal() else part for part in written)


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "PATCH", "DELETE"])
async def test_no_route_breaks_whatever_it_is_sent(method):
    async with Playground(TOKEN) as discord, aiohttp.ClientSession() as session:
        routes = sorted({path for way, path in routes_of(discord) if way == method})
        said = await discord.people["Ada"].say(discord.channels["dreams"], "here")
        discord.commands.overwrite([{"name": "dream", "description": "d"}])
        asked = await discord.people["Ada"].invoke(discord.channels["dreams"], "dream")
        headers = {"Authorization": f"Bot {TOKEN}"}
        samples = collected(JSONS, 12)
        for path in routes:
            for place in ("channel", "nobody"):
                url = f"{discord.url}/api/v10{filled(path, discord, place, said, asked)}"
                asked_for = QUERIES if method == "GET" else [{"json": payload} for payload in samples]
                for payload in asked_for:
                    async with session.request(method, url, headers=headers, **payload) as response:
                        assert response.status < 500, (path, payload)
                        assert response.headers["X-RateLimit-Bucket"]
                for kind in ("application/json", "application/json; charset=none", "multipart/form-data; boundary=b"):
                    broken = headers | {"Content-Type": kind}
                    async with session.request(method, url, data=b"\xff{", headers=broken) as response:
                        assert response.status < 500, (path, kind)


def collected(strategy, many: int) -> list:
    """Examples of a strategy, always the same ones."""
    found = []

    @settings(max_examples=many, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    return found
