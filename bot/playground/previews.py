"""Pictures of other websites, which Discord shows through addresses of its own."""

from urllib.parse import quote

from bot.playground.errors import JSON
from bot.playground.pictures import measure
from bot.playground.signatures import Signer


class Previews:
    """What is known of pictures elsewhere. Nothing is ever fetched: people bring the pictures along."""

    def __init__(self) -> None:
        self.base_url = ""
        self._pictures: dict[str, bytes] = {}
        self._signer = Signer()

    def unfurl(self, link: str, picture: bytes) -> JSON:
        """Return the embed that Discord makes of a link to a picture."""
        self._pictures[link] = picture
        measured = measure(picture)
        width, height = measured[1] if measured else (0, 0)
        shown = {"url": link, "proxy_url": self.proxied(link), "width": width, "height": height}
        return {"type": "image", "url": link, "thumbnail": shown}

    def proxied(self, link: str) -> str:
        """Return the address under which a picture of elsewhere is given out; one's own stay as they are."""
        if not link.startswith(("http://", "https://")) or link.startswith(self.base_url + "/"):
            return link
        return f"{self.base_url}/external/{self._signer.sign(link)}/{quote(link, safe='')}"

    def find(self, signature: str, link: str) -> bytes | None:
        """Return the picture of a link; None when the signature was made up, or nobody brought the picture."""
        return self._pictures.get(link) if self._signer.has_signed(link, signature) else None
