"""Bodies of requests: JSON, or multipart with `payload_json` and files."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground import errors
from bot.playground.attachments import Upload
from bot.playground.rest.exchanges import SENT

REQUEST_LIMIT = 25 * 1024 * 1024  # bytes of all files together, where one file alone may not have more
PATIENCE = 4  # times the limit that is read of a too large request before the line is cut
CHUNK = 64 * 1024
FILES = re.compile(r"files\[(\d+)\]")


@dataclass
class Body:
    """A request's JSON, and its files by the name of their field."""

    payload: Any = None
    files: dict[str, Upload] = field(default_factory=dict)

    def numbered_files(self) -> Iterator[tuple[int | None, Upload]]:
        """Yield the files in order, each with the number in the name of its field."""
        for name, upload in self.files.items():
            place = FILES.fullmatch(name)
            yield int(place[1]) if place else None, upload


async def read(request: web.Request, upload_limit: int) -> Body:
    """Read a request's body. Raises 40005 when a file or all of it is too large, 50109 when it is not JSON."""
    multipart = request.content_type.startswith("multipart/")
    try:
        body = await (_multipart(request, upload_limit) if multipart else _plain(request))
    except (ValueError, LookupError):  # bytes that are no text, an unknown charset, a boundary that never comes
        raise errors.invalid_json() from None
    SENT.set(body.payload)
    return body


async def _plain(request: web.Request) -> Body:
    try:
        return Body(_json(await request.text()))
    except web.HTTPRequestEntityTooLarge:
        raise errors.too_large() from None


async def _multipart(request: web.Request, upload_limit: int) -> Body:
    body, total, too_large = Body({}), 0, False
    most = max(REQUEST_LIMIT, upload_limit)
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(CHUNK):
            total += len(chunk)
            # A client that is still writing would not see the answer: the rest is read, but not kept.
            too_large = too_large or total > most or len(content) > upload_limit
            if total > PATIENCE * most:
                raise errors.too_large()
            if not too_large:
                content += chunk
        if part.name == "payload_json":
            body.payload = _json(content.decode(errors="replace"))
        else:
            body.files[part.name] = Upload(part.filename or "unknown", bytes(content))
        too_large = too_large or len(content) > upload_limit
    if too_large:
        raise errors.too_large()
    return body


def _json(text: str) -> Any:  # noqa: ANN401 - JSON can be anything
    try:
        return json.loads(text) if text else {}
    except ValueError:
        raise errors.invalid_json() from None
