"""Hosts: the only addresses that pictures are fetched from, so that nobody can send the bot to an address of theirs."""

from yarl import URL

from bot.sources.refusals import PictureElsewhere

_DISCORD = frozenset(
    ("https", host, 443)
    for host in (
        "cdn.discordapp.com",
        "media.discordapp.net",
        # Discord's own copies of pictures that embeds show from elsewhere.
        "images-ext-1.discordapp.net",
        "images-ext-2.discordapp.net",
    )
)


class Hosts:
    """Discord's hosts, and that of another Discord, if the bot is connected to one."""

    def __init__(self, other_discord: str | None = None) -> None:
        self._known = _DISCORD if other_discord is None else _DISCORD | {_host(URL(other_discord))}

    def check(self, url: str) -> URL:
        """Return the address as it may be asked for.

        Raises:
            PictureElsewhere: it is not on one of these hosts.
        """
        try:
            address = URL(url)
            known = _host(address) in self._known
        except ValueError:
            known = False
        # A name before the host has no place in such an address, and makes another one look like it.
        if not known or address.user is not None or address.password is not None:
            raise PictureElsewhere
        return address


def _host(address: URL) -> tuple[str, str | None, int | None]:
    return address.scheme, address.host, address.port
