"""Only Discord's own hosts, and the configured playground's, are ever asked for a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.hosts import Hosts
from bot.sources.refusals import PictureElsewhere

HOSTS = Hosts("http://127.0.0.1:8420/")


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.discordapp.com/attachments/1/2/sky.png?ex=1&is=2&hm=3",
        "https://CDN.discordapp.com:443/avatars/1/2.png",
        "https://media.discordapp.net/stickers/1.gif",
        "https://images-ext-1.discordapp.net/external/x/https/example.org/sky.png",
        "http://127.0.0.1:8420/attachments/1/2/sky.png",
    ],
)
def test_discords_own_addresses_are_asked_for(url):
    assert HOSTS.check(url).path


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/sky.png",
        "https://cdn.discordapp.com.example.org/sky.png",
        "https://cdn.discordapp.com@example.org/sky.png",
        "https://example.org\\@cdn.discordapp.com/sky.png",
        "https://somebody@cdn.discordapp.com/sky.png",
        "https://cdn.discordapp.com:22/sky.png",
        "http://cdn.discordapp.com/sky.png",
        "http://127.0.0.1/sky.png",
        "http://127.0.0.1:8421/sky.png",
        "http://localhost:8420/sky.png",
        "https://127.0.0.1:8420/sky.png",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "//cdn.discordapp.com/sky.png",
        "https://cdn.discordapp.com:port/",
        "sky.png",
        "",
    ],
)
def test_all_others_are_refused(url):
    with pytest.raises(PictureElsewhere):
        HOSTS.check(url)


@given(st.text() | st.from_regex(r"https?://[a-z.@:/\\]{1,30}", fullmatch=True))
def test_whatever_is_let_through_goes_to_one_of_the_hosts(url):
    try:
        address = HOSTS.check(url)
    except PictureElsewhere:
        return
    assert address.host in ("127.0.0.1", "cdn.discordapp.com", "media.discordapp.net") or str(address.host).startswith(
        "images-ext-"
    )


def test_without_another_discord_nothing_local_is_asked_for():
    with pytest.raises(PictureElsewhere):
        Hosts().check("http://127.0.0.1:8420/sky.png")
