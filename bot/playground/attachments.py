"""Files that people and the bot upload, and the signed addresses under which the CDN gives them out."""

import mimetypes
import re
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from bot.playground.objects import Attachment
from bot.playground.pictures import measure
from bot.playground.signatures import Signer
from bot.playground.snowflakes import Snowflakes

LIFETIME = 24 * 3600  # an address works this many seconds after it was signed
RENEWAL = 12 * 3600  # the same address is handed out this long, so that pages and clients can cache it
LINGERING = 60  # seconds for which a file is still given out that no message carries any more
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
TYPES = mimetypes.MimeTypes()
TYPES.add_type("image/webp", ".webp")  # unknown to Python before 3.13
TYPES.add_type("image/avif", ".avif")


class Upload(NamedTuple):
    """A file on its way in."""

    filename: str
    content: bytes
    description: str | None = None


class Attachments:
    """All files that some message carries, or has carried a moment ago."""

    def __init__(self, clock: Callable[[], float], snowflakes: Snowflakes) -> None:
        self.base_url = ""
        self._clock = clock
        self._snowflakes = snowflakes
        self._files: dict[tuple[int, int], Attachment] = {}
        self._dropped: deque[tuple[float, tuple[int, int]]] = deque()
        self._signer = Signer()

    def take(self, channel_id: int, upload: Upload) -> Attachment:
        """Keep a file for a message in this channel and return it as an attachment."""
        picture = measure(upload.content)
        width, height = picture[1] if picture else (None, None)
        attachment = Attachment(
            id=self._snowflakes.next(),
            channel_id=channel_id,
            filename=UNSAFE.sub("_", upload.filename).strip("_") or "unknown",
            content=upload.content,
            uploaded=self._clock(),
            content_type=TYPES.guess_type(upload.filename)[0] or (picture[0] if picture else None),
            width=width,
            height=height,
            description=upload.description,
        )
        self._files[channel_id, attachment.id] = attachment
        return attachment

    def drop(self, attachments: list[Attachment]) -> None:
        """Forget these files in a minute: whoever is about to show them still can."""
        for attachment in attachments:
            self._dropped.append((self._clock(), (attachment.channel_id, attachment.id)))
        self._forget()

    def url(self, attachment: Attachment) -> str:
        """Return an address of this file that works for 12 to 24 hours from now."""
        path = f"/attachments/{attachment.channel_id}/{attachment.id}/{attachment.filename}"
        age = max(0, int(self._clock() - attachment.uploaded))
        signed = int(attachment.uploaded) + age // RENEWAL * RENEWAL
        expires = signed + LIFETIME
        return (
            f"{self.base_url}{path}?ex={expires:x}&is={signed:x}&hm={self._signer.sign(_signed(path, expires, signed))}"
        )

    def find(self, path: str, expires: str, signed: str, signature: str) -> Attachment | None:
        """Return the file under this address; None when it is gone, has expired, or was never signed here."""
        self._forget()
        try:
            until, since = int(expires, 16), int(signed, 16)
            _, _, channel_id, attachment_id, filename = path.split("/")
            attachment = self._files[int(channel_id), int(attachment_id)]
        except (ValueError, KeyError):
            return None
        if attachment.filename != filename or self._clock() >= until:
            return None
        return attachment if self._signer.has_signed(_signed(path, until, since), signature) else None

    def _forget(self) -> None:
        """Let go of what was dropped long enough ago."""
        while self._dropped and self._clock() - self._dropped[0][0] >= LINGERING:
            self._files.pop(self._dropped.popleft()[1], None)


def _signed(path: str, expires: int, signed: int) -> str:
    """Return what the signature of an address is made of."""
    return f"{path} {expires} {signed}"
