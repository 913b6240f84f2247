"""Hosts: the only addresses that pictures are fetched from, so that nobody can send the bot to an address of theirs."""

from yarl import URL

from bot.refusals import PictureElsewhere

_DISCORD = frozenset(
    URL.build(scheme="https", host=host)
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
        self._origins = _DISCORD if other_discord is None else _DISCORD | {URL(other_discord).origin()}

    def check(self, url: str) -> URL:
        """Return the address as it may be asked for.

        Raises:
            PictureElsewhere: it is not on one of these hosts.
        """
        try:
            address = URL(url)
            if address.origin() in self._origins and address.user is None and address.password is None:
                return address
        except ValueError:
            pass
        raise PictureElsewhere
